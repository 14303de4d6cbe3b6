/**
 * What a track tells: how far, how fast, where it stood, where nothing is known. One pass over the points. A way over a gap is no
 * way that anybody saw: it is not counted.
 */
import { NOT_TOLD } from '../../../shared/contract/tracks.ts'
import { distanceM } from '../map/measure.ts'
import type { TrackPoints } from './track-points.ts'

/** Points `from` to `to`, both of them belonging to it. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface TrackFacts {
  readonly distanceM: number
  readonly movingMs: number
  readonly standingMs: number
  /** Index of the fastest point; -1 when no speed was told. */
  readonly fastest: number
  readonly stops: readonly Stretch[]
  readonly gaps: readonly Stretch[]
}

/** Nothing was heard for so long: what lies between two points is not known. */
export const GAP_MS = 120_000
/** A unit that rests tells of itself less often. Where it was heard again by then at the same place, it stood there. */
const RESTING_GAP_MS = 900_000
/** Within so many metres for so long is a stop. */
const STOP_M = 40
const STOP_MS = 180_000

export function factsOf(points: TrackPoints): TrackFacts {
  const { time, lng, lat, speed, count } = points
  let total = 0
  let fastest = -1
  const gaps: Stretch[] = []
  for (let at = 0; at < count; at++) {
    const kmh = speed[at] ?? NOT_TOLD
    if (kmh !== NOT_TOLD && (fastest < 0 || kmh > (speed[fastest] ?? 0))) fastest = at
    if (at === 0) continue
    if (isGap(points, at)) gaps.push({ from: at - 1, to: at })
    else total += distanceM([lng[at - 1] ?? 0, lat[at - 1] ?? 0], [lng[at] ?? 0, lat[at] ?? 0])
  }
  const stops = stopsOf(points)
  const lasted = ({ from, to }: Stretch): number => (time[to] ?? 0) - (time[from] ?? 0)
  const sum = (stretches: readonly Stretch[]): number => stretches.reduce((ms, stretch) => ms + lasted(stretch), 0)
  const whole = count === 0 ? 0 : lasted({ from: 0, to: count - 1 })
  const standingMs = sum(stops)
  return { distanceM: total, movingMs: whole - standingMs - sum(gaps), standingMs, fastest, stops, gaps }
}

/** Between this point and the one before nothing is known. */
export function isGap(points: TrackPoints, at: number): boolean {
  const silence = (points.time[at] ?? 0) - (points.time[at - 1] ?? 0)
  return silence > GAP_MS && (silence > RESTING_GAP_MS || !isNear(points, at - 1, at))
}

/** A stop begins at a point that all that follow stay near to. */
function stopsOf(points: TrackPoints): Stretch[] {
  const { time, count } = points
  const stops: Stretch[] = []
  for (let from = 0; from < count - 1;) {
    let to = from
    while (to + 1 < count && !isGap(points, to + 1) && isNear(points, from, to + 1)) to++
    const isStop = (time[to] ?? 0) - (time[from] ?? 0) >= STOP_MS
    if (isStop) stops.push({ from, to })
    from = isStop ? to + 1 : from + 1
  }
  return stops
}

const METRES_PER_DEGREE = 111_320
/** A box is near enough for the question, and the question is asked for each point. */
function isNear({ lng, lat }: TrackPoints, one: number, other: number): boolean {
  const north = Math.abs((lat[one] ?? 0) - (lat[other] ?? 0)) * METRES_PER_DEGREE
  if (north > STOP_M) return false
  const east = Math.abs((lng[one] ?? 0) - (lng[other] ?? 0)) * METRES_PER_DEGREE
  return east * Math.cos(((lat[one] ?? 0) * Math.PI) / 180) <= STOP_M
}
