import { describe, expect, it } from 'vitest'
import { eventsOf, NO_RECORDS } from '../../../../renderer/features/tracks/track-events.ts'
import { factsOf } from '../../../../renderer/features/tracks/track-facts.ts'
import { TrackPoints } from '../../../../renderer/features/tracks/track-points.ts'
import type { UnitTrack } from '../../../../renderer/features/tracks/unit-track.ts'
import type { Message } from '../../../../shared/contract/chat.ts'
import { NOT_TOLD } from '../../../../shared/contract/tracks.ts'

const START = 1_700_000_000_000
/** Ten seconds from one to the next, a thousandth of a degree north. */
const points = TrackPoints.from([
  Array.from({ length: 31 }, (_, at) => [START + at * 10_000, 120, 31 + at / 1000, 36, 0, NOT_TOLD]).flat(),
])
const track: UnitTrack = {
  ...{ puid: 'car', colour: 'blue', phase: 'ready', read: 31, total: 31, leftOut: 0 },
  ...{ points, facts: factsOf(points) },
}
const message = (id: number, time: number): Message => ({
  ...{ id, conversation: 1, speaker: { kind: 'PU', id: 'car', name: 'Car' }, mine: false, time },
  body: { kind: 'text', text: `word ${id}` },
})

describe('what happened on a track', () => {
  it('stands in order, and words are where the unit was when they were said', () => {
    const records = { ...NO_RECORDS, messages: [message(2, START + 105_000), message(1, START + 50_000)] }
    const events = eventsOf([track], (puid) => (puid === 'car' ? records : NO_RECORDS))
    expect(events.map(({ time, place }) => [time - START, place?.[1].toFixed(4)])).toEqual([
      [50_000, '31.0050'],
      [105_000, '31.0105'],
    ])
  })

  it('has no place for what was said before the first and after the last point', () => {
    const records = { ...NO_RECORDS, messages: [message(1, START - 60_000), message(2, START + 900_000)] }
    expect(eventsOf([track], () => records).map(({ place }) => place)).toEqual([undefined, undefined])
  })
})
