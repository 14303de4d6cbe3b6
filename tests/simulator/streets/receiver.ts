/**
 * What the receiver of a unit makes of where it is: some metres beside the truth, the same way for a while and always the same
 * when asked again; without a fix in tunnels. Who stands keeps the place where it came to stand, as receivers do.
 */
import { CITY } from '../fleet/names.ts'
import { mixed, mixedShare } from '../random.ts'
import type { Moment } from './course.ts'
import type { Round, Rounds } from './rounds.ts'

/** Degrees, WGS-84. */
export interface GlobeSpot {
  readonly lng: number
  readonly lat: number
}

/** Where it is, or without a fix where it was fixed last. */
export interface Place extends GlobeSpot {
  /** Degrees, north 0, clockwise. */
  readonly heading: number
  /** Metres per second; 0 without a fix. */
  readonly speed: number
  /** Metres. */
  readonly height: number
  readonly isFixed: boolean
  /** So many satellites fewer than under an open sky. */
  readonly hidden: number
}

/** Of city streets, at 31.6 degrees north. */
const METRES_PER_DEGREE = 111_320
const EAST_DEGREE = METRES_PER_DEGREE * Math.cos((CITY.lat * Math.PI) / 180)

const [EAST, NORTH, SKY, SPOT, FACING] = [0xea57, 0x4027, 0x5c1, 0x5907, 0xface] as const
/** Most by which a fix is wrong, m; most of the time it is a third of that. */
const ERROR_M = 5
/** Where units stand lies so far beside the street, m. */
const SPOT_M = 9
/** After a tunnel. */
const REACQUIRING_S = 4

export class Receiver {
  readonly #rounds: Rounds
  readonly #crossings: { readonly east: Float64Array; readonly north: Float64Array }
  readonly #salt: number

  constructor(rounds: Rounds, crossings: { readonly east: Float64Array; readonly north: Float64Array }, salt: number) {
    this.#rounds = rounds
    this.#crossings = crossings
    this.#salt = salt
  }

  /** `timeMs`: epoch ms. */
  placeAt(timeMs: number): Place {
    const round = this.#rounds.at(timeMs)
    const { course } = round
    if (!course) return this.#standing(round)
    const seconds = timeMs / 1000 - round.beginS
    const lostAt = course.fixLostAt(seconds, REACQUIRING_S)
    return this.#moving(round, course.at(lostAt ?? seconds), lostAt === undefined)
  }

  #standing({ number }: Round): Place {
    const at = this.#rounds.placeOf(number)
    const spot = this.#spot(at)
    const facing = (mixed(this.#salt, at, FACING) % 3600) / 10
    const [east, north] = [this.#crossings.east[at] ?? 0, this.#crossings.north[at] ?? 0]
    return placeOf(east + spot.east, north + spot.north, { heading: facing, speed: 0, isFixed: true, hidden: 0 })
  }

  #moving({ number }: Round, moment: Moment, isFixed: boolean): Place {
    const { asideM, driftM, turnInM } = this.#rounds.mover
    const { east, north, heading, speed, metres, fromBegin, toEnd } = moment
    const spot = this.#spot(fromBegin < toEnd ? moment.from : moment.to)
    const inM = Math.min(turnInM, (fromBegin + toEnd) / 2)
    // 0 where it stands, 1 on the street.
    const onStreet = inM > 0 ? smooth(Math.min(1, Math.min(fromBegin, toEnd) / inM)) : 0
    const drift = metres / driftM
    const eastError = this.#error(number ^ EAST, drift)
    const northError = this.#error(number ^ NORTH, drift)
    return placeOf(
      east + onStreet * (Math.cos(heading) * asideM + eastError) + (1 - onStreet) * spot.east,
      north + onStreet * (-Math.sin(heading) * asideM + northError) + (1 - onStreet) * spot.north,
      {
        heading: (heading * 180) / Math.PI,
        speed: isFixed ? speed : 0,
        isFixed,
        hidden: mixed(this.#salt, number ^ SKY, Math.floor(metres / 180)) % 4,
      },
    )
  }

  /** Smooth over the metres: at each whole `drift` another error. */
  #error(salt: number, drift: number): number {
    const at = Math.floor(drift)
    const [one, next] = [this.#errorAt(salt, at), this.#errorAt(salt, at + 1)]
    return one + (next - one) * smooth(drift - at)
  }

  #errorAt(salt: number, at: number): number {
    const even = 2 * mixedShare(this.#salt, salt, at) - 1
    return even * Math.abs(even) * ERROR_M
  }

  /** Where it stands near a crossing: always the same. */
  #spot(crossing: number): { readonly east: number; readonly north: number } {
    return {
      east: (mixedShare(this.#salt, crossing, SPOT + 1) * 2 - 1) * SPOT_M,
      north: (mixedShare(this.#salt, crossing, SPOT) * 2 - 1) * SPOT_M,
    }
  }
}

/** From metres east and north of the middle of the city. */
export function onTheGlobe(east: number, north: number): GlobeSpot {
  return { lng: round6(CITY.lng + east / EAST_DEGREE), lat: round6(CITY.lat + north / METRES_PER_DEGREE) }
}

function placeOf(
  east: number,
  north: number,
  { heading, speed, isFixed, hidden }: Pick<Place, 'heading' | 'speed' | 'isFixed' | 'hidden'>,
): Place {
  const { lng, lat } = onTheGlobe(east, north)
  return {
    lng,
    lat,
    heading,
    speed,
    // A plain by the river, with hills to the north-west.
    height: 7 + 3 * Math.sin(east / 2300) + 9 * Math.max(0, Math.sin((north - east) / 9000)),
    isFixed,
    hidden,
  }
}

function smooth(share: number): number {
  return share * share * (3 - 2 * share)
}

function round6(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
