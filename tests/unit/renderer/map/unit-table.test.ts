import { describe, expect, it } from 'vitest'
import { fromWgs84 } from '../../../../renderer/features/map/datum.ts'
import { fromMercator } from '../../../../renderer/features/map/mercator.ts'
import { readUnit } from '../../../../renderer/features/map/unit-record.ts'
import { UnitFlag, UnitTable } from '../../../../renderer/features/map/unit-table.ts'
import { UnitsShown } from '../../../../renderer/features/map/units-shown.ts'
import { UNKNOWN } from '../../../../shared/contract/positions.ts'

const NOW = 1_800_000_000_000

/** As the core tells it. */
function row(slot: number, lng: number, lat: number, time = NOW): number[] {
  return [slot, lng, lat, time, 90, 36, 12, 7, 3, 1]
}

describe('the table of units', () => {
  it('has of each unit what was told last', () => {
    const table = new UnitTable()
    expect(table.learn(0, ['a', 'b'])).toEqual([0, 1])
    table.put([...row(0, 120, 31), ...row(1, 121, 32)])
    table.put(row(0, 120.5, 31))
    table.setFacts(0, { online: true, kind: 2 })
    table.setLevel(0, 4)
    expect(readUnit(table, 'a', NOW)).toEqual({
      id: 'a',
      slot: 0,
      speaking: false,
      kind: 'vehicle',
      online: true,
      state: 'online',
      level: 'critical',
      place: {
        lng: 120.5,
        lat: 31,
        time: NOW,
        heading: 90,
        speed: 36,
        height: 12,
        stars: 7,
        sources: ['GPS', 'BeiDou'],
        fix: true,
      },
    })
    const [lng, lat] = fromMercator(table.x[1] ?? 0, table.y[1] ?? 0)
    expect([lng, lat].map((degrees) => degrees.toFixed(9))).toEqual(['121.000000000', '32.000000000'])
  })

  it('leaves open what is not known, and says when a place is old', () => {
    const table = new UnitTable()
    table.learn(0, ['a'])
    table.put([0, 120, 31, NOW, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 0, 1])
    table.setFacts(0, { online: true, kind: 0 })
    const known = readUnit(table, 'a', NOW)
    expect(known?.place).toMatchObject({ heading: undefined, speed: undefined, height: undefined, stars: undefined })
    expect(readUnit(table, 'a', NOW + 299_000)?.state).toBe('online')
    expect(readUnit(table, 'a', NOW + 301_000)?.state).toBe('stale')
    table.setFlag(0, UnitFlag.online, false)
    expect(readUnit(table, 'a', NOW + 301_000)?.state).toBe('offline')
    expect(readUnit(table, 'b', NOW)).toBeUndefined()
  })

  it('grows, and keeps what it had', () => {
    const table = new UnitTable()
    const ids = Array.from({ length: 5000 }, (_, at) => `u${at}`)
    table.learn(0, ids)
    table.put(ids.flatMap((_, at) => row(at, 100 + at / 1000, 30)))
    expect(table.size).toBe(5000)
    expect(table.lng[0]).toBe(100)
    expect(readUnit(table, 'u4999', NOW)?.place?.lng).toBeCloseTo(104.999, 9)
    table.clear()
    expect([table.size, table.slotOf('u1'), table.has(1, UnitFlag.placed)]).toEqual([0, undefined, false])
  })

  it('is drawn where the base map has the places', () => {
    const table = new UnitTable()
    table.learn(0, ['a'])
    table.put(row(0, 116.391, 39.907))
    table.setDatum('gcj02')
    const expected = fromWgs84('gcj02', 116.391, 39.907)
    expect(fromMercator(table.x[0] ?? 0, table.y[0] ?? 0)[0]).toBeCloseTo(expected[0], 9)
    table.put(row(0, 116.391, 39.907))
    expect(fromMercator(table.x[0] ?? 0, table.y[0] ?? 0)[1]).toBeCloseTo(expected[1], 9)
    expect(table.lng[0]).toBe(116.391)
  })
})

describe('what is shown', () => {
  it('is what has a place, without the off-line ones where they are not wanted', () => {
    const table = new UnitTable()
    const shown = new UnitsShown(table)
    table.learn(0, ['here', 'gone', 'nowhere'])
    table.put([...row(0, 1, 1), ...row(1, 2, 2)])
    table.setFlag(0, UnitFlag.online, true)
    shown.refresh()
    expect([shown.placed, shown.online, shown.count, ...shown.mask.subarray(0, 3)]).toEqual([2, 1, 2, 1, 1, 0])
    shown.setOffline(false)
    shown.refresh()
    expect([shown.placed, shown.count, ...shown.mask.subarray(0, 3)]).toEqual([2, 1, 1, 0, 0])
    const { version } = shown
    shown.refresh()
    expect(shown.version).toBe(version)
  })
})
