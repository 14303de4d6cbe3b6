/** What happened on the tracks, in one order: where units stood, where nothing is known of them, and their alarms. */
import type { Alarm } from '../../../shared/contract/alarms.ts'
import type { UnitTrack } from './unit-track.ts'

interface Event {
  readonly key: string
  readonly puid: string
  readonly colour: string
  /** Epoch ms by the platform's clock. */
  readonly time: number
  readonly place?: readonly [lng: number, lat: number]
}

export type TrackEvent =
  | (Event & { readonly kind: 'stop' | 'gap'; readonly lastedMs: number })
  | (Event & { readonly kind: 'alarm'; readonly alarm: Alarm })

export function eventsOf(tracks: readonly UnitTrack[], alarms: readonly Alarm[]): TrackEvent[] {
  const colours = new Map(tracks.map(({ puid, colour }) => [puid, colour]))
  const raised = alarms.flatMap((alarm): TrackEvent[] => {
    const colour = colours.get(alarm.device.id)
    if (colour === undefined) return []
    const { latitude, longitude } = alarm
    const place = latitude === undefined || longitude === undefined ? {} : { place: [longitude, latitude] as const }
    return [
      { kind: 'alarm', key: `alarm ${alarm.key}`, puid: alarm.device.id, colour, time: alarm.time, ...place, alarm },
    ]
  })
  return [...tracks.flatMap(ofTrack), ...raised].sort((one, other) => one.time - other.time)
}

function ofTrack({ puid, colour, points, facts }: UnitTrack): TrackEvent[] {
  if (!points || !facts) return []
  const make =
    (kind: 'stop' | 'gap') =>
    (stretch: { from: number; to: number }): TrackEvent => {
      const time = points.time[stretch.from] ?? 0
      return {
        ...{ kind, puid, colour, time, key: `${kind} ${puid} ${time}` },
        place: [points.lng[stretch.from] ?? 0, points.lat[stretch.from] ?? 0],
        lastedMs: (points.time[stretch.to] ?? 0) - time,
      }
    }
  return [...facts.stops.map(make('stop')), ...facts.gaps.map(make('gap'))]
}
