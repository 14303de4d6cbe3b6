/** Somebody talks: until he says nothing of it any more, or for too long. */

export interface SpeechOptions {
  readonly silenceMs: number
  /** Undefined: as long as he likes. */
  readonly mostMs?: number
  /** Once, and not after `dispose`. */
  readonly onOver: (why: 'silent' | 'limit') => void
}

export class Speech {
  /** Epoch ms. */
  readonly startedAt = Date.now()
  readonly #options: SpeechOptions
  readonly #limit: NodeJS.Timeout | undefined
  #silence: NodeJS.Timeout | undefined

  constructor(options: SpeechOptions) {
    this.#options = options
    const { mostMs } = options
    this.#limit = mostMs === undefined ? undefined : setTimeout(() => this.#over('limit'), mostMs)
    this.keep()
  }

  keep(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#over('silent'), this.#options.silenceMs)
  }

  dispose(): void {
    clearTimeout(this.#silence)
    clearTimeout(this.#limit)
  }

  #over(why: 'silent' | 'limit'): void {
    this.dispose()
    this.#options.onOver(why)
  }
}
