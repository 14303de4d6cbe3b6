/** Where a unit was at a time: between two points on the straight line, in a gap where it was heard last. */
import { NOT_TOLD } from '../../../shared/contract/tracks.ts'
import { isGap } from './track-facts.ts'
import type { TrackPoints } from './track-points.ts'

export interface PastPlace {
  readonly lng: number
  readonly lat: number
  /** Degrees; undefined when it was not told. */
  readonly heading: number | undefined
  readonly speed: number | undefined
  /** `known` between two points, `gap` where nothing was heard, `before` the first and `after` the last. */
  readonly certainty: 'known' | 'gap' | 'before' | 'after'
  /** Index of the point it comes from. */
  readonly point: number
}

/** Undefined for a track without points. */
export function placeAt(points: TrackPoints, time: number): PastPlace | undefined {
  const { count } = points
  if (count === 0) return undefined
  const at = points.indexAt(time)
  if (at < 0) return standing(points, 0, 'before')
  if (at === count - 1) return standing(points, at, time > (points.time[at] ?? 0) ? 'after' : 'known')
  if (isGap(points, at + 1)) return standing(points, at, time > (points.time[at] ?? 0) ? 'gap' : 'known')
  const [from, to] = [points.time[at] ?? 0, points.time[at + 1] ?? 0]
  const share = (time - from) / (to - from)
  return {
    ...standing(points, at, 'known'),
    lng: between(points.lng[at], points.lng[at + 1], share),
    lat: between(points.lat[at], points.lat[at + 1], share),
  }
}

function standing(points: TrackPoints, point: number, certainty: PastPlace['certainty']): PastPlace {
  return {
    lng: points.lng[point] ?? 0,
    lat: points.lat[point] ?? 0,
    heading: told(points.heading[point]),
    speed: told(points.speed[point]),
    certainty,
    point,
  }
}

function between(from = 0, to = 0, share: number): number {
  return from + (to - from) * share
}

function told(value = NOT_TOLD): number | undefined {
  return value === NOT_TOLD ? undefined : value
}
