import { describe, expect, it } from 'vitest'
import type { IncomingAlarm } from '../../../../../electron/core/alarms/stored-alarm.ts'
import { AlarmState } from '../../../../../shared/platform/alarm.ts'
import { alarmRow, handledBy, MINUTE, newAlarmTable, NOON } from '../../../../support/alarm-rows.ts'

function opened() {
  const { db, table } = newAlarmTable()
  return {
    db,
    table,
    take: (rows: IncomingAlarm[], seen: 'none' | 'over' | 'all' = 'none') =>
      table.take({ rows, seen, now: NOON + 60 * MINUTE }),
    card: (key: string) => {
      const card = table.card({ key })
      if (!card) throw new Error(`no ${key}`)
      return card
    },
  }
}

describe('taking alarms in', () => {
  it('is harmless when it happens twice', () => {
    const { take, card } = opened()
    const row = alarmRow({
      key: 'a',
      status: AlarmState.released,
      ...handledBy('operator', 'called back', NOON + MINUTE),
    })
    expect(take([row, row])).toMatchObject({ added: 1, raised: [] })
    expect(take([row])).toMatchObject({ added: 0, changed: [], raised: [] })
    expect(card('a').steps).toMatchObject([
      { status: AlarmState.released, handler: 'operator', note: 'called back', time: NOON + MINUTE },
    ])
  })

  it('says which are raised, and which differ', () => {
    const { take } = opened()
    const first = take([alarmRow({ key: 'a' }), alarmRow({ key: 'b', status: AlarmState.ignored })])
    expect(first.raised).toEqual(['a'])
    const second = take([alarmRow({ key: 'a' }), alarmRow({ key: 'b', description: 'other' })])
    expect(second.raised).toEqual([])
    expect(second.changed.map(({ key }) => key)).toEqual(['b'])
  })

  it('keeps every handling it learned of, in order, though the record knows the last one only', () => {
    const { take, card } = opened()
    take([alarmRow({ key: 'a' })])
    take([alarmRow({ key: 'a', ...handledBy('one', 'on my way', NOON + MINUTE) })])
    take([alarmRow({ key: 'a', status: AlarmState.released, ...handledBy('two', 'over', NOON + 2 * MINUTE) })])
    take([alarmRow({ key: 'a', ...handledBy('two', 'reopened', NOON + 3 * MINUTE) })])
    take([
      alarmRow({ key: 'a', status: AlarmState.releasedByItself, ...handledBy('two', 'reopened', NOON + 3 * MINUTE) }),
    ])
    expect(card('a').steps.map(({ status, handler, note, time }) => [status, handler, note, time - NOON])).toEqual([
      [AlarmState.active, 'one', 'on my way', MINUTE],
      [AlarmState.released, 'two', 'over', 2 * MINUTE],
      [AlarmState.active, 'two', 'reopened', 3 * MINUTE],
      // Nobody says when a device takes an alarm back: it is when this client learned of it.
      [AlarmState.releasedByItself, '', '', 60 * MINUTE],
    ])
    expect(card('a').alarm).toMatchObject({ status: AlarmState.releasedByItself, handler_name: "two's name" })
  })

  it('does not forget what a frame leaves out', () => {
    const { take, card } = opened()
    take([alarmRow({ key: 'a', userId: 'p', userName: 'Patrol', latitude: 1, longitude: 2, part: 3 })])
    take([{ isFrame: true, key: 'a', type: 5, status: AlarmState.released, time: NOON, deviceId: 'PU_1' }])
    expect(card('a').alarm).toMatchObject({
      status: AlarmState.released,
      user_name: 'Patrol',
      description: 'pressed',
      latitude: 1,
      longitude: 2,
      part: 3,
    })
  })

  it('asks the record after frames that do not tell all, and believes no frame that comes late', () => {
    const { take, card } = opened()
    const frame = (status: number) => alarmRow({ key: 'a', isFrame: true, status: status as 0 })
    expect(take([frame(AlarmState.active)]).doubtful).toEqual([])
    expect(take([frame(AlarmState.released)]).doubtful).toEqual([{ deviceId: 'PU_1', time: NOON }])
    expect(card('a').alarm.status).toBe(AlarmState.released)
    // The first frame once more: reordered, or the alarm was reopened. Only the record knows.
    expect(take([frame(AlarmState.active)]).doubtful).toHaveLength(1)
    expect(card('a').alarm.status).toBe(AlarmState.released)
    expect(card('a').steps).toEqual([])
    expect(take([alarmRow({ key: 'b', isFrame: true, status: AlarmState.ignored })]).doubtful).toHaveLength(1)
  })

  it('counts as seen what the rule says', () => {
    const { take, card } = opened()
    const both = (name: string) => [alarmRow({ key: `${name}-active` }), alarmRow({ key: `${name}-over`, status: 2 })]
    take(both('none'), 'none')
    take(both('over'), 'over')
    take(both('all'), 'all')
    const seen = ['none-active', 'none-over', 'over-active', 'over-over', 'all-active', 'all-over'].map(
      (key) => card(key).alarm.seen,
    )
    expect(seen).toEqual([0, 0, 0, 1, 1, 1])
  })

  it('moves its marks in the same step, and never back', () => {
    const { table } = opened()
    expect(table.marks()).toEqual({ raisedTo: 0, handledTo: 0, completeFrom: 0 })
    table.take({ rows: [alarmRow({ key: 'a' })], seen: 'none', now: NOON, marks: { raisedTo: 50, completeFrom: 40 } })
    table.take({ rows: [], seen: 'none', now: NOON, marks: { raisedTo: 30, handledTo: 20 } })
    expect(table.marks()).toEqual({ raisedTo: 50, handledTo: 20, completeFrom: 40 })
    const bad = { ...alarmRow({ key: 'b' }), deviceId: null as unknown as string }
    expect(() =>
      table.take({ rows: [alarmRow({ key: 'c' }), bad], seen: 'none', now: NOON, marks: { raisedTo: 99 } }),
    ).toThrow()
    expect(table.marks().raisedTo).toBe(50)
    expect(table.some({ keys: ['c'] })).toEqual([])
  })
})

describe('names', () => {
  it('are shown as last known, and finding goes by them', () => {
    const { table, take } = opened()
    take([alarmRow({ key: 'a' }), alarmRow({ key: 'b', deviceId: 'PU_2' })])
    expect(table.card({ key: 'a' })?.alarm.device_name).toBeNull()
    const renamed = table.learnNames({ known: [{ kind: 'PU', id: 'PU_1', name: '头盔 7' }], now: NOON })
    expect(renamed.map(({ key, device_name }) => [key, device_name])).toEqual([['a', '头盔 7']])
    expect(table.learnNames({ known: [{ kind: 'PU', id: 'PU_1', name: '头盔 7' }], now: NOON })).toEqual([])
    expect(table.page({ query: { text: '盔' }, limit: 10 }).map(({ key }) => key)).toEqual(['a'])
    table.learnNames({ known: [{ kind: 'PU', id: 'PU_1', name: 'Helmet' }], now: NOON + 1 })
    expect(table.page({ query: { text: '盔' }, limit: 10 })).toEqual([])
    expect(table.page({ query: { text: 'hELM' }, limit: 10 })).toHaveLength(1)
  })
})
