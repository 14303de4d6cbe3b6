import { describe, expect, it } from 'vitest'
import { pieceAt, type Schedule, type Slice } from '../../../simulator/storage/schedule.ts'

const MONDAY_MS = Date.UTC(2026, 10, 23)
const HOUR_MS = 3_600_000
const slice = (week: Slice['week'], hour: number, hours = 1): Slice => ({
  week,
  hour,
  minute: 0,
  second: 0,
  duration: hours * 3600,
})
const always: Schedule = { weekSnapshot: [], weekRecord: [], recordAudio: 0, begin: 0, end: 4_000_000_000 }
const find = (slices: Slice[], atMs: number, zoneHours = 0, schedule = always) =>
  pieceAt(slices, schedule, atMs, zoneHours)

describe('the piece of a week', () => {
  it('is the one that runs, or the next one, next week too', () => {
    const slices = [slice(1, 8), slice(0, 23), slice(3, 10)]
    expect(find(slices, MONDAY_MS + 8.5 * HOUR_MS)).toEqual({
      beginMs: MONDAY_MS + 8 * HOUR_MS,
      endMs: MONDAY_MS + 9 * HOUR_MS,
    })
    expect(find(slices, MONDAY_MS + 9 * HOUR_MS)?.beginMs).toBe(MONDAY_MS + (48 + 10) * HOUR_MS)
    expect(find(slices, MONDAY_MS + 100 * HOUR_MS)?.beginMs).toBe(MONDAY_MS + (6 * 24 + 23) * HOUR_MS)
    expect(find([slice(1, 8)], MONDAY_MS + 9 * HOUR_MS)?.beginMs).toBe(MONDAY_MS + (7 * 24 + 8) * HOUR_MS)
    expect(find([], MONDAY_MS)).toBeUndefined()
  })

  it('goes by the clock of the zone, across the turn of the week', () => {
    expect(find([slice(1, 8)], MONDAY_MS, 8)?.beginMs).toBe(MONDAY_MS)
    expect(find([slice(0, 20, 4)], MONDAY_MS + HOUR_MS, -5)).toEqual({
      beginMs: MONDAY_MS + HOUR_MS,
      endMs: MONDAY_MS + 5 * HOUR_MS,
    })
  })

  it('lies within the time that the schedule is in force', () => {
    const schedule = { ...always, begin: (MONDAY_MS + 8.5 * HOUR_MS) / 1000, end: (MONDAY_MS + 8.75 * HOUR_MS) / 1000 }
    expect(find([slice(1, 8)], MONDAY_MS, 0, schedule)).toEqual({
      beginMs: MONDAY_MS + 8.5 * HOUR_MS,
      endMs: MONDAY_MS + 8.75 * HOUR_MS,
    })
    expect(find([slice(1, 8)], MONDAY_MS + 9 * HOUR_MS, 0, schedule)).toBeUndefined()
    expect(find([slice(1, 8)], MONDAY_MS, 0, { ...always, end: 0 })).toBeUndefined()
  })
})
