/** The tapes of a page, within one budget of memory: where it is short the longest one forgets first. */
import { Tape, type NewFrame } from './tape.ts'

/** A minute of sixty-four panes at 400 kbit/s. */
const MOST_BYTES = 192 * 1024 * 1024

export class Tapes {
  readonly #tapes = new Map<number, Tape>()
  readonly #mostBytes: number

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes
  }

  get size(): number {
    return this.#tapes.size
  }

  get bytes(): number {
    let bytes = 0
    for (const tape of this.#tapes.values()) bytes += tape.bytes
    return bytes
  }

  get(id: number): Tape | undefined {
    return this.#tapes.get(id)
  }

  add(id: number): void {
    this.#tapes.set(id, new Tape())
  }

  /** A tape that is gone stays gone: its last frames may still be on their way. */
  push(id: number, frame: NewFrame, nowMs: number): void {
    this.#tapes.get(id)?.push(frame, nowMs)
    if (frame.isKey) this.#keepWithin()
  }

  remove(id: number): void {
    this.#tapes.delete(id)
  }

  #keepWithin(): void {
    let over = this.bytes - this.#mostBytes
    while (over > 0) {
      const longest = [...this.#tapes.values()].toSorted((a, b) => b.bytes - a.bytes)
      const before = this.bytes
      if (!longest.some((tape) => tape.forgetOldest())) return
      over -= before - this.bytes
    }
  }
}
