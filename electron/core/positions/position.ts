/** From the platform's positions to ours: units once, and what cannot be is told by name. */
import { UNKNOWN, type LeftOut } from '../../../shared/contract/positions.ts'
import type { FrameOf } from '../../../shared/platform/define.ts'
import type { pushes } from '../../../shared/platform/index.ts'
import { PositionState } from '../../../shared/platform/position.ts'
import { centimetresToMetres, metresPerHourToKmh, milliDegreesToDegrees, toEpochMs } from '../../../shared/units.ts'

export type Wrong = keyof LeftOut

export interface Position {
  readonly lng: number
  readonly lat: number
  /** Epoch ms by the platform's clock, 0 unknown. */
  readonly time: number
  /** Degrees. */
  readonly heading: number
  /** km/h. */
  readonly speed: number
  /** m. */
  readonly height: number
  readonly stars: number
  readonly sources: number
  readonly fix: boolean
}

export type PositionFrame = Omit<FrameOf<typeof pushes.gpsData>, 'devId'>

/** Full position of a subscription or of a device that was asked. */
export function fromFrame(frame: PositionFrame): Position {
  return {
    lng: frame.lng,
    lat: frame.lat,
    time: toEpochMs(frame.time) ?? 0,
    heading: milliDegreesToDegrees(frame.angle),
    speed: metresPerHourToKmh(frame.speed),
    height: centimetresToMetres(frame.height),
    stars: frame.starCount,
    sources: frame.satellite,
    fix: frame.state === PositionState.positioned,
  }
}

/** Lists tell place and time only. That it was positioned is what having a place means there. */
export function fromList(gps: { lng: number; lat: number; time?: number }): Position {
  const unknown = { heading: UNKNOWN, speed: UNKNOWN, height: UNKNOWN, stars: UNKNOWN }
  return { lng: gps.lng, lat: gps.lat, time: toEpochMs(gps.time) ?? 0, ...unknown, sources: 0, fix: true }
}

/** Clocks of devices are a little ahead now and then. */
const AHEAD_MS = 5 * 60_000

/** What is wrong with a position by itself. `now`: epoch ms by the platform's clock. */
export function wrongByItself({ lng, lat, time }: Position, now: number): Wrong | undefined {
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) return 'impossible'
  if (lng === 0 && lat === 0) return 'nought'
  return time > now + AHEAD_MS ? 'future' : undefined
}

/** Nothing that carries a device is faster, km/h. */
const FASTEST_KMH = 1_200
/** Fixes in a row differ by that much without anybody moving, km. */
const SLACK_KM = 5
const KM_PER_DEGREE = 111.32

/** Whether it cannot have come from `before` to `after`. Both by the same clock; without a time nothing is told. */
export function isJump(before: Pick<Position, 'lng' | 'lat' | 'time'>, after: Position): boolean {
  if (before.time === 0 || after.time === 0) return false
  const hours = Math.abs(after.time - before.time) / 3_600_000
  return distanceKm(before, after) > SLACK_KM + FASTEST_KMH * hours
}

/** Near enough for what is far: along the middle latitude, by the short way round the world. */
function distanceKm(from: Pick<Position, 'lng' | 'lat'>, to: Pick<Position, 'lng' | 'lat'>): number {
  const turn = Math.abs(to.lng - from.lng)
  const east = Math.min(turn, 360 - turn) * Math.cos(((from.lat + to.lat) * Math.PI) / 360)
  return Math.hypot(to.lat - from.lat, east) * KM_PER_DEGREE
}
