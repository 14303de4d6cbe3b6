/** Whether a folder lies on another machine: SQLite's locks are not to be trusted there, and every commit crosses the network. */
import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const NETWORK_FILE_SYSTEMS = new Set([
  ...['nfs', 'nfs4', 'cifs', 'smb', 'smb2', 'smb3', 'smbfs', 'afs', 'coda', 'ncpfs', 'ceph', 'glusterfs', 'lustre'],
  ...[
    'davfs',
    'fuse.sshfs',
    'fuse.davfs',
    'fuse.davfs2',
    'fuse.glusterfs',
    'fuse.rclone',
    'fuse.s3fs',
    'fuse.smbnetfs',
  ],
  ...['fuse.gvfsd-fuse', 'fuse.ceph-fuse', 'fuse.curlftpfs'],
])

/** `folder` is absolute and exists. What the system does not tell counts as local: this is for a warning only. */
export async function isOnNetworkShare(folder: string): Promise<boolean> {
  try {
    // The native one follows links and, on Windows, a drive letter to its share.
    const real = realpathSync.native(folder)
    if (process.platform === 'win32') return isSharePath(real)
    const mounts = await readFile('/proc/self/mountinfo', 'utf8')
    return NETWORK_FILE_SYSTEMS.has(fileSystemOf(mounts, real) ?? '')
  } catch {
    return false
  }
}

/** `\\server\share\…`, also in its long form; not `\\?\C:\…`, which is a drive of this machine. */
export function isSharePath(folder: string): boolean {
  return /^\\\\(\?\\UNC\\|[^?.\\])/i.test(folder)
}

/** Type of the file system `folder` lies on, by the lines of Linux' `mountinfo`; the innermost mount, of equal ones the last. */
export function fileSystemOf(mountinfo: string, folder: string): string | undefined {
  let found: { point: string; type: string | undefined } | undefined
  for (const line of mountinfo.split('\n')) {
    const [mount = '', source = ''] = line.split(' - ')
    const point = unescape(mount.split(' ')[4] ?? '')
    if (point === '' || !isInside(folder, point)) continue
    if (!found || point.length >= found.point.length) found = { point, type: source.split(' ')[0] }
  }
  return found?.type
}

function isInside(folder: string, point: string): boolean {
  const relative = path.posix.relative(point, folder)
  return relative !== '..' && !relative.startsWith('../')
}

/** Blanks and backslashes in the name of a mount point are written as octal numbers. */
function unescape(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)))
}
