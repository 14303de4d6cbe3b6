/** Where the bytes of a file come from: the platform's storage, a device by way of the platform, or what it fetched from below. */
import type { FileSource } from '../../../shared/contract/downloads.ts'
import { operations } from '../../../shared/platform/index.ts'
import { downloadPlatformFile } from '../../../shared/platform/record-file.ts'
import type { OpenFileOptions } from '../platform/connection.ts'
import type { FileStream } from '../platform/file-stream.ts'
import type { ActiveSession } from '../session/active-session.ts'

/** Errors: those of a call. */
export function openSource(session: ActiveSession, source: FileSource, options: OpenFileOptions): Promise<FileStream> {
  if (source.kind === 'platform')
    return session.openFile(downloadPlatformFile, { params: { fileid: source.fileId } }, options)
  if (source.kind === 'lower')
    return session.openFile(operations.gb28181InRecord.download, { params: { id: source.fileId } }, options)
  const params = { puid: source.puid, fileid: source.fileId }
  return session.openFile(operations.recordFile.downloadFromDevice, { params }, options)
}

/** The reverse of `fileUrl`: from the decoded names below `/file/`. Undefined for anything else. */
export function sourceOf(segments: readonly string[]): FileSource | undefined {
  const [kind, first = '', second = ''] = segments
  if ((kind === 'platform' || kind === 'lower') && segments.length === 2) return { kind, fileId: first }
  if (kind === 'device' && segments.length === 3) return { kind, puid: first, fileId: second }
  return undefined
}

/** The same for the same file, and for no other. */
export function sourceKey(source: FileSource): string {
  const parts = source.kind === 'device' ? ['device', source.puid, source.fileId] : [source.kind, source.fileId]
  return JSON.stringify(parts)
}
