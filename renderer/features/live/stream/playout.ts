/**
 * When a frame is to be shown. The quickest frames of the last twenty seconds say how media time and our clock stand to each
 * other; all others are late against them. What is waited for on purpose covers the latest ones of the last eight seconds: it
 * grows at once, shrinks when they were over, and never gets long. A hard beginning of many panes is so soon forgotten.
 */

/** A picture that waits for its place on screen anyway needs no less. */
export const LEAST_DELAY_MS = 15
const MOST_DELAY_MS = 800
/** Beyond the latest frame. */
const MARGIN_MS = 5
const WINDOW_MS = 10_000
const LATE_WINDOW_MS = 4_000
/** What begins beside many others comes late once, for that reason only: it is shown as it comes and not waited for later. */
const SETTLE_MS = 2_000
const MOST_LATE_SETTLING_MS = 100
/** Share of the time that passes by which the delay shrinks: too little to be seen or heard; more of one that is long. */
const SHRINK = 0.05
const LONG_MS = 200
const SHRINK_LONG = 0.15

export class Playout {
  #timeline = -1
  /** Smallest arrival minus media time, of this window and the one before; and the smallest ever. */
  #base = Infinity
  #before = Infinity
  #now = Infinity
  #best = Infinity
  #windowAtMs = 0
  /** Latest frames against the base, of this shorter window and the one before. */
  #lateBefore = 0
  #lateNow = 0
  #lateAtMs = 0
  #seenAtMs = 0
  #settledAtMs = Infinity
  readonly #leastMs: number
  #delayMs: number

  /** `leastMs`: waited for in any case, ms. */
  constructor(leastMs = LEAST_DELAY_MS) {
    this.#leastMs = leastMs
    this.#delayMs = leastMs
  }

  /** What is waited for on purpose. */
  get delayMs(): number {
    return this.#delayMs
  }

  /** How much later frames are shown than the quickest one ever arrived. No clock but ours is in it. */
  get behindMs(): number {
    return this.#base === Infinity ? 0 : this.#base - this.#best + this.#delayMs
  }

  /** @returns ms of the clock of `arrivalMs`; in the past for a frame that is too late */
  due(timeline: number, mediaMs: number, arrivalMs: number): number {
    const offset = arrivalMs - mediaMs
    if (timeline !== this.#timeline) this.#restart(timeline, offset, arrivalMs)
    this.#roll(arrivalMs)
    this.#now = Math.min(this.#now, offset)
    this.#best = Math.min(this.#best, offset)
    this.#rebase(Math.min(this.#before, this.#now))
    const most = arrivalMs < this.#settledAtMs ? MOST_LATE_SETTLING_MS : MOST_DELAY_MS - MARGIN_MS
    const late = Math.min(offset - this.#base, most)
    this.#lateNow = Math.max(this.#lateNow, late)
    this.#adapt(Math.max(this.#leastMs, Math.max(this.#lateNow, this.#lateBefore) + MARGIN_MS), arrivalMs)
    return mediaMs + this.#base + this.#delayMs
  }

  #restart(timeline: number, offset: number, arrivalMs: number): void {
    const grown = this.#base === Infinity ? 0 : this.#base - this.#best
    if (this.#base === Infinity) this.#settledAtMs = arrivalMs + SETTLE_MS
    this.#timeline = timeline
    this.#base = this.#now = offset
    this.#before = Infinity
    this.#best = offset - grown
    this.#windowAtMs = this.#lateAtMs = this.#seenAtMs = arrivalMs
  }

  #roll(arrivalMs: number): void {
    if (arrivalMs - this.#lateAtMs >= LATE_WINDOW_MS) {
      this.#lateAtMs = arrivalMs
      this.#lateBefore = this.#lateNow
      this.#lateNow = 0
    }
    if (arrivalMs - this.#windowAtMs < WINDOW_MS) return
    this.#windowAtMs = arrivalMs
    this.#before = this.#now
    this.#now = Infinity
  }

  /** The moment of showing stays where it is: what the base moves, lateness and delay take back. */
  #rebase(base: number): void {
    const moved = base - this.#base
    if (moved === 0) return
    this.#base = base
    this.#lateNow = Math.max(0, this.#lateNow - moved)
    this.#lateBefore = Math.max(0, this.#lateBefore - moved)
    this.#delayMs = Math.min(MOST_DELAY_MS, Math.max(this.#leastMs, this.#delayMs - moved))
  }

  #adapt(wantedMs: number, arrivalMs: number): void {
    const passedMs = arrivalMs - this.#seenAtMs
    this.#seenAtMs = arrivalMs
    if (wantedMs >= this.#delayMs) this.#delayMs = wantedMs
    else this.#delayMs = Math.max(wantedMs, this.#delayMs - passedMs * (this.#delayMs > LONG_MS ? SHRINK_LONG : SHRINK))
  }
}
