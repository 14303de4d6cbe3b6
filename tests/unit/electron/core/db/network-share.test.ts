import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileSystemOf, isOnNetworkShare, isSharePath } from '../../../../../electron/core/db/network-share.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

const MOUNTS = `22 27 0:20 / /proc rw,relatime shared:5 - proc proc rw
27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
90 27 0:50 / /home rw,relatime shared:40 - nfs4 server:/home rw,vers=4.2
91 90 8:2 / /home/li/local\\040disk rw - ext4 /dev/sdb1 rw
92 27 0:51 / /mnt/share rw master:3 propagate_from:2 - cifs //server/share rw
93 27 0:52 / /mnt/ssh rw - fuse.sshfs li@server:/data rw
94 27 8:3 / /mnt/share rw - xfs /dev/sdc1 rw`

describe('the file system of a folder', () => {
  it.each([
    ['/var/lib/watchpost', 'ext4'],
    ['/home/li/.config/watchpost', 'nfs4'],
    ['/home', 'nfs4'],
    // A name that only begins like a mount point.
    ['/homes/li', 'ext4'],
    ['/home/li/local disk/watchpost', 'ext4'],
    ['/mnt/ssh/a', 'fuse.sshfs'],
    // The later mount hides the one below it.
    ['/mnt/share/a', 'xfs'],
  ])('%s is %s', (folder, type) => expect(fileSystemOf(MOUNTS, folder)).toBe(type))

  it('is not known where nothing is mounted', () => expect(fileSystemOf('', '/var')).toBeUndefined())
})

describe('a path on Windows', () => {
  it.each([
    ['\\\\server\\users\\li', true],
    ['\\\\?\\UNC\\server\\users', true],
    ['C:\\Users\\li', false],
    ['\\\\?\\C:\\Users\\li', false],
    ['\\\\.\\pipe\\name', false],
  ])('%s: share %s', (folder, isShare) => expect(isSharePath(folder)).toBe(isShare))
})

describe('this machine', () => {
  it('has its temporary folder to itself, also behind a link', async () => {
    const folder = tempFolder()
    mkdirSync(path.join(folder, 'real'))
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'link'))
    expect(await isOnNetworkShare(path.join(folder, 'link'))).toBe(false)
  })

  it('says nothing of a folder that is not there', async () => {
    expect(await isOnNetworkShare(path.join(tempFolder(), 'missing'))).toBe(false)
  })
})
