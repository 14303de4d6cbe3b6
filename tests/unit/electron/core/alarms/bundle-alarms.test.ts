import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IncomingAlarm } from '../../../../../electron/core/alarms/stored-alarm.ts'
import { AlarmState, AlarmType } from '../../../../../shared/platform/alarm.ts'
import { alarmRow, MINUTE, newAlarmTable, NOON } from '../../../../support/alarm-rows.ts'

const WINDOW = 10 * MINUTE

/** By looking at everything: what the walk along the index has to come to. */
function expectedBundles(rows: readonly IncomingAlarm[], windowMs: number): string[][] {
  const newestFirst = rows.toSorted((a, b) => b.time - a.time || (a.key < b.key ? 1 : -1))
  const bundles: IncomingAlarm[][] = []
  for (const row of newestFirst) {
    const open = bundles.findLast(([first]) => first?.deviceId === row.deviceId && first.type === row.type)
    if (open && (open.at(-1)?.time ?? 0) - row.time <= windowMs) open.push(row)
    else bundles.push([row])
  }
  return bundles.map((bundle) => bundle.map(({ key }) => key))
}

describe('bundles', () => {
  it('fold what one device says of one kind, from one to the next', () => {
    const { table } = newAlarmTable()
    const minutes = [0, 9, 18, 40, 45]
    const rows = minutes.map((minute) => alarmRow({ key: `a${minute}`, time: NOON + minute * MINUTE }))
    rows.push(
      alarmRow({ key: 'other kind', type: AlarmType.manDown, time: NOON + 10 * MINUTE, status: AlarmState.released }),
      alarmRow({ key: 'other device', deviceId: 'PU_2', time: NOON + 9 * MINUTE }),
    )
    table.take({ rows, seen: 'none', now: NOON })
    table.markSeen({ keys: ['a0', 'a9'] })
    const bundles = table.bundles({ query: {}, limit: 10, windowMs: WINDOW })
    expect(bundles.map(({ newest, ...rest }) => ({ key: newest.key, ...rest }))).toEqual([
      { key: 'a45', count: 2, active: 2, unseen: 2, firstTime: NOON + 40 * MINUTE },
      { key: 'a18', count: 3, active: 3, unseen: 1, firstTime: NOON },
      { key: 'other kind', count: 1, active: 0, unseen: 1, firstTime: NOON + 10 * MINUTE },
      { key: 'other device', count: 1, active: 1, unseen: 1, firstTime: NOON + 9 * MINUTE },
    ])
    for (const key of ['a0', 'a9', 'a18'])
      expect(table.bundleKeys({ key, query: {}, windowMs: WINDOW })).toEqual(['a18', 'a9', 'a0'])
    expect(table.bundleKeys({ key: 'unknown', query: {}, windowMs: WINDOW })).toEqual([])
  })

  it('fold only what the filter lets through', () => {
    const { table } = newAlarmTable()
    const rows = [0, 6, 12].map((minute) =>
      alarmRow({ key: `a${minute}`, time: NOON + minute * MINUTE, status: minute === 6 ? 2 : 0 }),
    )
    table.take({ rows, seen: 'none', now: NOON })
    const query = { statuses: [AlarmState.active] }
    expect(table.bundles({ query, limit: 10, windowMs: WINDOW }).map(({ count }) => count)).toEqual([1, 1])
    expect(table.bundleKeys({ key: 'a12', query, windowMs: WINDOW })).toEqual(['a12'])
    expect(table.bundles({ query: { text: 'ress' }, limit: 10, windowMs: WINDOW }).map(({ count }) => count)).toEqual([
      3,
    ])
  })

  it('are those that looking at everything finds, page by page', () => {
    const { db, table } = newAlarmTable()
    const alarm = fc.record({
      minute: fc.integer({ min: 0, max: 60 }),
      device: fc.integer({ min: 1, max: 3 }),
      type: fc.constantFrom(4, 5),
    })
    fc.assert(
      fc.property(fc.array(alarm, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (alarms, limit) => {
        db.exec('DELETE FROM alarm; DELETE FROM alarm_step; DELETE FROM alarm_text')
        const rows = alarms.map(({ minute, device, type }, index) =>
          alarmRow({ key: `k${index}`, time: NOON + minute * MINUTE, deviceId: `PU_${device}`, type: type as 5 }),
        )
        table.take({ rows, seen: 'none', now: NOON })
        const found: string[][] = []
        let before: { time: number; key: string } | undefined
        for (;;) {
          const page = table.bundles({ query: {}, before, limit, windowMs: 4 * MINUTE })
          for (const { newest, count } of page) {
            const keys = table.bundleKeys({ key: newest.key, query: {}, windowMs: 4 * MINUTE })
            expect(keys).toHaveLength(count)
            found.push(keys)
            before = { time: newest.time, key: newest.key }
          }
          if (page.length < limit) break
        }
        expect(found).toEqual(expectedBundles(rows, 4 * MINUTE))
      }),
      { numRuns: 60 },
    )
  })
})
