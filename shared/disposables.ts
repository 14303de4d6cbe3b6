/**
 * What is opened has an owner. A `Scope` owns off-functions and runs each exactly once, newest first,
 * so that something opened later never outlives what it was built on.
 */
export type Off = () => void

export class Scope {
  #offs: Off[] = []
  #disposed = false

  get disposed(): boolean {
    return this.#disposed
  }

  /** Takes ownership of `off`. On a scope that is already gone `off` runs at once: a late opener must not leak. */
  own(off: Off): Off {
    if (this.#disposed) {
      off()
      return () => undefined
    }
    this.#offs.push(off)
    return () => {
      const at = this.#offs.indexOf(off)
      if (at < 0) return
      this.#offs.splice(at, 1)
      off()
    }
  }

  /** Runs all off-functions. One that throws does not keep the others from running; the first error is thrown at the end. */
  dispose(): void {
    if (this.#disposed) return
    this.#disposed = true
    const errors: unknown[] = []
    for (const off of this.#offs.splice(0).reverse()) {
      try {
        off()
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw errors[0]
  }
}
