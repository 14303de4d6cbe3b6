/** How a file of this machine is answered to our page, whole or a range of it. */
import { createReadStream } from 'node:fs'
import { parseRange } from './byte-range.ts'
import { fileHeaders, type FileAnswer, type FileRequest } from './file-answer.ts'

export interface LocalFile {
  readonly path: string
  readonly bytes: number
  /** Another one for another content. */
  readonly key: string
  readonly contentType: string
}

/** `isSame`: the file is still the one the page has a part of; otherwise it gets the whole. */
export function localAnswer(
  { path, bytes: total, key, contentType }: LocalFile,
  request: FileRequest,
  signal: AbortSignal,
  isSame = true,
): FileAnswer {
  const range = isSame ? parseRange(request.header('range'), total) : undefined
  if (range === 'unsatisfiable') {
    const extent = { status: 416, first: 0, length: 0, total } as const
    return { status: 416, headers: fileHeaders(key, contentType, extent), body: undefined }
  }
  const { first, last } = range ?? { first: 0, last: total - 1 }
  const extent = { status: range ? 206 : 200, first, length: last - first + 1, total } as const
  const isEmpty = request.method === 'HEAD' || extent.length === 0
  const body = isEmpty ? undefined : createReadStream(path, { start: first, end: last, signal })
  return { status: extent.status, headers: fileHeaders(key, contentType, extent), body }
}
