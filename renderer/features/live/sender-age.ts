/**
 * How old the pictures of one attempt are by the clock of their sender. That clock may be wrong: an age that no live picture has
 * is a clock that is set wrong, and then only what the age grew by is believed.
 */

/** The platform's clock is known to half a second. */
const YOUNGEST_MS = -1_000
/** Nothing on the way of a live picture holds it back so long from the beginning. */
const OLDEST_MS = 30_000

export class SenderAge {
  #least = Infinity
  #latest: number | undefined

  /** Of the newest picture: the platform's time of its showing minus the sender's time, ms; undefined: the sender tells none. */
  note(ageMs: number | undefined): void {
    this.#latest = ageMs
    if (ageMs !== undefined) this.#least = Math.min(this.#least, ageMs)
  }

  /** As the sender's clock has it, right or wrong; undefined while it is not known. */
  get ms(): number | undefined {
    return this.#latest
  }

  /** What can be believed of it, never less than 0; undefined while nothing is known. */
  get believedMs(): number | undefined {
    if (this.#latest === undefined) return undefined
    const isRight = this.#least >= YOUNGEST_MS && this.#least <= OLDEST_MS
    return this.#latest - (isRight ? Math.min(0, this.#least) : this.#least)
  }

  get isClockWrong(): boolean {
    return this.#latest !== undefined && (this.#least < YOUNGEST_MS || this.#least > OLDEST_MS)
  }
}
