import { describe, expect, it } from 'vitest'
import { narrowings, passes, tidy } from '../../../../renderer/features/alarms/alarm-filter.ts'
import { AlarmState, AlarmType } from '../../../../shared/platform/alarm.ts'
import { alarm } from './fixtures.ts'

const one = alarm('k', 100, {
  type: AlarmType.manDown,
  level: 'critical',
  user: { id: 'u7', name: '王伟' },
  description: 'Wearer has ＦＡＬＬＥＮ',
  handling: { by: 'operator', byName: 'Desk 2', note: 'Called back', time: 1 },
})

describe('passes', () => {
  it('everything without a filter', () => {
    expect(passes(one, {})).toBe(true)
  })

  it('by state, type, level and device', () => {
    expect(passes(one, { statuses: [AlarmState.active], types: [AlarmType.manDown], levels: ['critical'] })).toBe(true)
    expect(passes(one, { statuses: [AlarmState.released] })).toBe(false)
    expect(passes(one, { types: [AlarmType.sos] })).toBe(false)
    expect(passes(one, { levels: ['high', 'low'] })).toBe(false)
    expect(passes(one, { devices: ['d2'] })).toBe(false)
    expect(passes(one, { devices: ['d2', 'd1'] })).toBe(true)
  })

  it('by time, both ends included', () => {
    expect(passes(one, { from: 100_000, to: 100_000 })).toBe(true)
    expect(passes(one, { from: 100_001 })).toBe(false)
    expect(passes(one, { to: 99_999 })).toBe(false)
  })

  it('by who raised or handled it', () => {
    for (const person of ['王', 'u7', 'desk', ' operator ']) expect(passes(one, { person })).toBe(true)
    expect(passes(one, { person: '李' })).toBe(false)
  })

  it('by text in descriptions, notes and names, whatever the case and width', () => {
    for (const text of ['fallen', 'CALLED', 'camera 1', '伟', 'd1']) expect(passes(one, { text })).toBe(true)
    expect(passes(one, { text: 'fallen down' })).toBe(false)
  })

  it('by whether it was seen', () => {
    expect(passes(one, { unseen: true })).toBe(true)
    expect(passes({ ...one, seen: true }, { unseen: true })).toBe(false)
  })
})

describe('tidy', () => {
  it('leaves out what says nothing', () => {
    expect(tidy({ statuses: [], types: [5], text: '', person: 'x' })).toEqual({ types: [5], person: 'x' })
    expect(narrowings({ types: [5], person: 'x' })).toBe(2)
    expect(narrowings({})).toBe(0)
  })
})
