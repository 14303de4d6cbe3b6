/**
 * The microphone of this window, for everything that talks or records: one source, opened with the first who asks and closed
 * with the last who gives it back. Get it by `useVoiceStore().microphone`.
 *
 * - `acquire(owner)` gives a `MicrophoneUse`: a track of the user's own (to be muted or stopped without harm to others), its
 *   level, and word of a device that was changed or lost meanwhile. Errors: `microphone` with the browser's name as reason;
 *   `useErrorWords()` and `ErrorLine` say it with what to do.
 * - `voice-gate.ts`: lets a use out by an `RTCRtpSender`, and nothing while it is closed.
 * - `silence-watch.ts`: says that somebody talks and nothing is heard.
 * - `output.ts`: where sound goes, `useVoiceStore().outputs.follow(element or context, 'speech' | 'alarms')`.
 * - `voice-recorder.ts`: a recording out of a use.
 */
import type { Off } from '../../../shared/disposables.ts'
import { Emitter } from '../../../shared/emitter.ts'
import { AppError } from '../../../shared/errors.ts'
import type { LevelMeter } from './level-meter.ts'

export interface MicrophoneUse {
  readonly owner: string
  /** Another one after a change of the device: see `onTrack`. */
  readonly track: MediaStreamTrack
  /** 0 silent to 1 full, of the microphone whether or not this use is let out; undefined when it is not measured. */
  level(): number | undefined
  /** The device was changed, by the operator or because it was pulled out. The track before has ended. */
  onTrack(listener: (track: MediaStreamTrack) => void): Off
  /** There is no microphone any more, and this use has been given back. */
  onLost(listener: (error: AppError) => void): Off
  /** As often as one likes. */
  release(): void
}

export interface MicrophoneParts {
  /** Opens the device that is chosen now. Throws `microphone`. */
  open(): Promise<MediaStreamTrack>
  meter(track: MediaStreamTrack): LevelMeter
  /** ms */
  now(): number
}

interface Source {
  readonly track: MediaStreamTrack
  readonly meter: LevelMeter
}

/** A source that ends sooner than this after it was opened is not opened again: it would go on for ever. */
const SHORTEST_LIFE_MS = 1_000

export class Microphone {
  readonly #parts: MicrophoneParts
  readonly #uses = new Set<Use>()
  #source: Promise<Source> | undefined
  #open: Source | undefined

  constructor(parts: MicrophoneParts) {
    this.#parts = parts
  }

  /** Who has it now, also those who still wait for it. */
  get owners(): readonly string[] {
    return [...this.#uses].map(({ owner }) => owner)
  }

  /** 0 silent to 1 full; undefined while nobody has it, or it is not measured. */
  level(): number | undefined {
    return this.#open?.meter.level()
  }

  async acquire(owner: string): Promise<MicrophoneUse> {
    const use = new Use(owner, this)
    // Counted from now on: who gives it back meanwhile does not close it.
    this.#uses.add(use)
    try {
      use.take((await this.#current(use)).track.clone())
      return use
    } catch (error) {
      this.giveBack(use)
      throw error
    }
  }

  /** The chosen device or its processing is another: who has it goes on with that one. */
  async reopen(): Promise<void> {
    if (this.#uses.size === 0) return
    const before = this.#source
    const next = (this.#source = this.#start())
    try {
      const { track } = await next
      if (this.#source === next) for (const use of this.#uses) use.exchange(track)
    } catch (error) {
      if (this.#source === next) this.#lose(asMicrophoneError(error))
    } finally {
      // One that was overtaken meanwhile is closed by who overtook it.
      void before?.then(close, () => undefined)
    }
  }

  /** Of a use itself. */
  giveBack(use: Use): void {
    if (!this.#uses.delete(use) || this.#uses.size > 0) return
    const source = this.#source
    this.#source = undefined
    this.#open = undefined
    void source?.then(close, () => undefined)
  }

  /** Opened if it is not; another one when the device is changed while this waits. */
  async #current(use: Use): Promise<Source> {
    while (this.#uses.has(use)) {
      const source = (this.#source ??= this.#start())
      try {
        const opened = await source
        if (this.#source === source) return opened
      } catch (error) {
        if (this.#source === source) this.#source = undefined
        throw error
      }
    }
    throw asMicrophoneError(undefined)
  }

  #start(): Promise<Source> {
    const starting: Promise<Source> = this.#parts.open().then((track) => {
      const source = { track, meter: this.#parts.meter(track) }
      const since = this.#parts.now()
      if (this.#source === starting) this.#open = source
      track.addEventListener('ended', () => {
        if (this.#source !== starting) return
        if (this.#parts.now() - since < SHORTEST_LIFE_MS) this.#lose(asMicrophoneError(undefined))
        else void this.reopen()
      })
      return source
    })
    return starting
  }

  #lose(error: AppError): void {
    for (const use of [...this.#uses]) use.lose(error)
  }
}

function close({ track, meter }: Source): void {
  meter.close()
  track.stop()
}

function asMicrophoneError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('microphone', { reason: 'Ended' })
}

class Use implements MicrophoneUse {
  readonly owner: string
  readonly #microphone: Microphone
  readonly #tracks = new Emitter<MediaStreamTrack>()
  readonly #lost = new Emitter<AppError>()
  #track: MediaStreamTrack | undefined

  constructor(owner: string, microphone: Microphone) {
    this.owner = owner
    this.#microphone = microphone
  }

  get track(): MediaStreamTrack {
    if (!this.#track) throw new AppError('microphone', { reason: 'Ended' })
    return this.#track
  }

  take(track: MediaStreamTrack): void {
    this.#track = track
  }

  /** One that still waits for its first track gets the new one anyway. */
  exchange(source: MediaStreamTrack): void {
    const before = this.#track
    if (!before) return
    const track = source.clone()
    track.enabled = before.enabled
    this.#track = track
    this.#tracks.emit(track)
    before.stop()
  }

  level(): number | undefined {
    return this.#microphone.level()
  }

  onTrack(listener: (track: MediaStreamTrack) => void): Off {
    return this.#tracks.on(listener)
  }

  onLost(listener: (error: AppError) => void): Off {
    return this.#lost.on(listener)
  }

  lose(error: AppError): void {
    this.release()
    this.#lost.emit(error)
  }

  release(): void {
    this.#track?.stop()
    this.#microphone.giveBack(this)
  }
}
