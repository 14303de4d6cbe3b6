/**
 * What a key means: held down it talks; in the other mode each press begins or ends; pressed twice quickly it stays down until
 * it is pressed again. It knows nothing of conferences: `begin` and `end` do what is meant.
 */
import type { KeyChoice } from './conference-settings.ts'

/** Between two presses that are one double press, ms. */
export const DOUBLE_MS = 400

export interface TalkKeyOptions {
  readonly choice: () => KeyChoice
  readonly begin: () => void
  readonly end: () => void
  /** ms */
  readonly now: () => number
}

export class TalkKey {
  readonly #options: TalkKeyOptions
  #isDown = false
  #isTalking = false
  #isLocked = false
  #pressedAt = -Infinity

  constructor(options: TalkKeyOptions) {
    this.#options = options
  }

  get isLocked(): boolean {
    return this.#isLocked
  }

  /** Repetitions of a key that is held are none. */
  down(): void {
    if (this.#isDown) return
    this.#isDown = true
    const { choice, now } = this.#options
    const { mode, locksByTwo } = choice()
    const isSecond = now() - this.#pressedAt <= DOUBLE_MS
    this.#pressedAt = now()
    if (this.#isTalking) return this.#stop()
    this.#isLocked = mode === 'toggle' || (locksByTwo && isSecond)
    // A third press is no second one again.
    if (this.#isLocked) this.#pressedAt = -Infinity
    this.#isTalking = true
    this.#options.begin()
  }

  up(): void {
    this.#isDown = false
    if (this.#isTalking && !this.#isLocked) this.#stop()
  }

  /** Nobody can let go of it any more: what it began ends, also what is locked. What another key began goes on. */
  drop(): void {
    this.#isDown = false
    if (this.#isTalking) this.#stop()
  }

  /** It was ended by something else: a limit, the platform, a lost focus. */
  over(): void {
    this.#isTalking = false
    this.#isLocked = false
  }

  #stop(): void {
    this.over()
    this.#options.end()
  }
}
