/** How unevenly packets arrive (RFC 3550, 6.4.1), counted once a picture: those of one picture are sent together. */
export class Jitter {
  readonly #clock: number
  #timestamp: number | undefined
  #arrivalMs = 0
  #jitterMs = 0

  /** Hz. */
  constructor(clock: number) {
    this.#clock = clock
  }

  /** @returns ms */
  note(timestamp: number, nowMs: number): number {
    if (timestamp === this.#timestamp) return this.#jitterMs
    if (this.#timestamp !== undefined) {
      const mediaMs = (((timestamp - this.#timestamp) | 0) * 1000) / this.#clock
      this.#jitterMs += (Math.abs(nowMs - this.#arrivalMs - mediaMs) - this.#jitterMs) / 16
    }
    this.#timestamp = timestamp
    this.#arrivalMs = nowMs
    return this.#jitterMs
  }
}
