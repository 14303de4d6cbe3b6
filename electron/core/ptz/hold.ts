/** A window's hand on a camera: let go by silence, by the end of its connection, or after too long. Told once why. */
import type { Connection } from '../../../shared/contract/define.ts'
import type { MoveEnd } from '../../../shared/contract/ptz.ts'
import type { Off } from '../../../shared/disposables.ts'
import type { Timings } from '../platform/timings.ts'

export class Hold {
  readonly connection: Connection
  readonly #silenceMs: number
  readonly #onLost: (why: MoveEnd) => void
  readonly #limit: NodeJS.Timeout
  #silence: NodeJS.Timeout | undefined
  #disown: Off = () => undefined
  #isReleased = false

  constructor(connection: Connection, timings: Timings, onLost: (why: MoveEnd) => void) {
    this.connection = connection
    this.#silenceMs = timings.ptzSilenceMs
    this.#onLost = onLost
    this.#limit = setTimeout(() => this.#lose('limit'), timings.ptzMostMs)
    // A connection that is gone runs this at once.
    this.#disown = connection.own(() => this.#lose('window'))
    if (this.#isReleased) this.#disown()
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

  #lose(why: MoveEnd): void {
    if (this.#isReleased) return
    this.release()
    this.#onLost(why)
  }
}
