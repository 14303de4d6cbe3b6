/**
 * The rounds of one unit. Its time is cut into rounds of the same length, and where it stands when one begins is known from its
 * numbers alone: so each moment, past or present, can be asked for without all that came before. In a round on duty it drives
 * from one such place to the next by way of others, as time allows; off duty it stands at home.
 */
import { mixed } from '../random.ts'
import type { City } from './city.ts'
import { CourseDraft } from './course-draft.ts'
import type { Course } from './course.ts'
import type { Duty, Span } from './duty.ts'
import type { Mover } from './movers.ts'
import type { Ways } from './ways.ts'

/** What makes a unit differ from others. */
export interface Beat {
  readonly ways: Ways
  /** Where it lives, a crossing. */
  readonly home: number
  readonly places: readonly number[]
  /** Share of the limit when driving, m/s when walking. */
  readonly pace: number
  readonly duty: Duty
  /** Of one round, and of the first one after 1970. Whole seconds. */
  readonly roundS: number
  readonly shiftS: number
  readonly salt: number
}

export interface Round {
  readonly number: number
  /** Seconds since 1970. */
  readonly beginS: number
  readonly isOnDuty: boolean
  /** Undefined while it stands at home. */
  readonly course: Course | undefined
}

const [AT_THE_START, ON_THE_WAY, STAYING] = [1, 2, 3] as const
/** Lights cost more or less than expected; a leg is begun when there is so much more time. */
const RESERVE = 1.35
const RESERVE_S = 60
/** Places that are thought of before it is time to go on. */
const MOST_LEGS = 12

export class Rounds {
  readonly #city: City
  readonly #beat: Beat
  /** That of the moment, and what was asked for between. */
  #last: Round | undefined

  constructor(city: City, beat: Beat) {
    this.#city = city
    this.#beat = beat
  }

  /** A crossing. */
  get home(): number {
    return this.#beat.home
  }

  get mover(): Mover {
    return this.#beat.ways.mover
  }

  at(timeMs: number): Round {
    const number = this.#numberAt(timeMs)
    if (this.#last?.number !== number) this.#last = this.#make(number)
    return this.#last
  }

  isOnDuty(timeMs: number): boolean {
    return this.#isOn(this.#numberAt(timeMs))
  }

  /** Where it stands when the round begins, a crossing. */
  placeOf(number: number): number {
    const { home, places, salt } = this.#beat
    if (!this.#isOn(number) || !this.#isOn(number - 1)) return home
    return places[mixed(salt, number, AT_THE_START) % places.length] ?? home
  }

  /** Whether it was off duty already before the round of `timeMs`. */
  wasOffDuty(timeMs: number): boolean {
    return !this.#isOn(this.#numberAt(timeMs) - 1)
  }

  /** The times on and off duty in turn, in order, cut to what is asked for. Epoch ms. */
  spans(fromMs: number, toMs: number): (Span & { readonly isOnDuty: boolean })[] {
    const found: { fromMs: number; toMs: number; isOnDuty: boolean }[] = []
    for (let number = this.#numberAt(fromMs); this.#beginS(number) * 1000 <= toMs; number++) {
      const isOnDuty = this.#isOn(number)
      const endMs = Math.min(toMs, this.#beginS(number + 1) * 1000)
      const last = found.at(-1)
      if (last?.isOnDuty === isOnDuty) last.toMs = endMs
      else found.push({ fromMs: Math.max(fromMs, this.#beginS(number) * 1000), toMs: endMs, isOnDuty })
    }
    return found
  }

  #numberAt(timeMs: number): number {
    return Math.floor((timeMs / 1000 - this.#beat.shiftS) / this.#beat.roundS)
  }

  #beginS(number: number): number {
    return this.#beat.shiftS + number * this.#beat.roundS
  }

  #isOn(number: number): boolean {
    return this.#beat.duty.covers({ fromMs: this.#beginS(number) * 1000, toMs: this.#beginS(number + 1) * 1000 })
  }

  #make(number: number): Round {
    const isOnDuty = this.#isOn(number)
    const beginS = this.#beginS(number)
    const course = isOnDuty ? (this.#drive(number, true) ?? this.#drive(number, false)) : undefined
    return { number, beginS, isOnDuty, course }
  }

  /** Undefined when it would be late: then it is waved through at the lights. */
  #drive(number: number, obeysLights: boolean): Course | undefined {
    const { pace, places, roundS, salt, ways } = this.#beat
    const draft = new CourseDraft(this.#city, ways.mover, pace, this.#beginS(number))
    const last = this.placeOf(number + 1)
    let at = this.placeOf(number)
    for (let leg = 0; leg < MOST_LEGS; leg++) {
      const next = places[mixed(salt, number, ON_THE_WAY + leg * 16) % places.length] ?? last
      const staysS = between(ways.mover.staysS, mixed(salt, number, STAYING + leg * 16))
      const takesS = ways.to(next).secondsFrom(at) + ways.to(last).secondsFrom(next)
      if (next === at || draft.seconds + staysS + takesS * RESERVE + RESERVE_S > roundS) continue
      draft.drive(ways.lanes(at, next), obeysLights)
      draft.stay(staysS)
      at = next
    }
    if (at !== last) draft.drive(ways.lanes(at, last), obeysLights)
    return draft.seconds < roundS || !obeysLights ? draft.course : undefined
  }
}

function between([from, to]: readonly [number, number], hash: number): number {
  return from + (hash % (to - from + 1))
}
