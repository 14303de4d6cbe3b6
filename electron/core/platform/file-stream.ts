/** A file of the platform on its way: its head, then its bytes as fast as they are taken. */
import type { IncomingMessage } from 'node:http'
import { AppError } from '../../../shared/errors.ts'
import type { Operation } from '../../../shared/platform/define.ts'
import { readAnswer } from './answer.ts'
import { networkError } from './network-error.ts'

export interface FileHead {
  /** 206: a part. 416: the file has nothing there, or less than was asked for. */
  readonly status: 200 | 206 | 416
  readonly contentType: string
  /** Place of the first byte that comes. */
  readonly first: number
  /** How many bytes come, where the platform says so. */
  readonly length: number | undefined
  /** Size of the whole file, where the platform says so. */
  readonly total: number | undefined
  /** Says that another part is of the same file: a strong ETag, or the time of the last change. */
  readonly mark: string | undefined
}

export interface FileStream {
  readonly head: FileHead
  /** To be iterated once. Errors: `timeout` when nothing more comes, the ways of the network. */
  readonly chunks: AsyncIterable<Buffer>
  /** Ends it before its end. */
  close(): void
}

/** An envelope in place of a file is short. */
const MAX_ENVELOPE_BYTES = 64 * 1024

/** What was answered in place of a file is thrown: `platform`, `http-status`, `bad-answer`. */
export async function readFileStream(
  operation: Operation,
  incoming: IncomingMessage,
  host: string,
  stallMs: number,
): Promise<FileStream> {
  const { statusCode: status = 0, headers } = incoming
  if (status !== 200 && status !== 206 && status !== 416) {
    incoming.resume()
    readAnswer(operation, { status, text: '' }, host)
    throw new AppError('http-status', { host, httpStatus: status })
  }
  const contentType = headers['content-type'] ?? 'application/octet-stream'
  if (status === 200 && contentType.startsWith('application/json') && !isNamedFile(headers)) {
    readAnswer(operation, { status, text: await envelopeText(incoming) }, host)
    throw new AppError('bad-answer', { operation: operation.name, path: '/', reason: 'no file' })
  }
  return {
    head: { status, contentType, ...extentOf(status, headers), mark: markOf(headers) },
    chunks: chunksOf(incoming, host, stallMs),
    close: () => incoming.destroy(),
  }
}

/** A file may be JSON too: it comes under a name or offers ranges, an envelope does neither. */
function isNamedFile(headers: IncomingMessage['headers']): boolean {
  return headers['content-disposition'] !== undefined || headers['accept-ranges'] !== undefined
}

function extentOf(
  status: 200 | 206 | 416,
  headers: IncomingMessage['headers'],
): Pick<FileHead, 'first' | 'length' | 'total'> {
  const announced = headers['content-length'] === undefined ? undefined : Number(headers['content-length'])
  const [, first, last, size] = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? []
  const total = size === undefined || size === '*' ? undefined : Number(size)
  if (status === 200) return { first: 0, length: announced, total: announced }
  const length = first === undefined || last === undefined ? undefined : Number(last) - Number(first) + 1
  return { first: Number(first ?? 0), length: status === 206 ? (length ?? announced) : 0, total }
}

/** A weak ETag says that two files look alike, not that their bytes fit together (RFC 9110 §13.1.5). */
function markOf({ etag, 'last-modified': lastModified }: IncomingMessage['headers']): string | undefined {
  return etag === undefined || etag.startsWith('W/') ? lastModified : etag
}

/** Time counts only while the way is waited for: who takes the bytes may take as long as they like. */
async function* chunksOf(incoming: IncomingMessage, host: string, stallMs: number): AsyncGenerator<Buffer> {
  const iterator = (incoming as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  const next = async (): Promise<IteratorResult<Buffer>> => {
    const stall = setTimeout(() => incoming.destroy(new AppError('timeout', { host })), stallMs)
    try {
      return await iterator.next()
    } catch (error) {
      throw networkError(error, host)
    } finally {
      clearTimeout(stall)
    }
  }
  try {
    for (let result = await next(); !result.done; result = await next()) yield result.value
  } finally {
    incoming.destroy()
  }
}

async function envelopeText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_ENVELOPE_BYTES) return ''
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
