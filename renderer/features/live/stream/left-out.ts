/**
 * Pictures that were left out since the last key frame that was not: who wants all again needs them to go on at once instead of
 * at the next key frame.
 */

/** A camera with fewer key frames than one in so many pictures is waited for. */
const MOST = 600

export class LeftOut<T> {
  #held: T[] = []
  #isWhole = true

  /** A picture is left out. */
  add(picture: T, isKey: boolean): void {
    if (isKey) {
      this.#held = []
      this.#isWhole = true
    }
    if (this.#held.length >= MOST) this.#isWhole = false
    if (this.#isWhole) this.#held.push(picture)
    else this.#held = []
  }

  /** A picture goes on: what has to go before it; undefined when that is not there any more, and a key frame is to be waited for. */
  before(isKey: boolean): readonly T[] | undefined {
    const held = this.#held
    this.#held = []
    if (isKey) {
      this.#isWhole = true
      return []
    }
    return this.#isWhole ? held : undefined
  }
}
