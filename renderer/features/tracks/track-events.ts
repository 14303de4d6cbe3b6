/** What happened on the tracks, in one order: where units stood, where nothing is known of them, their alarms, what was said with them. */
import type { Alarm } from '../../../shared/contract/alarms.ts'
import type { Message } from '../../../shared/contract/chat.ts'
import type { LedgerBurst } from '../../../shared/contract/ledger.ts'
import { placeAt } from './place-at.ts'
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
  | (Event & { readonly kind: 'message'; readonly message: Message })
  | (Event & { readonly kind: 'talk'; readonly burst: LedgerBurst })

/** Of one unit, what its track itself does not tell. */
export interface UnitRecords {
  readonly alarms: readonly Alarm[]
  readonly messages: readonly Message[]
  readonly bursts: readonly LedgerBurst[]
}

export const NO_RECORDS: UnitRecords = { alarms: [], messages: [], bursts: [] }

/** @param recordsOf by the unit's ID */
export function eventsOf(tracks: readonly UnitTrack[], recordsOf: (puid: string) => UnitRecords): TrackEvent[] {
  return tracks
    .flatMap((track) => [...ofTrack(track), ...ofRecords(track, recordsOf(track.puid))])
    .sort((one, other) => one.time - other.time)
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

/** An alarm says itself where it was; words are where the unit was when they were said. */
function ofRecords({ puid, colour, points }: UnitTrack, { alarms, messages, bursts }: UnitRecords): TrackEvent[] {
  const base = (kind: string, id: string | number, time: number) => {
    const place = points && placeAt(points, time)
    const isKnown = place?.certainty === 'known' || place?.certainty === 'gap'
    const where = isKnown ? { place: [place.lng, place.lat] as const } : {}
    return { puid, colour, time, key: `${kind} ${puid} ${id}`, ...where }
  }
  return [
    ...alarms.map((alarm): TrackEvent => {
      const { latitude, longitude, key, time } = alarm
      const own = latitude === undefined || longitude === undefined ? {} : { place: [longitude, latitude] as const }
      return { ...base('alarm', key, time), ...own, kind: 'alarm', alarm }
    }),
    ...messages.map((message): TrackEvent => ({
      ...base('message', message.id, message.time),
      kind: 'message',
      message,
    })),
    ...bursts.map((burst): TrackEvent => ({ ...base('talk', burst.id, burst.time), kind: 'talk', burst })),
  ]
}
