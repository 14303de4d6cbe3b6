/** A window's hand on something: let go by silence, by the end of its connection, or after too long. Told once why. */
import type { Connection } from '../../../shared/contract/define.ts'
import type { Off } from '../../../shared/disposables.ts'

/** The window said nothing more, it went, or it held too long. */
export type HoldEnd = 'silent' | 'window' | 'limit'

export class Hold {
  readonly connection: Connection
  readonly #silenceMs: number
  readonly #onLost: (why: HoldEnd) => void
  #limit: NodeJS.Timeout | undefined
  #silence: NodeJS.Timeout | undefined
  #disown: Off = () => undefined
  #isReleased = false

  constructor(connection: Connection, silenceMs: number, onLost: (why: HoldEnd) => void) {
    this.connection = connection
    this.#silenceMs = silenceMs
    this.#onLost = onLost
    // A connection that is gone runs this at once.
    this.#disown = connection.own(() => this.#lose('window'))
    if (this.#isReleased) this.#disown()
  }

  /** From now on it lasts so long at most. */
  limit(mostMs: number): void {
    if (this.#isReleased) return
    clearTimeout(this.#limit)
    this.#limit = setTimeout(() => this.#lose('limit'), mostMs)
  }

  keep(): void {
    if (this.#isReleased) return
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#lose('silent'), this.#silenceMs)
  }

  /** Nobody is told. */
  release(): void {
    if (this.#isReleased) return
    this.#isReleased = true
    clearTimeout(this.#silence)
    clearTimeout(this.#limit)
    this.#disown()
  }

  #lose(why: HoldEnd): void {
    if (this.#isReleased) return
    this.release()
    this.#onLost(why)
  }
}
