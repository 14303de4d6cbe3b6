/**
 * One recording: a stream of its own for as long as nobody stops it. Where the stream ends (the device, the platform or the
 * network went) it waits for the next one, which goes into a new file.
 */
import type { Capture } from '../../../shared/contract/captures.ts'
import { Backoff } from '../../../shared/backoff.ts'
import { Scope } from '../../../shared/disposables.ts'
import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { Live } from '../live/live.ts'
import { videoCodec } from '../media/receiver.ts'
import type { Timings } from '../platform/timings.ts'
import type { MovieFile } from './movie-file.ts'
import { MovieParts, type PartLimits } from './movie-parts.ts'
import { soundFormat, type SoundFormat } from './sound-format.ts'

export interface RecorderOptions {
  readonly capture: Capture
  readonly live: Pick<Live, 'tap'>
  readonly timings: Pick<Timings, 'backoffFirstMs' | 'backoffMostMs'>
  readonly limits: PartLimits
  /** Makes a file to write into. Errors: `disk`. */
  readonly create: (sound: SoundFormat | undefined, codec: 'H264' | 'H265') => Promise<MovieFile>
  /** Gives a file that is written its name; the path. */
  readonly keep: (file: MovieFile, sound: SoundFormat | undefined) => Promise<string>
  readonly onChanged: (capture: Capture) => void
}

const TELL_MS = 1000

export class Recorder {
  readonly #options: RecorderOptions
  readonly #backoff: Backoff
  readonly #over = new AbortController()
  readonly #scope = new Scope()
  /** Of files that are whole. */
  #whole = { bytes: 0, ms: 0, files: 0 }
  #parts: MovieParts | undefined
  #capture: Capture
  #wake = (): void => undefined
  readonly #ended: Promise<void>

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#capture = options.capture
    const { backoffFirstMs, backoffMostMs } = options.timings
    this.#backoff = new Backoff(backoffFirstMs, backoffMostMs)
    const timer = setInterval(() => this.#parts && this.#change({}), TELL_MS)
    this.#scope.own(() => clearInterval(timer))
    this.#ended = this.#run().finally(() => this.#scope.dispose())
  }

  get capture(): Capture {
    const { bytes, ms, files } = this.#whole
    const [now, seconds] = [this.#parts?.bytes ?? 0, this.#parts?.seconds ?? 0]
    return { ...this.#capture, bytes: bytes + now, durationMs: ms + Math.round(seconds * 1000), files }
  }

  /** The device or the platform may be there again. */
  hurry(): void {
    this.#wake()
  }

  /** Resolves when what was recorded is on the disk under its name. */
  async stop(): Promise<Capture> {
    this.#over.abort()
    this.#wake()
    await this.#ended
    return this.capture
  }

  get #isOver(): boolean {
    return this.#over.signal.aborted
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      const error = await this.#stream().catch((refusal: unknown) => known(refusal))
      if (this.#isOver) break
      if (isFinal(error)) return this.#change({ state: 'failed', error: error.toEnvelope() })
      this.#change({ state: 'waiting', error: error.toEnvelope() })
      await this.#wait(this.#backoff.next())
    }
    this.#change({ state: this.#capture.state === 'failed' ? 'failed' : 'done' })
  }

  /** Resolves with why it ended, when its last file is whole. */
  async #stream(): Promise<AppError> {
    const connection = { id: 0, own: (off: () => void) => this.#scope.own(off) }
    const ended = Promise.withResolvers<AppError>()
    const stop = (): void => ended.resolve(new AppError('cancelled'))
    this.#over.signal.addEventListener('abort', stop)
    // Frames come after the answer, which says what they are.
    const sink = new LateSink(() => this.#arrived())
    const { puid, index } = this.#capture
    try {
      const tap = await this.#options.live.tap(
        { puid, index },
        { connection, signal: this.#over.signal },
        sink,
        ended.resolve,
      )
      const codec = tap.video && videoCodec(tap.video)
      if (!codec) {
        await tap.close()
        return new AppError('unsupported', { reason: `pictures in ${tap.video?.codec ?? 'no codec'}` })
      }
      const parts = this.#open(codec, tap.audio && soundFormat(tap.audio), ended.resolve)
      sink.to = parts
      this.#parts = parts
      const error = await ended.promise
      await tap.close()
      await parts.finish()
      return error
    } finally {
      this.#parts = undefined
      this.#over.signal.removeEventListener('abort', stop)
    }
  }

  #open(codec: 'H264' | 'H265', sound: SoundFormat | undefined, onFailed: (error: AppError) => void): MovieParts {
    const { create, keep, limits } = this.#options
    return new MovieParts({
      ...{ codec, sound, limits, onFailed },
      create: (format) => create(format, codec),
      onFile: async (file, seconds) => {
        const path = await keep(file, sound)
        const { bytes, ms, files } = this.#whole
        this.#whole = { bytes: bytes + file.bytes, ms: ms + Math.round(seconds * 1000), files: files + 1 }
        this.#change({ path })
      },
    })
  }

  #arrived(): void {
    this.#backoff.reset()
    if (this.#capture.state === 'waiting' && !this.#isOver) this.#change({ state: 'recording' })
  }

  /** A new state comes with its own error, or without. */
  #change(change: Partial<Capture>): void {
    const { error, ...rest } = this.#capture
    this.#capture = { ...rest, ...(error && change.state === undefined ? { error } : {}), ...change }
    this.#options.onChanged(this.capture)
  }

  async #wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => undefined
  }
}

/** Takes the frames of a stream for somebody who is told first what they are. */
class LateSink {
  readonly dropped = 0
  to: MovieParts | undefined
  readonly #onFrame: () => void

  constructor(onFrame: () => void) {
    this.#onFrame = onFrame
  }

  frame(...frame: Parameters<MovieParts['frame']>): void {
    if (!this.to) return
    this.#onFrame()
    this.to.frame(...frame)
  }

  tell(): void {
    // Numbers are for screens.
  }
}

const FINAL_PLATFORM_CODES: ReadonlySet<number> = new Set([
  PlatformCode.notFound,
  PlatformCode.badParameter,
  PlatformCode.unsupported,
  PlatformCode.noPermission,
])

/** What another try would not change. */
function isFinal({ code, details }: AppError): boolean {
  if (code === 'platform') return FINAL_PLATFORM_CODES.has(details.platformCode ?? 0)
  return code === 'disk' || code === 'unsupported' || code === 'internal' || code === 'not-signed-in'
}

function known(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal', { reason: String(error) }, { cause: error })
}
