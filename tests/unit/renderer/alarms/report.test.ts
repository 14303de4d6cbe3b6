import { describe, expect, it } from 'vitest'
import { floodOf } from '../../../../renderer/features/alarms/flood.ts'
import { levelRows, withLevel } from '../../../../renderer/features/alarms/level-rows.ts'
import { inOrder, scaleOf, shortened, sumsOf, tookParts } from '../../../../renderer/features/alarms/report.ts'
import { beginningOf } from '../../../../renderer/features/alarms/time-range.ts'
import type { ReportRow } from '../../../../shared/contract/alarms.ts'
import { DEFAULT_LEVELS } from '../../../../shared/alarm-levels.ts'
import { AlarmType } from '../../../../shared/platform/alarm.ts'

const row = (key: string, count: number): ReportRow => ({
  key,
  name: key,
  count,
  active: 1,
  released: 2,
  releasedByItself: 0,
  ignored: 3,
})

describe('the report', () => {
  it('has most first, but times in their order', () => {
    const rows = [row('10', 1), row('9', 5), row('2', 3)]
    expect(inOrder(rows, 'type').map(({ key }) => key)).toEqual(['9', '2', '10'])
    expect(inOrder(rows, 'hour').map(({ key }) => key)).toEqual(['2', '9', '10'])
    const days = [row('2026-03-02', 1), row('2026-03-01', 9)]
    expect(inOrder(days, 'day').map(({ key }) => key)).toEqual(['2026-03-01', '2026-03-02'])
  })

  it('adds up', () => {
    expect(sumsOf([row('a', 4), row('b', 6)])).toEqual({
      count: 10,
      active: 2,
      released: 4,
      releasedByItself: 0,
      ignored: 6,
    })
  })

  it('draws round, whole lines that hold the highest bar', () => {
    expect(scaleOf(0)).toEqual({ top: 1, lines: [0, 1] })
    expect(scaleOf(3)).toEqual({ top: 3, lines: [0, 1, 2, 3] })
    expect(scaleOf(37)).toEqual({ top: 40, lines: [0, 10, 20, 30, 40] })
    for (const most of [1, 7, 99, 101, 4321]) {
      const { top, lines } = scaleOf(most)
      expect(top).toBeGreaterThanOrEqual(most)
      expect(lines.every(Number.isInteger)).toBe(true)
      expect(lines.length).toBeLessThan(8)
    }
  })

  it('says how long it took in a unit one can read', () => {
    expect(tookParts(45_400)).toEqual({ unit: 'seconds', value: 45 })
    expect(tookParts(150_000)).toEqual({ unit: 'minutes', value: 3 })
    expect(tookParts(9_000_000)).toEqual({ unit: 'hours', value: 2.5 })
  })

  it('shortens names to the room they have, Chinese ones by their width', () => {
    expect(shortened('Battery low', 20)).toBe('Battery low')
    expect(shortened('Battery low', 8)).toBe('Battery…')
    expect(shortened('移动侦测', 6)).toBe('移动…')
    expect(shortened('移动侦测', 2)).toBe('')
  })
})

describe('the flood meter', () => {
  it('is calm, busy from half of the guidance on, a flood above it', () => {
    expect([0, 5, 6, 10, 11, 400].map((count) => floodOf(count).state)).toEqual([
      'calm',
      'calm',
      'busy',
      'busy',
      'flood',
      'flood',
    ])
    expect(floodOf(10).share).toBe(0.5)
    expect(floodOf(400).share).toBe(1)
  })
})

describe('the level table', () => {
  it('has every named type, and others the site set', () => {
    const rows = levelRows(DEFAULT_LEVELS, { 777: 'high' })
    expect(rows).toHaveLength(Object.keys(AlarmType).length + 1)
    expect(rows.find(({ type }) => type === AlarmType.sos)?.level).toBe('critical')
    expect(rows.find(({ type }) => type === 777)).toEqual({ type: 777, level: 'high', usual: 'medium' })
  })

  it('keeps only what differs from the usual', () => {
    const sos = levelRows(DEFAULT_LEVELS, {}).find(({ type }) => type === AlarmType.sos)!
    const own = withLevel({ 1: 'low' }, sos, 'medium')
    expect(own).toEqual({ 1: 'low', 5: 'medium' })
    expect(withLevel(own, sos, 'critical')).toEqual({ 1: 'low' })
  })
})

describe('spans of time', () => {
  it('begin before now, or never', () => {
    expect(beginningOf('any', 5)).toBeUndefined()
    expect(beginningOf('hour', 10_000_000)).toBe(10_000_000 - 3_600_000)
    expect(beginningOf('week', 0)).toBe(-7 * 86_400_000)
  })
})
