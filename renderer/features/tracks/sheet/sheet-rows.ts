/** What stands on the sheet of one track. */
import { NOT_TOLD } from '../../../../shared/contract/tracks.ts'
import type { LngLat } from '../../map/datum.ts'
import type { TrackEvent } from '../track-events.ts'
import type { UnitTrack } from '../unit-track.ts'

export interface SheetFacts {
  /** Epoch ms by the platform's clock. */
  readonly first: number
  readonly last: number
  readonly points: number
  readonly leftOut: number
  readonly distanceM: number
  readonly movingMs: number
  readonly standingMs: number
  readonly stops: number
  readonly gaps: number
  readonly gapsMs: number
  readonly top: { readonly kmh: number; readonly time: number; readonly place: LngLat } | undefined
}

/** Undefined for a track that has no points. */
export function sheetFacts({ points, facts, leftOut }: UnitTrack): SheetFacts | undefined {
  if (!points || !facts || points.count === 0) return undefined
  const timeAt = (point: number): number => points.time[point] ?? 0
  const { fastest, gaps, stops, distanceM, movingMs, standingMs } = facts
  const kmh = points.speed[fastest] ?? NOT_TOLD
  return {
    ...{ first: timeAt(0), last: timeAt(points.count - 1), points: points.count, leftOut, distanceM },
    ...{ movingMs, standingMs, stops: stops.length, gaps: gaps.length },
    gapsMs: gaps.reduce((sum, { from, to }) => sum + timeAt(to) - timeAt(from), 0),
    top:
      fastest < 0 || kmh === NOT_TOLD
        ? undefined
        : { kmh, time: timeAt(fastest), place: [points.lng[fastest] ?? 0, points.lat[fastest] ?? 0] },
  }
}

/** Epoch ms by the platform's clock: when it was over; undefined for what has no length. */
export function endOf(event: TrackEvent): number | undefined {
  if (event.kind === 'stop' || event.kind === 'gap') return event.time + event.lastedMs
  return event.kind === 'talk' ? event.time + event.burst.lengthMs : undefined
}
