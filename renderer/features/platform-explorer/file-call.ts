/** Operations that answer a file go by the downloads: what they are asked with, as a download. */
import type { FileSource } from '../../../shared/contract/downloads.ts'
import type { Operation } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { ExplorerInput } from './request.ts'

const { recordFile, gb28181InRecord } = operations

const SOURCES: Readonly<Record<string, (params: Record<string, string>) => FileSource>> = {
  [recordFile.downloadFromDevice.name]: ({ puid = '', fileid = '' }) => ({ kind: 'device', puid, fileId: fileid }),
  [gb28181InRecord.download.name]: ({ id = '' }) => ({ kind: 'lower', fileId: id }),
}

/** Undefined for an operation that answers no file. */
export function fileSourceOf(
  { name }: Pick<Operation, 'name'>,
  { params = {} }: ExplorerInput,
): FileSource | undefined {
  const texts = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]))
  return SOURCES[name]?.(texts)
}

/** What the file is to be called: the last part of its ID; devices name files by paths. */
export function fileNameOf({ fileId }: FileSource): string {
  return (
    fileId
      .split(/[/\\]/)
      .findLast((part) => part !== '')
      ?.slice(-255) ?? 'file'
  )
}
