/**
 * What is heard of one conference, for those of its speeches that are kept. That somebody speaks is told a little later than he
 * is heard: what was heard just before belongs to his speech, unless another one spoke then.
 */
import type { Samples } from './sound-tap.ts'

/** Pieces of 20 ms. */
const BEFORE_PIECES = 20

export class GroupTap {
  readonly #listeners = new Set<(samples: Samples) => void>()
  #before: Samples[] = []

  piece(samples: Samples): void {
    if (this.#listeners.size > 0) {
      for (const listener of this.#listeners) listener(samples)
      return
    }
    this.#before.push(samples)
    if (this.#before.length > BEFORE_PIECES) this.#before.shift()
  }

  /** From what was heard just before on, until the off-function is called. */
  listen(listener: (samples: Samples) => void): () => void {
    for (const samples of this.#before) listener(samples)
    this.#before = []
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
