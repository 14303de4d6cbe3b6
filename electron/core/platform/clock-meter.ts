/**
 * How far the platform's clock is from this machine's. Each answer carries its second in `Date`; it was read somewhere between
 * asking and hearing. What several answers leave possible in common gets narrower than a second.
 */
export interface ClockOffset {
  /** Platform minus this machine. */
  readonly ms: number
  /** Half of what is possible. */
  readonly errorMs: number
}

/** Clocks drift: what was possible once is not for ever. */
const DRIFT_MS_PER_S = 0.1

const SAME: ClockOffset = { ms: 0, errorMs: 0 }

export class ClockMeter {
  #low = -Infinity
  #high = Infinity
  #measuredAt = 0

  get offset(): ClockOffset | undefined {
    if (this.#low === -Infinity) return undefined
    return { ms: Math.round((this.#low + this.#high) / 2), errorMs: Math.ceil((this.#high - this.#low) / 2) }
  }

  /** What times are converted by: nothing as long as the two clocks may well be the same. */
  get ahead(): ClockOffset {
    const { offset } = this
    return offset && Math.abs(offset.ms) > offset.errorMs ? offset : SAME
  }

  /** Epoch ms by the platform's clock; by this machine's as long as nothing was measured. */
  now(): number {
    return Date.now() + this.ahead.ms
  }

  /** `date`: as in the head of an answer. `askedAt`, `heardAt`: epoch ms of this machine. */
  note(date: string | undefined, askedAt: number, heardAt: number): void {
    const second = date === undefined ? Number.NaN : Date.parse(date)
    if (!Number.isFinite(second) || heardAt < askedAt) return
    const low = second - heardAt
    const high = second + 1000 - askedAt
    const drift = (Math.max(0, heardAt - this.#measuredAt) / 1000) * DRIFT_MS_PER_S
    this.#low = Math.max(low, this.#low - drift)
    this.#high = Math.min(high, this.#high + drift)
    this.#measuredAt = heardAt
    if (this.#low <= this.#high) return
    // One of the clocks was set: only this answer counts.
    this.#low = low
    this.#high = high
  }
}
