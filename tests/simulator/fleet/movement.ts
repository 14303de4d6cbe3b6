/**
 * Where a device is: a function of the seed, the device and the time. What is driven and what is worn goes its rounds through
 * the streets of the city while on duty, and stands at home between; what is mounted stands for good.
 */
import type { Random } from '../random.ts'
import { districtAt, type City } from '../streets/city.ts'
import { Duty, ROUND_THE_CLOCK, shiftsBy, type Span } from '../streets/duty.ts'
import { LIMIT_KMH } from '../streets/roads.ts'
import { onTheGlobe, Receiver, type GlobeSpot, type Place } from '../streets/receiver.ts'
import { Rounds } from '../streets/rounds.ts'
import type { Kind } from './kinds.ts'

/** Faster than a person: on wheels. */
const WHEELS_MPS = 3
/** Vehicles stop at one crossing in so many: fewer places, fewer ways to know. */
const VEHICLE_PLACES = 6
/** The slowest and the quickest driver, as a share of the limit. */
const DRIVERS = [0.86, 0.98] as const
/** One in so many is in use round the clock. */
const ROUND_THE_CLOCK_EACH = 4
/** What is off duty tells its place again after so long, ms: the engine is off, the camera in its rack. */
export const PARKED_REPORT_MS = 240_000

/** By what devices differ: each in [0, 1), drawn by the seed. */
export interface Habits {
  readonly home: number
  readonly shift: number
  readonly when: number
  readonly round: number
  readonly pace: number
  readonly phase: number
  /** Of the city, metres. */
  readonly middle: { readonly east: number; readonly north: number }
}

/** `serial`: one of how many of its kind. Some work at any time of day, however few there are. */
export function drawHabits(random: Random, middle: Habits['middle'], kind: Kind, serial: number): Habits {
  const [home, share, when, round] = [random.next(), random.next(), random.next(), random.next()]
  const pace = kind.speed[1] === 0 ? 0 : random.next()
  const isRoundTheClock = serial % ROUND_THE_CLOCK_EACH === 0
  const shift = isRoundTheClock ? ROUND_THE_CLOCK + share * (1 - ROUND_THE_CLOCK) : share * ROUND_THE_CLOCK
  return { home, shift, when, round, pace, phase: random.next(), middle }
}

export interface Reporting {
  /** Reports come each `intervalS`, and earlier when it went `distanceM`; 0 switches either off. */
  readonly intervalS: number
  readonly distanceM: number
}

export interface Truth extends GlobeSpot {
  readonly speedKmh: number
  readonly isOnDuty: boolean
  /** Not in a tunnel. */
  readonly hasFix: boolean
  /** Of the street it is on, on its rounds. */
  readonly limitKmh?: number
  readonly headingDeg?: number
}

export class Movement {
  /** Never goes anywhere. */
  readonly isMounted: boolean
  readonly habits: Habits
  readonly #city: () => City
  readonly #kind: Kind
  readonly #hash: number
  readonly #duty: Duty
  #parts: { readonly rounds: Rounds; readonly receiver: Receiver } | undefined

  /** The city is drawn when the first wants to know where it is. `offsetMs`: see `localOffsetMs`. */
  constructor(
    city: () => City,
    { kind, hash, habits }: { kind: Kind; hash: number; habits: Habits },
    offsetMs: number,
  ) {
    this.isMounted = kind.speed[1] === 0
    this.habits = habits
    this.#city = city
    this.#kind = kind
    this.#hash = hash
    this.#duty = new Duty(this.isMounted ? [] : shiftsBy(habits.shift, habits.when), hash, offsetMs)
  }

  /** `timeMs`: epoch ms, here and below. */
  placeAt(timeMs: number): Place {
    return this.#ready.receiver.placeAt(timeMs)
  }

  isOnDuty(timeMs: number): boolean {
    return this.#ready.rounds.isOnDuty(timeMs)
  }

  get rounds(): Rounds {
    return this.#ready.rounds
  }

