/** One file on its way from the platform to the disk. */
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { AppError } from '../../../shared/errors.ts'
import type { Operation } from '../../../shared/platform/define.ts'
import { readAnswer } from './answer.ts'
import { networkError } from './network-error.ts'

export interface DownloadOptions {
  /** Where the file is put when it is whole; until then `<path>.part` grows beside it. */
  path: string
  /** Bytes so far, and how many it will be where the platform says so. */
  onProgress?: (received: number, total: number | undefined) => void
  signal?: AbortSignal
  /** Nothing more for so long: the way is dead. */
  stallMs: number
}

export interface Downloaded {
  readonly bytes: number
  readonly contentType: string
}

/** Sends the request again, with these headers; resolves with the head of the answer. */
export type Ask = (headers: Record<string, string>, signal: AbortSignal) => Promise<IncomingMessage>

/** Broken connections in a row without a byte between them, after which it is given up. */
const MOST_FRUITLESS = 3
/** An envelope in place of the file is short. */
const MAX_ENVELOPE_BYTES = 64 * 1024

export class Download {
  readonly #operation: Operation
  readonly #host: string
  readonly #options: DownloadOptions
  readonly #ask: Ask
  #received = 0
  #total: number | undefined
  #contentType = 'application/octet-stream'
  /** What says that the rest is of the same file. */
  #mark: string | undefined

  constructor(operation: Operation, host: string, options: DownloadOptions, ask: Ask) {
    this.#operation = operation
    this.#host = host
    this.#options = options
    this.#ask = ask
  }

  async run(): Promise<Downloaded> {
    const part = `${this.#options.path}.part`
    const file = await open(part, 'w', 0o600).catch(diskError)
    try {
      await this.#fetchAll(file)
      await file.sync().catch(diskError)
      await file.close()
      await rename(part, this.#options.path).catch(diskError)
      return { bytes: this.#received, contentType: this.#contentType }
    } catch (error) {
      await file.close().catch(() => undefined)
      await rm(part, { force: true })
      throw this.#options.signal?.aborted ? new AppError('cancelled') : error
    }
  }

  async #fetchAll(file: FileHandle): Promise<void> {
    for (let fruitless = 0; ;) {
      const before = this.#received
      try {
        await this.#fetchRest(file)
        if (this.#total === undefined || this.#received === this.#total) return
        throw new AppError('bad-answer', {
          operation: this.#operation.name,
          path: '/',
          reason: `${this.#received} of ${this.#total} bytes`,
        })
      } catch (error) {
        const known = networkError(error, this.#host)
        fruitless = this.#received > before ? 0 : fruitless + 1
        const isBroken = known.code === 'reset' || known.code === 'timeout'
        if (!isBroken || this.#options.signal?.aborted || fruitless === MOST_FRUITLESS) throw known
      }
    }
  }

  /** One connection: from where the file ends so far to its end, or to where the connection breaks. */
  async #fetchRest(file: FileHandle): Promise<void> {
    const stall = new StallTimer(this.#options.stallMs)
    const signal = this.#options.signal ? AbortSignal.any([this.#options.signal, stall.signal]) : stall.signal
    try {
      const incoming = await this.#ask(this.#rangeHeaders(), signal)
      await this.#begin(incoming)
      for await (const chunk of incoming as AsyncIterable<Buffer>) {
        stall.touch()
        await file.write(chunk, 0, chunk.length, this.#received).catch(diskError)
        this.#received += chunk.length
        this.#options.onProgress?.(this.#received, this.#total)
      }
    } catch (error) {
      throw stall.signal.aborted ? new AppError('timeout', { host: this.#host }) : error
    } finally {
      stall.end()
    }
  }

  #rangeHeaders(): Record<string, string> {
    if (this.#received === 0) return {}
    return { Range: `bytes=${this.#received}-`, ...(this.#mark ? { 'If-Range': this.#mark } : {}) }
  }

  /** Reads the head: an envelope in place of a file, the whole file, or the part that was asked for. */
  async #begin(incoming: IncomingMessage): Promise<void> {
    const { statusCode: status = 0, headers } = incoming
    const type = headers['content-type'] ?? ''
    const isRest = status === 206 && headers['content-range']?.startsWith(`bytes ${this.#received}-`)
    if (status !== 200 && !isRest) {
      incoming.resume()
      readAnswer(this.#operation, { status, text: '' }, this.#host)
    }
    if (status === 200 && type.startsWith('application/json')) {
      readAnswer(this.#operation, { status, text: await envelopeText(incoming) }, this.#host)
      throw new AppError('bad-answer', { operation: this.#operation.name, path: '/', reason: 'no file' })
    }
    // The platform knows no ranges, or the file is another one by now: from the start.
    if (status === 200) this.#received = 0
    const length = Number(headers['content-length'])
    this.#total = Number.isFinite(length) ? this.#received + length : undefined
    this.#contentType = type || this.#contentType
    this.#mark = headers.etag ?? headers['last-modified']
  }
}

class StallTimer {
  readonly #abort = new AbortController()
  readonly #timer: NodeJS.Timeout

  constructor(stallMs: number) {
    this.#timer = setTimeout(() => this.#abort.abort(), stallMs)
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  touch(): void {
    this.#timer.refresh()
  }

  end(): void {
    clearTimeout(this.#timer)
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

function diskError(error: unknown): never {
  throw new AppError('disk', { reason: error instanceof Error ? error.message : String(error) }, { cause: error })
}
