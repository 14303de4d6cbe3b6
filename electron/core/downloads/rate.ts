/** Bytes a second over the last seconds. */
const WINDOW_MS = 4_000

export class Rate {
  readonly #samples: { atMs: number; bytes: number }[] = []

  note(bytes: number, atMs: number): void {
    const last = this.#samples.at(-1)
    // A file begun anew has fewer bytes than before: what was, counts no more.
    if (last && bytes < last.bytes) this.#samples.length = 0
    this.#samples.push({ atMs, bytes })
    // The oldest one that is still within the window, and one before it to measure from.
    while ((this.#samples[1]?.atMs ?? Infinity) <= atMs - WINDOW_MS) this.#samples.shift()
  }

  /** Undefined while there is nothing to measure. */
  perSecond(atMs: number): number | undefined {
    const [first] = this.#samples
    const last = this.#samples.at(-1)
    if (!first || !last || atMs - first.atMs < 200) return undefined
    return Math.round(((last.bytes - first.bytes) / (atMs - first.atMs)) * 1000)
  }
}
