/** A heap of crossings by the seconds to them, in arrays that are used again and again. */
export class CrossingHeap {
  #crossings: Uint16Array
  #seconds: Float64Array
  #size = 0

  constructor(crossings: number) {
    this.#crossings = new Uint16Array(crossings * 8)
    this.#seconds = new Float64Array(crossings * 8)
  }

  add(crossing: number, seconds: number): void {
    let at = this.#size++
    for (; at > 0;) {
      const above = (at - 1) >> 1
      if ((this.#seconds[above] ?? 0) <= seconds) break
      this.#put(at, above)
      at = above
    }
    this.#crossings[at] = crossing
    this.#seconds[at] = seconds
  }

  /** The nearest; -1 when none is left. Those for which something nearer was found meanwhile are passed over. */
  take(found: Float64Array): number {
    while (this.#size > 0) {
      const [crossing, seconds] = [this.#crossings[0] ?? 0, this.#seconds[0] ?? 0]
      this.#size--
      this.#sink(this.#crossings[this.#size] ?? 0, this.#seconds[this.#size] ?? 0)
      if (seconds <= (found[crossing] ?? 0)) return crossing
    }
    return -1
  }

  #sink(crossing: number, seconds: number): void {
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= this.#size) break
      if (below + 1 < this.#size && (this.#seconds[below + 1] ?? 0) < (this.#seconds[below] ?? 0)) below++
      if ((this.#seconds[below] ?? 0) >= seconds) break
      this.#put(at, below)
      at = below
    }
    this.#crossings[at] = crossing
    this.#seconds[at] = seconds
  }

  #put(at: number, from: number): void {
    this.#crossings[at] = this.#crossings[from] ?? 0
    this.#seconds[at] = this.#seconds[from] ?? 0
  }
}
