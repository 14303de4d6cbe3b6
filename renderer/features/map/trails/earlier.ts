/** Where a unit was before anybody looked: its last minutes from the platform's record. */
import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import { loadTrack } from '../../tracks/load-track.ts'
import type { Span } from '../../tracks/time-cursor.ts'
import type { LngLat } from '../datum.ts'
import type { TrailPoint } from './trail-rings.ts'

/** Oldest first. Errors: those of `tracks.page`. */
export async function readEarlier(
  client: Pick<WatchpostClient, 'tracks'>,
  puid: string,
  span: Span,
  signal: AbortSignal,
  project: (place: LngLat) => readonly number[],
): Promise<TrailPoint[]> {
  const { points } = await loadTrack(
    (page) => client.tracks.page({ puid, ...span, page }, { signal }),
    () => undefined,
  )
  return Array.from({ length: points.count }, (_, at) => {
    const [time = 0, lng = 0, lat = 0] = [points.time[at], points.lng[at], points.lat[at]]
    const [x = 0, y = 0] = project([lng, lat])
    return { time, lng, lat, x, y }
  })
}
