/** So many may do something at once; the others wait for their turn, in order. */
export class Turns {
  readonly #most: number
  readonly #waiting = new Set<() => void>()
  #running = 0

  constructor(most: number) {
    this.#most = most
  }

  /**
   * Begins at once or when its turn comes.
   * @returns to be called when it is done, or not wanted any more; more than once is no error. `begin` may run before that is
   * known to the caller
   */
  take(begin: () => void): () => void {
    let isOver = false
    let hasBegun = false
    const run = (): void => {
      hasBegun = true
      this.#running++
      begin()
    }
    if (this.#running < this.#most) run()
    else this.#waiting.add(run)
    return () => {
      if (isOver) return
      isOver = true
      this.#waiting.delete(run)
      if (!hasBegun) return
      this.#running--
      this.#next()
    }
  }

  #next(): void {
    const [run] = this.#waiting
    if (!run) return
    this.#waiting.delete(run)
    run()
  }
}
