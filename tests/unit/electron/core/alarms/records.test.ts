import { describe, expect, it } from 'vitest'
import { incomingOfFrame, incomingOfRecord } from '../../../../../electron/core/alarms/alarm-rows.ts'
import { filtersOf } from '../../../../../electron/core/alarms/record-fetcher.ts'
import { NOON, MINUTE } from '../../../../support/alarm-rows.ts'

describe('what the platform tells', () => {
  it('is taken over in our units; a record that says too little is left out', () => {
    const record = {
      key: 'a',
      type: 5,
      status: 2,
      timestamp: NOON / 1000,
      device_id: 'PU_1',
      process_time: NOON / 1000 + 60,
    } as const
    expect(incomingOfRecord({ ...record, operator_id: 'one', operator_name: 'One' })).toEqual({
      key: 'a',
      type: 5,
      status: 2,
      time: NOON,
      deviceId: 'PU_1',
      handling: { by: 'one', byName: 'One', note: '', time: NOON + MINUTE },
    })
    const { key: _, ...keyless } = record
    expect(incomingOfRecord(keyless)).toBeUndefined()
    expect(incomingOfRecord({ ...record, timestamp: 0 })).toBeUndefined()
    expect(incomingOfRecord({ ...record, type: 5.5 as 5 })).toBeUndefined()
  })

  it('by a frame without a key is for the record to explain', () => {
    const frame = { type: 5, time: NOON / 1000, devID: 'PU_1', status: 0 } as const
    expect(incomingOfFrame(frame)).toBeUndefined()
    expect(incomingOfFrame({ ...frame, key: 'a', subDevIdx: 2 })).toEqual({
      isFrame: true,
      key: 'a',
      type: 5,
      status: 0,
      time: NOON,
      deviceId: 'PU_1',
      part: 2,
    })
  })
})

describe('records that are wanted', () => {
  it('are asked for by device and stretch of time, the near ones together', () => {
    const at = (deviceId: string, minute: number) => ({ deviceId, time: NOON + minute * MINUTE })
    const seconds = (minute: number) => NOON / 1000 + minute * 60
    expect(filtersOf([at('a', 30), at('a', 0), at('a', 9), at('b', 9), at('a', 41), at('', 5)])).toEqual([
      { device_id: 'a', timestamp_min: seconds(0), timestamp_max: seconds(9) },
      { device_id: 'a', timestamp_min: seconds(30), timestamp_max: seconds(30) },
      { device_id: 'a', timestamp_min: seconds(41), timestamp_max: seconds(41) },
      { device_id: 'b', timestamp_min: seconds(9), timestamp_max: seconds(9) },
      { timestamp_min: seconds(5), timestamp_max: seconds(5) },
    ])
  })
})
