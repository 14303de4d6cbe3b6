/**
 * Puts the packets of one stream in order, asks for those that are missing, and gives up on them in time. It has no clock of
 * its own: whoever feeds it calls `tick` now and then, with the same clock as `push`.
 */

export interface ReorderOptions {
  /** Ms until a missing packet is asked for, and between repeats. */
  readonly askAfterMs: number
  readonly askTimes: number
  /** Ms until a missing packet is given up. */
  readonly waitMs: number
}

export interface ReorderListener {
  /** In order, each once. */
  onPacket(message: Uint8Array): void
  /** Numbers to ask for again. */
  onMissing(sequences: readonly number[]): void
  /** So many packets will not come any more: stands before the next `onPacket`. */
  onLost(count: number): void
}

export const USUAL_REORDER: ReorderOptions = { askAfterMs: 60, askTimes: 3, waitMs: 500 }

const SLOTS = 1024
const MOST_ASKED = 64

export class Reorder {
  readonly #listener: ReorderListener
  readonly #options: ReorderOptions
  readonly #slots = new Array<Uint8Array | undefined>(SLOTS)
  /** Number of the packet that comes next; -1 before the first one. */
  #next = -1
  /** Packets that wait behind a gap, and the number after the last of them. */
  #waiting = 0
  #end = 0
  #gapSinceMs = 0
  #asked = 0

  constructor(listener: ReorderListener, options: ReorderOptions = USUAL_REORDER) {
    this.#listener = listener
    this.#options = options
  }

  push(sequence: number, message: Uint8Array, nowMs: number): void {
    if (this.#next < 0) this.#restart(sequence)
    const ahead = (sequence - this.#next) & 0xffff
    if (ahead >= SLOTS) {
      // A little behind is late or double; anything else is a stream that began anew.
      if (ahead >= 0x10000 - SLOTS) return
      while (this.#waiting > 0) this.#giveUp(nowMs)
      this.#restart(sequence)
      this.#listener.onLost(1)
    }
    if (this.#slots[sequence % SLOTS]) return
    if (this.#waiting === 0) this.#gapSinceMs = nowMs
    this.#slots[sequence % SLOTS] = message
    this.#waiting++
    if (((sequence - this.#end) & 0xffff) < 0x8000) this.#end = (sequence + 1) & 0xffff
    if (sequence === this.#next) this.#drain(nowMs)
  }

  tick(nowMs: number): void {
    if (this.#waiting === 0) return
    const { waitMs, askTimes, askAfterMs } = this.#options
    const waitedMs = nowMs - this.#gapSinceMs
    if (waitedMs >= waitMs) this.#giveUp(nowMs)
    else if (this.#asked < askTimes && waitedMs >= askAfterMs * (this.#asked + 1)) {
      this.#asked++
      this.#listener.onMissing(this.#missing())
    }
  }

  /** Forgets everything: the next packet is the first. */
  reset(): void {
    this.#restart(0)
    this.#next = -1
  }

  #drain(nowMs: number): void {
    for (;;) {
      const message = this.#slots[this.#next % SLOTS]
      if (!message) break
      this.#slots[this.#next % SLOTS] = undefined
      this.#next = (this.#next + 1) & 0xffff
      this.#waiting--
      this.#listener.onPacket(message)
    }
    this.#gapSinceMs = nowMs
    this.#asked = 0
  }

  #giveUp(nowMs: number): void {
    let lost = 0
    for (; !this.#slots[this.#next % SLOTS]; lost++) this.#next = (this.#next + 1) & 0xffff
    this.#listener.onLost(lost)
    this.#drain(nowMs)
  }

  #missing(): number[] {
    const sequences: number[] = []
    for (let at = this.#next; at !== this.#end && sequences.length < MOST_ASKED; at = (at + 1) & 0xffff)
      if (!this.#slots[at % SLOTS]) sequences.push(at)
    return sequences
  }

  #restart(sequence: number): void {
    this.#slots.fill(undefined)
    this.#waiting = 0
    this.#next = sequence
    this.#end = sequence
  }
}
