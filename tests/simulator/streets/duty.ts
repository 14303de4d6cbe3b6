/** When a unit works: a shift a day, by the local time of the platform, or three with a change of crews between them. */
import { mixed } from '../random.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Crews begin a little earlier or later each day, min. */
const EARLIER_OR_LATER = 20

export interface Shift {
  /** Minutes after midnight, and how many. */
  readonly begin: number
  readonly minutes: number
}

export interface Span {
  /** Epoch ms. */
  readonly fromMs: number
  readonly toMs: number
}

/** From this on it is all the time, see `shiftsBy`. */
export const ROUND_THE_CLOCK = 0.78

/** By two numbers in [0, 1): most work by day, some in the evening or at night, some all the time. */
export function shiftsBy(which: number, when: number): readonly Shift[] {
  const spread = (from: number, to: number): number => Math.round(from + when * (to - from))
  if (which < 0.5) return [{ begin: spread(380, 560), minutes: spread(640, 560) }]
  if (which < 0.7) return [{ begin: spread(780, 900), minutes: 560 }]
  if (which < ROUND_THE_CLOCK) return [{ begin: spread(1200, 1320), minutes: 580 }]
  const begin = spread(300, 540)
  return [0, 480, 960].map((later) => ({ begin: begin + later, minutes: 445 }))
}

/** By which local time is ahead of UTC, ms. A fleet keeps that of its start: no unit jumps when clocks are put back. */
export function localOffsetMs(timeMs: number): number {
  return -new Date(timeMs).getTimezoneOffset() * MINUTE_MS
}

export class Duty {
  readonly #shifts: readonly Shift[]
  readonly #salt: number
  readonly #offsetMs: number

  /** `offsetMs`: see `localOffsetMs`. Without shifts it never works. */
  constructor(shifts: readonly Shift[], salt: number, offsetMs: number) {
    this.#shifts = shifts
    this.#salt = salt
    this.#offsetMs = offsetMs
  }

  /** Those that begin on the local day of `timeMs`, in order; the last may end on the next one. */
  ofDay(timeMs: number): Span[] {
    const day = Math.floor((timeMs + this.#offsetMs) / DAY_MS)
    return this.#shifts.map((shift, index) => this.#span(day, shift, index))
  }

  /** Whether all of it lies in one shift. */
  covers({ fromMs, toMs }: Span): boolean {
    const day = Math.floor((fromMs + this.#offsetMs) / DAY_MS)
    for (const [index, shift] of this.#shifts.entries())
      for (const begun of [day, day - 1]) {
        const span = this.#span(begun, shift, index)
        if (span.fromMs <= fromMs && toMs <= span.toMs) return true
      }
    return false
  }

  #span(day: number, { begin, minutes }: Shift, index: number): Span {
    const hash = mixed(this.#salt, day, 0xd07 + index)
    const late = (hash % (EARLIER_OR_LATER + 1)) - EARLIER_OR_LATER / 2
    const fromMs = day * DAY_MS - this.#offsetMs + (begin + late) * MINUTE_MS
    return { fromMs, toMs: fromMs + minutes * MINUTE_MS }
  }
}
