/** One file on its way from the disk to the platform. */
import { open, type FileHandle } from 'node:fs/promises'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../../shared/errors.ts'
import { diskError } from './disk-error.ts'

export interface UploadOptions {
  /** Absolute. */
  path: string
  contentType: string
  /** Bytes handed to the network so far, of how many. */
  onProgress?: (sent: number, total: number) => void
  signal?: AbortSignal
}

/** So many times longer than for the next bytes is waited for the answer to the last. */
const STORING_FACTOR = 3

/** Sends the head of the request and lets `pour` write what follows; resolves with the head of the answer. */
export type SendBody = (
  headers: Record<string, string>,
  signal: AbortSignal,
  pour: (outgoing: ClientRequest) => void,
) => Promise<IncomingMessage>

/**
 * Streams the file. An answer before its end (a refusal) ends the sending. Never sent twice by itself.
 * Errors: `disk` for a file that cannot be read or changes meanwhile, `timeout` when the way takes nothing more.
 */
export async function upload(
  options: UploadOptions,
  host: string,
  stallMs: number,
  send: SendBody,
): Promise<{ incoming: IncomingMessage; bytes: number }> {
  const file = await open(options.path, 'r').catch(diskError)
  const dead = new AbortController()
  let stall = setTimeout(() => dead.abort(), stallMs)
  const signal = options.signal ? AbortSignal.any([options.signal, dead.signal]) : dead.signal
  let broken: unknown
  let isOver = false
  try {
    const { size } = await file.stat().catch(diskError)
    const taken = (sent: number): void => {
      if (isOver) return
      clearTimeout(stall)
      // The last bytes are with the network, not with the platform, which then has to store the file.
      stall = setTimeout(() => dead.abort(), sent === size ? stallMs * STORING_FACTOR : stallMs)
      options.onProgress?.(sent, size)
    }
    const headers = { 'Content-Type': options.contentType, 'Content-Length': String(size) }
    const incoming = await send(headers, signal, (outgoing) => {
      void pipeline(bytesOf(file, size, taken), outgoing).catch((error: unknown) => (broken = error))
    })
    return { incoming, bytes: size }
  } catch (error) {
    if (options.signal?.aborted) throw new AppError('cancelled')
    if (dead.signal.aborted) throw new AppError('timeout', { host })
    throw broken instanceof AppError ? broken : error
  } finally {
    isOver = true
    clearTimeout(stall)
    await file.close().catch(() => undefined)
  }
}

async function* bytesOf(file: FileHandle, size: number, taken: (sent: number) => void): AsyncGenerator<Buffer> {
  const stream = file.createReadStream({ autoClose: false, start: 0, end: Math.max(0, size - 1) })
  let sent = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sent += chunk.length
      yield chunk
      taken(sent)
    }
  } catch (error) {
    diskError(error)
  }
  if (sent !== size) throw new AppError('disk', { reason: 'the file changed while it was read' })
}
