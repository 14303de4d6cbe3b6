import { describe, expect, it } from 'vitest'
import { queryOf } from '../../../../../electron/core/alarms/alarm-query.ts'
import type { IncomingAlarm } from '../../../../../electron/core/alarms/stored-alarm.ts'
import type { AlarmFilter } from '../../../../../shared/contract/alarms.ts'
import { AlarmState, AlarmType } from '../../../../../shared/platform/alarm.ts'
import { alarmRow, handledBy, MINUTE, newAlarmTable, NOON } from '../../../../support/alarm-rows.ts'

function filled(rows: IncomingAlarm[]) {
  const { db, table } = newAlarmTable()
  table.take({ rows, seen: 'none', now: NOON })
  const keys = (filter: AlarmFilter): string[] =>
    table.page({ query: queryOf(filter, { '4100': 'high' }), limit: 500 }).map(({ key }) => key)
  return { db, table, keys }
}

describe('a list', () => {
  it('is newest first, by key within one moment, and pages meet without a gap while new ones come', () => {
    const rows = Array.from({ length: 50 }, (_, index) =>
      alarmRow({ key: `k${String(index).padStart(2, '0')}`, time: NOON + Math.floor(index / 7) * 1000 }),
    )
    const { table } = filled(rows)
    const seen: string[] = []
    let before: { time: number; key: string } | undefined
    for (let round = 0; round < 20; round++) {
      const page = table.page({ query: {}, before, limit: 6 })
      seen.push(...page.map(({ key }) => key))
      const last = page.at(-1)
      if (!last) break
      before = { time: last.time, key: last.key }
      table.take({ rows: [alarmRow({ key: `new${round}`, time: NOON + MINUTE + round })], seen: 'none', now: NOON })
    }
    const expected = rows.toSorted((a, b) => b.time - a.time || (a.key < b.key ? 1 : -1)).map(({ key }) => key)
    expect(seen).toEqual(expected)
  })

  it('keeps to each filter, and to all of them together', () => {
    const { keys, table } = filled([
      alarmRow({ key: 'sos', userId: 'patrol-1', userName: '张伟' }),
      alarmRow({ key: 'low', type: AlarmType.lowBattery, deviceId: 'PU_2', time: NOON - MINUTE }),
      alarmRow({ key: 'unknown', type: 4242, deviceId: 'PU_3', time: NOON - 2 * MINUTE }),
      alarmRow({ key: 'periodic', type: AlarmType.periodic, deviceId: 'PU_3', time: NOON - 3 * MINUTE }),
      alarmRow({
        key: 'done',
        status: AlarmState.released,
        time: NOON - 4 * MINUTE,
        description: '100% sure_thing',
        ...handledBy('operator', '误触 by mistake', NOON),
      }),
    ])
    table.markSeen({ keys: ['low'] })
    expect(keys({})).toEqual(['sos', 'low', 'unknown', 'periodic', 'done'])
    expect(keys({ statuses: [AlarmState.active] })).toEqual(['sos', 'low', 'unknown', 'periodic'])
    expect(keys({ statuses: [AlarmState.released, AlarmState.ignored] })).toEqual(['done'])
    expect(keys({ statuses: [] })).toEqual([])
    expect(keys({ types: [AlarmType.lowBattery, 4242] })).toEqual(['low', 'unknown'])
    expect(keys({ levels: ['critical'] })).toEqual(['sos', 'done'])
    expect(keys({ levels: ['medium'] })).toEqual(['unknown'])
    // What the site set goes before the table.
    expect(keys({ levels: ['high'] })).toEqual(['periodic'])
    expect(keys({ levels: ['low', 'high'], types: [AlarmType.periodic] })).toEqual(['periodic'])
    expect(keys({ devices: ['PU_3'] })).toEqual(['unknown', 'periodic'])
    expect(keys({ devices: ['PU_2', 'PU_1'] })).toEqual(['sos', 'low', 'done'])
    expect(keys({ person: 'patrol-1' })).toEqual(['sos'])
    expect(keys({ person: 'operator' })).toEqual(['done'])
    expect(keys({ from: NOON - 2 * MINUTE, to: NOON - MINUTE })).toEqual(['low', 'unknown'])
    expect(keys({ unseen: true })).toEqual(['sos', 'unknown', 'periodic', 'done'])
    expect(keys({ unseen: false })).toEqual(['low'])
    expect(keys({ text: '误' })).toEqual(['done'])
    expect(keys({ text: '%' })).toEqual(['done'])
    expect(keys({ text: 'e_t' })).toEqual(['done'])
    expect(keys({ text: 'E BY M' })).toEqual([])
    expect(keys({ text: 'BY M' })).toEqual(['done'])
    expect(keys({ text: '张伟' })).toEqual(['sos'])
    expect(keys({ text: "operator's" })).toEqual(['done'])
    expect(keys({ text: 'pu_3' })).toEqual(['unknown', 'periodic'])
    expect(keys({ text: 'pressed', devices: ['PU_3'], types: [4242], unseen: true })).toEqual(['unknown'])
  })

  it('counts what is active, unseen and recent', () => {
    const { table } = filled([
      alarmRow({ key: 'a' }),
      alarmRow({ key: 'b', time: NOON - 11 * MINUTE }),
      alarmRow({ key: 'c', status: AlarmState.ignored }),
    ])
    table.markSeen({ keys: ['b'] })
    expect(table.counts({ from: NOON - 10 * MINUTE })).toEqual({
      types: [{ type: AlarmType.sos, active: 2, unseen: 1 }],
      recent: 2,
    })
    expect(table.markAllSeen().map(({ key, seen }) => [key, seen])).toEqual([
      ['a', 1],
      ['c', 1],
    ])
    expect(table.markAllSeen()).toEqual([])
  })

  it('forgets what is old and over, whole', () => {
    const { db, table, keys } = filled([
      alarmRow({ key: 'old active', time: NOON - MINUTE }),
      alarmRow({ key: 'old', time: NOON - MINUTE, status: 2, ...handledBy('operator', 'needle', NOON) }),
      alarmRow({ key: 'new', status: 2 }),
    ])
    expect(table.deleteBefore({ time: NOON })).toBe(1)
    expect(keys({})).toEqual(['new', 'old active'])
    expect(db.prepare('SELECT count(*) AS n FROM alarm_step').get()).toEqual({ n: 0 })
    expect(keys({ text: 'needle' })).toEqual([])
    expect(table.marks().completeFrom).toBe(NOON)
  })
})
