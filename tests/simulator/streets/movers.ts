/** How those move who drive and those who walk. Metres, seconds, radians. */
import { limitMps, Road } from './roads.ts'

export interface Mover {
  /** m/s². */
  readonly accelerates: number
  readonly brakes: number
  /** Which streets it takes. */
  takes(road: number, tunnel: boolean): boolean
  /** Where nothing is in the way, m/s. `pace`: of a unit, see `Beat`. */
  cruise(road: number, pace: number): number
  /** Round a corner of so many radians, m/s. */
  corner(turn: number): number
  /** Where a small street meets another without lights, m/s; `joins` a greater one. */
  meeting(joins: boolean): number
  /** Expected of the slowest, s: to go along a lane, and to pass a crossing. */
  laneS(length: number, road: number): number
  crossingS(hasLights: boolean): number
  /** Whom it visits is at most so far from its home, s. */
  readonly reachS: number
  /** To the right of the middle of the street, m. */
  readonly asideM: number
  /** It leaves the street for where it stands over so many metres. */
  readonly turnInM: number
  /** Length over which the error of its receiver changes, m. */
  readonly driftM: number
  /** Rounds take at least so long, and up to `moreS` more. */
  readonly roundS: number
  readonly moreS: number
  /** At a place, s. */
  readonly staysS: readonly [number, number]
}

export const VEHICLE: Mover = {
  accelerates: 1.5,
  brakes: 2.1,
  takes: () => true,
  cruise: (road, pace) => limitMps(road) * pace,
  corner(turn) {
    if (turn < 0.35) return Infinity
    if (turn < 1) return 8.5
    return turn < 2.1 ? 4.8 : 2.5
  },
  meeting: (joins) => (joins ? 2.8 : 7),
  laneS: (length, road) => length / (limitMps(road) * 0.8),
  crossingS: (hasLights) => (hasLights ? 14 : 3),
  reachS: 480,
  asideM: 3.2,
  turnInM: 80,
  driftM: 140,
  roundS: 1440,
  moreS: 480,
  staysS: [20, 200],
}

export const FOOT: Mover = {
  accelerates: 1,
  brakes: 1.2,
  takes: (road, tunnel) => road !== Road.expressway && !tunnel,
  cruise: (_road, pace) => pace,
  corner: () => Infinity,
  meeting: () => Infinity,
  laneS: (length) => length / 0.8,
  crossingS: (hasLights) => (hasLights ? 18 : 1),
  reachS: 620,
  asideM: 6,
  turnInM: 40,
  driftM: 70,
  roundS: 1980,
  moreS: 720,
  staysS: [30, 420],
}
