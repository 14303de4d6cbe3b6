/** The sound of one speech on its way into a file: handed over by one window, whole when that says so, or at the latest some time after the speech. */
import type { Connection } from '../../../shared/contract/define.ts'
import { SOUND_PACKET_MS } from '../../../shared/contract/ledger.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Begun } from './burst.ts'
import type { OpusFile } from './opus-file.ts'

/** Nobody talks for longer; a window that went mad would fill the disk. */
const MOST_MS = 4 * 3_600_000

export interface KeptSpeechOptions {
  readonly begun: Begun
  /** After the speech so long is waited for its rest, ms. */
  readonly restMs: number
  /** Errors: `disk`. */
  readonly create: () => Promise<OpusFile>
  /** Once; bytes of the file, 0 when nothing is in it. */
  readonly onWhole: (bytes: number) => void
  readonly onFailed: (error: unknown) => void
}

export class KeptSpeech {
  readonly #options: KeptSpeechOptions
  #owner: Connection | undefined
  #disown: () => void = () => undefined
  #file: Promise<OpusFile> | undefined
  /** Packets go in one after the other. */
  #work: Promise<void> = Promise.resolve()
  #ending: Promise<void> | undefined
  #rest: NodeJS.Timeout | undefined
  #isOver = false

  constructor(options: KeptSpeechOptions) {
    this.#options = options
  }

  get begun(): Begun {
    return this.#options.begun
  }

  get isWriting(): boolean {
    return this.#file !== undefined && !this.#ending
  }

  /** Over: only its rest may still come. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Errors: `not-found` for what is whole or another window's, `disk`; then it ends with what it has. */
  async take(packets: readonly Uint8Array[], isLast: boolean, connection: Connection): Promise<void> {
    if (this.#ending || (this.#owner && this.#owner !== connection))
      throw new AppError('not-found', { reason: 'speech' })
    if (!this.#owner) {
      this.#owner = connection
      // A window that is gone hands over nothing more.
      this.#disown = connection.own(() => void this.end())
    }
    const write = this.#work.then(() => this.#write(packets))
    this.#work = write.catch(() => undefined)
    try {
      await write
    } catch (error) {
      this.#options.onFailed(error)
      void this.end()
      throw error
    }
    if (isLast) await this.end()
  }

  /** The speech is over. */
  over(): void {
    this.#isOver = true
    this.#rest ??= setTimeout(() => void this.end(), this.#options.restMs)
  }

  /** Resolves when the file is whole. Never rejects. */
  end(): Promise<void> {
    // Later: giving the window up calls this once more.
    return (this.#ending ??= Promise.resolve().then(() => this.#finish()))
  }

  async #write(packets: readonly Uint8Array[]): Promise<void> {
    if (packets.length === 0) return
    this.#file ??= this.#options.create()
    const file = await this.#file
    if (file.ms + packets.length * SOUND_PACKET_MS > MOST_MS) throw new AppError('too-large', { reason: 'speech' })
    for (const packet of packets) await file.add(packet)
  }

  async #finish(): Promise<void> {
    clearTimeout(this.#rest)
    this.#disown()
    await this.#work
    const file = await this.#file?.catch(() => undefined)
    await file?.finish().catch(this.#options.onFailed)
    this.#options.onWhole(file && file.ms > 0 ? file.bytes : 0)
  }
}
