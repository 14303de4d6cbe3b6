/**
 * The frames of one stream, written into files: the next one begins with a key frame when the former is long or large enough,
 * or when the stream changes in a way that a file cannot hold.
 */
import { MediaFlag, MediaKind, type MediaHead } from '../../../shared/media/media-message.ts'
import type { VideoCodec } from '../../../shared/media/assembler.ts'
import { AppError } from '../../../shared/errors.ts'
import type { FrameSink } from '../media/media-stream.ts'
import { MediaClock } from './media-clock.ts'
import type { SoundFormat } from './sound-format.ts'
import type { MovieFile } from './movie-file.ts'

/** Sound may come so much later than the picture of its moment. */
const SOUND_LATE_SECONDS = 0.5
/** Sound that stays away for longer does not come any more, for a file. */
const SOUND_AWAY_SECONDS = 2
/** What a file that grows faster than its disk is written may hold in memory. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024

export interface PartLimits {
  readonly ms: number
  readonly bytes: number
}

export interface PartsOptions {
  readonly codec: VideoCodec
  readonly sound: SoundFormat | undefined
  readonly limits: PartLimits
  /** Makes the next file. Errors: `disk`. */
  readonly create: (sound: SoundFormat | undefined) => Promise<MovieFile>
  /** A file is whole (or as whole as an error left it). */
  readonly onFile: (file: MovieFile, seconds: number) => Promise<void>
  /** Told once; nothing is written after it. */
  readonly onFailed: (error: AppError) => void
}

export class MovieParts implements FrameSink {
  /** Nothing is left out: what cannot be written fails. */
  readonly dropped = 0
  /** Seconds in the file that is being written, and bytes that stand in it. */
  seconds = 0
  #file: MovieFile | undefined
  #clock = new MediaClock()
  #soundEnd = 0
  #isSoundOver = false
  #wantsNext = false
  #isOver = false
  #hasFailed = false
  #waitingBytes = 0
  #turn: Promise<void> = Promise.resolve()
  readonly #options: PartsOptions

  constructor(options: PartsOptions) {
    this.#options = options
  }

  /** Of the file that is being written. */
  get bytes(): number {
    return this.#file?.bytes ?? 0
  }

  frame(head: MediaHead, payload: Uint8Array): void {
    if (this.#isOver || this.#hasFailed) return
    if (this.#waitingBytes > MOST_WAITING_BYTES) {
      return this.#fail(new AppError('disk', { reason: 'the disk is written slower than pictures come' }))
    }
    // The memory of both is used again.
    const [ours, bytes] = [{ ...head }, new Uint8Array(payload)]
    this.#waitingBytes += bytes.length
    this.#then(async () => {
      this.#waitingBytes -= bytes.length
      await (ours.kind === MediaKind.video ? this.#picture(ours, bytes) : this.#hear(ours, bytes))
    })
  }

  tell(): void {
    // Numbers are for screens; an end is told to who opened the stream.
  }

  /** Resolves when the last file is whole, or as whole as an error left it. */
  async finish(): Promise<void> {
    this.#isOver = true
    const ended = this.#turn.then(() => this.#end())
    this.#turn = ended.catch(() => undefined)
    await ended.catch((error: unknown) => this.#fail(known(error)))
  }

  async #picture(head: MediaHead, unit: Uint8Array): Promise<void> {
    const isKey = (head.flags & MediaFlag.key) !== 0
    if (isKey && (!this.#file || this.#isFull())) await this.#next()
    if (!this.#file) return
    this.seconds = this.#clock.placePicture(head)
    await this.#keepSoundUp(this.#file)
    await this.#file.addPicture(unit, isKey, this.seconds)
  }

  async #hear(head: MediaHead, frame: Uint8Array): Promise<void> {
    const { sound } = this.#options
    const file = this.#file
    if (!sound || !file) return
    // A file whose sound was given up cannot take it again; the next one can.
    if (this.#isSoundOver) return void (this.#wantsNext = true)
    const at = this.#clock.place(head)
    const bare = sound.bare(frame)
    const seconds = sound.secondsOf(bare.length)
    if (bare.length === 0 || at < this.#soundEnd - seconds / 2) return
    if (at > this.#soundEnd + seconds / 2) await this.#silence(file, sound, at)
    const begin = Math.max(at, this.#soundEnd)
    await file.addSound(bare, begin, seconds)
    this.#soundEnd = begin + seconds
  }

  /** A file writes pictures with the sound of their moment: sound that stays away must not hold them back. */
  async #keepSoundUp(file: MovieFile): Promise<void> {
    const { sound } = this.#options
    if (!sound || this.#isSoundOver) return
    if (this.seconds - this.#soundEnd > SOUND_LATE_SECONDS) {
      await this.#silence(file, sound, this.seconds - SOUND_LATE_SECONDS)
    }
    if (this.seconds - this.#soundEnd < SOUND_AWAY_SECONDS) return
    this.#isSoundOver = true
    file.endSound()
  }

  async #silence(file: MovieFile, sound: SoundFormat, until: number): Promise<void> {
    const seconds = until - this.#soundEnd
    const quiet = sound.silence(seconds)
    if (!quiet) return
    await file.addSound(quiet, this.#soundEnd, seconds)
    this.#soundEnd = until
  }

  #isFull(): boolean {
    const { limits } = this.#options
    return this.#wantsNext || this.seconds * 1000 >= limits.ms || this.bytes >= limits.bytes
  }

  async #next(): Promise<void> {
    await this.#end()
    this.#clock = new MediaClock()
    this.#soundEnd = 0
    this.#isSoundOver = false
    this.#wantsNext = false
    this.#file = await this.#options.create(this.#options.sound)
  }

  async #end(): Promise<void> {
    const file = this.#file
    if (!file) return
    this.#file = undefined
    const seconds = this.seconds
    this.seconds = 0
    try {
      await file.finish()
    } finally {
      await this.#options.onFile(file, seconds)
    }
  }

  #then(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(async () => {
      if (!this.#hasFailed) await work().catch((error: unknown) => this.#fail(known(error)))
    })
  }

  #fail(error: AppError): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#options.onFailed(error)
  }
}

function known(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal', { reason: String(error) }, { cause: error })
}