  /** The crossing where it lives. */
  get home(): GlobeSpot {
    return this.#onCrossing(this.rounds.home)
  }

  /** What nobody but the simulator knows: where it really is, in the middle of its street. */
  truthAt(timeMs: number): Truth {
    const round = this.rounds.at(timeMs)
    const hasFix = this.placeAt(timeMs).isFixed
    const { course, isOnDuty } = round
    if (!course) return { ...this.#onCrossing(this.rounds.placeOf(round.number)), speedKmh: 0, isOnDuty, hasFix }
    const { east, north, heading, road, speed } = course.at(timeMs / 1000 - round.beginS)
    const headingDeg = (heading * 180) / Math.PI
    const limitKmh = LIMIT_KMH[road] ?? 0
    return { ...onTheGlobe(east, north), headingDeg, speedKmh: speed * 3.6, limitKmh, isOnDuty, hasFix }
  }

  /** Shifts that begin on the local day of `timeMs`. */
  shiftsOf(timeMs: number): Span[] {
    return this.#duty.ofDay(timeMs)
  }

  /** When it reported last, at `untilMs` or before. */
  reportedAt(untilMs: number, { intervalS, distanceM }: Reporting): number {
    const stepMs = intervalS * 1000
    if (this.isMounted) return stepMs === 0 ? untilMs : onStep(untilMs, stepMs)
    const round = this.rounds.at(untilMs)
    if (!round.isOnDuty) return this.#parkedReport(untilMs, round.beginS * 1000, stepMs)
    if (stepMs === 0 && distanceM === 0) return untilMs
    const byTime = stepMs === 0 ? 0 : onStep(untilMs, stepMs)
    if (distanceM === 0 || !round.course) return Math.max(byTime, distanceM === 0 ? 0 : round.beginS * 1000)
    const { metres } = round.course.at(untilMs / 1000 - round.beginS)
    const lastS = round.beginS + round.course.secondsAt(Math.floor(metres / distanceM) * distanceM)
    return Math.max(byTime, Math.min(untilMs, Math.ceil(lastS * 1000)))
  }

  /** Its last report on duty was when the shift ended. */
  #parkedReport(untilMs: number, beginMs: number, stepMs: number): number {
    const lastMs = onStep(untilMs, Math.max(stepMs, PARKED_REPORT_MS))
    return lastMs < beginMs && !this.rounds.wasOffDuty(untilMs) ? beginMs : lastMs
  }

  #onCrossing(crossing: number): GlobeSpot {
    const { east, north } = this.#city().graph.crossings
    return onTheGlobe(east[crossing] ?? 0, north[crossing] ?? 0)
  }

  get #ready(): { readonly rounds: Rounds; readonly receiver: Receiver } {
    return (this.#parts ??= this.#make())
  }

  #make() {
    const city = this.#city()
    const { home, pace, phase, round, middle } = this.habits
    const isVehicle = this.#kind.speed[1] > WHEELS_MPS
    const ways = isVehicle ? city.ways.vehicle : city.ways.foot
    const homes = districtAt(city, middle).filter((crossing) => !isVehicle || crossing % VEHICLE_PLACES === 0)
    const { mover } = ways
    const [slow, quick] = isVehicle ? DRIVERS : this.#kind.speed
    const at = homes[Math.floor(home * homes.length)] ?? 0
    const roundS = mover.roundS + Math.floor(round * mover.moreS)
    const rounds = new Rounds(city, {
      ways,
      home: at,
      places: this.isMounted ? [at] : ways.placesAround(at, isVehicle ? VEHICLE_PLACES : 1),
      pace: slow + pace * (quick - slow),
      duty: this.#duty,
      roundS,
      shiftS: Math.floor(phase * roundS),
      salt: this.#hash,
    })
    return { rounds, receiver: new Receiver(rounds, city.graph.crossings, this.#hash) }
  }
}

function onStep(timeMs: number, stepMs: number): number {
  return Math.floor(timeMs / stepMs) * stepMs
}
