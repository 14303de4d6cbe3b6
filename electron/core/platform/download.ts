/**
 * One file on its way from the platform to the disk. It grows in a part file that survives this process; what is in it, and
 * of which file, is told at checkpoints, so that the next run goes on where this one ended.
 */
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import { diskError } from './disk-error.ts'
import type { FileHead, FileStream } from './file-stream.ts'

/** What is in the part file, safe on the disk, and of which file. */
export interface PartFacts {
  readonly received: number
  readonly total: number | undefined
  /** ETag or time of the last change, as the platform gave it. */
  readonly mark: string | undefined
}

export interface DownloadOptions {
  /** The file that grows; made when it is missing. */
  part: string
  /** Of an earlier run. */
  from?: PartFacts
  /** Bytes so far, and how many it will be where the platform says so. */
  onProgress?: (received: number, total: number | undefined) => void
  /** Called when so much is flushed to the disk; it goes on when the promise resolves. */
  onCheckpoint?: (facts: PartFacts) => Promise<void> | void
  /** Room for so many more bytes? Throws `disk` when there is none. */
  checkSpace?: (bytes: number) => Promise<void>
  signal: AbortSignal
}

/** Sends the request, from this byte on; resolves with the head of the answer. */
export type Ask = (from: number, mark: string | undefined, signal: AbortSignal) => Promise<FileStream>

/** Broken connections in a row without a byte between them, after which it is given up. */
const MOST_FRUITLESS = 3
const CHECKPOINT_EVERY_MS = 1_000

export class Download {
  readonly #options: DownloadOptions
  readonly #ask: Ask
  #received: number
  #total: number | undefined
  #mark: string | undefined
  #checkpointAt = 0

  constructor(options: DownloadOptions, ask: Ask) {
    this.#options = options
    this.#ask = ask
    this.#received = options.from?.received ?? 0
    this.#total = options.from?.total
    this.#mark = options.from?.mark
  }

  /**
   * Resolves when the part file is whole as far as lengths tell. Whatever it ends with, the part file stays.
   * Errors: those of a call, `disk`, `file-damaged` for a file that is not as long as announced, `cancelled`.
   */
  async run(): Promise<PartFacts> {
    const file = await open(this.#options.part, constants.O_RDWR | constants.O_CREAT, 0o600).catch(diskError)
    try {
      const { size } = await file.stat().catch(diskError)
      // Less than what was told: somebody else was at it.
      if (size < this.#received) this.#restart()
      await this.#fetchAll(file)
      await file.truncate(this.#received).catch(diskError)
      await this.#checkpoint(file)
      return this.#facts
    } catch (error) {
      await this.#checkpoint(file).catch(() => undefined)
      throw this.#options.signal.aborted ? new AppError('cancelled') : error
    } finally {
      await file.close().catch(() => undefined)
    }
  }

  get #facts(): PartFacts {
    return { received: this.#received, total: this.#total, mark: this.#mark }
  }

  async #fetchAll(file: FileHandle): Promise<void> {
    for (let fruitless = 0; ;) {
      if (this.#received > 0 && this.#received === this.#total) return
      const before = this.#received
      try {
        await this.#fetchRest(file)
        if (this.#total === undefined || this.#received === this.#total) return
        throw new AppError('file-damaged', { reason: `${this.#received} of ${this.#total} bytes` })
      } catch (error) {
        fruitless = this.#received > before ? 0 : fruitless + 1
        const isBroken = error instanceof AppError && (error.code === 'reset' || error.code === 'timeout')
        if (!isBroken || this.#options.signal.aborted || fruitless === MOST_FRUITLESS) throw error
      }
    }
  }

  /** One connection: from where the file ends so far to its end, or to where the connection breaks. */
  async #fetchRest(file: FileHandle): Promise<void> {
    const stream = await this.#openRest()
    try {
      if (this.#total !== undefined) await this.#options.checkSpace?.(this.#total - this.#received)
      for await (const chunk of stream.chunks) {
        await writeAll(file, chunk, this.#received)
        this.#received += chunk.length
        this.#options.onProgress?.(this.#received, this.#total)
        if (performance.now() - this.#checkpointAt > CHECKPOINT_EVERY_MS) await this.#checkpoint(file)
      }
    } finally {
      stream.close()
    }
  }

  /** The rest of the same file, or all of it where that is not to be had. */
  async #openRest(): Promise<FileStream> {
    const from = this.#received
    const stream = await this.#ask(from, this.#mark, this.#options.signal)
    if (this.#isRest(stream.head, from)) return this.#take(stream)
    this.#restart()
    if (stream.head.status === 200) return this.#take(stream)
    stream.close()
    const whole = await this.#ask(0, undefined, this.#options.signal)
    if (whole.head.status === 416 || whole.head.first !== 0) {
      whole.close()
      throw new AppError('bad-answer', {
        path: '/',
        reason: `status ${whole.head.status} to a request without a range`,
      })
    }
    return this.#take(whole)
  }

  #take(stream: FileStream): FileStream {
    const { first, length, total, mark } = stream.head
    this.#total = total ?? (length === undefined ? undefined : first + length)
    this.#mark = mark
    return stream
  }

  /** Some platforms know no ranges (200), some do not look at If-Range: size and mark must be those of before. */
  #isRest({ status, first, total, mark }: FileHead, from: number): boolean {
    if (from === 0) return status === 200 || (status === 206 && first === 0)
    if (status !== 206 || first !== from) return false
    const isOtherSize = total !== undefined && this.#total !== undefined && total !== this.#total
    const isOtherMark = mark !== undefined && this.#mark !== undefined && mark !== this.#mark
    return !isOtherSize && !isOtherMark
  }

  #restart(): void {
    this.#received = 0
    this.#total = undefined
    this.#mark = undefined
  }

  async #checkpoint(file: FileHandle): Promise<void> {
    await file.datasync().catch(diskError)
    await this.#options.onCheckpoint?.(this.#facts)
    this.#checkpointAt = performance.now()
  }
}

async function writeAll(file: FileHandle, chunk: Buffer, place: number): Promise<void> {
  let written = 0
  while (written < chunk.length) {
    const { bytesWritten } = await file.write(chunk, written, chunk.length - written, place + written).catch(diskError)
    written += bytesWritten
  }
}
