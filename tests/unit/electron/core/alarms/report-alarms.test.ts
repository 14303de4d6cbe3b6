import { describe, expect, it } from 'vitest'
import { AlarmState, AlarmType } from '../../../../../shared/platform/alarm.ts'
import { alarmRow, handledBy, MINUTE, newAlarmTable, NOON } from '../../../../support/alarm-rows.ts'

function reported() {
  const { table } = newAlarmTable()
  const handled = (key: string, by: string, minutes: number, status = 2) =>
    alarmRow({ key, status: status as 2, ...handledBy(by, '', NOON + minutes * MINUTE) })
  table.take({
    rows: [
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map((minutes) => handled(`sos${minutes}`, 'one', minutes)),
      handled('two-a', 'two', 4, 3),
      handled('two-b', 'two', -5),
      alarmRow({ key: 'active', type: AlarmType.manDown }),
      alarmRow({ key: 'gone', type: AlarmType.manDown, status: AlarmState.releasedByItself, deviceId: 'PU_2' }),
      alarmRow({ key: 'before', time: NOON - 1 }),
      alarmRow({ key: 'after', time: NOON + MINUTE }),
    ],
    seen: 'none',
    now: NOON,
  })
  // A note and a second handling do not make it any slower.
  table.take({ rows: [handled('sos1', 'one', 500)], seen: 'none', now: NOON })
  return (by: 'type' | 'device' | 'handler' | 'day' | 'hour') => table.report({ by, from: NOON, to: NOON + MINUTE })
}

describe('the report', () => {
  it('counts states and says exactly how long handling took', () => {
    const report = reported()
    expect(report('handler')).toEqual([
      {
        key: 'one',
        name: "one's name",
        count: 10,
        active: 0,
        released: 10,
        released_by_itself: 0,
        ignored: 0,
        median: 5.5 * MINUTE,
        p90: 9 * MINUTE,
      },
      {
        key: 'two',
        name: "two's name",
        count: 2,
        active: 0,
        released: 1,
        released_by_itself: 0,
        ignored: 1,
        // Of clocks that differ comes a handling before its alarm: it took no time.
        median: 2 * MINUTE,
        p90: 4 * MINUTE,
      },
    ])
    expect(report('type')).toMatchObject([
      { key: '5', count: 12, active: 0 },
      { key: '4', count: 2, active: 1, released_by_itself: 1, median: null, p90: null },
    ])
    expect(report('device').map(({ key, count }) => [key, count])).toEqual([
      ['PU_1', 13],
      ['PU_2', 1],
    ])
  })

  it('folds by the day and hour of this machine', () => {
    const report = reported()
    const moment = new Date(NOON)
    const two = (value: number) => String(value).padStart(2, '0')
    const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
    expect(report('day')).toMatchObject([{ key: day, count: 14 }])
    expect(report('hour')).toMatchObject([{ key: two(moment.getHours()), count: 14 }])
  })
})
