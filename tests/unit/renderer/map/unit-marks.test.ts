import { describe, expect, it } from 'vitest'
import { ClusterGrid } from '../../../../renderer/features/map/cluster-grid.ts'
import { LabelPlaces } from '../../../../renderer/features/map/label-places.ts'
import { UnitMarks } from '../../../../renderer/features/map/unit-marks.ts'
import { UnitFlag, UnitTable } from '../../../../renderer/features/map/unit-table.ts'
import { random } from './units.ts'

const EVERYWHERE = [-1e9, -1e9, 1e9, 1e9]

/** Places in metres of the map. */
function tableOf(places: readonly (readonly [number, number])[]): { table: UnitTable; shown: Uint8Array } {
  const table = new UnitTable()
  table.learn(
    0,
    places.map((_, at) => `u${at}`),
  )
  places.forEach(([x, y], slot) => {
    table.x[slot] = x
    table.y[slot] = y
  })
  return { table, shown: new Uint8Array(table.x.length).fill(1) }
}

describe('marks', () => {
  it('are units alone, clusters, and what is selected beside its cluster', () => {
    const { table, shown } = tableOf([
      [10, 10],
      [20, 20],
      [30, 10],
      [500, 500],
    ])
    table.setFlag(1, UnitFlag.selected, true)
    const grid = new ClusterGrid()
    grid.build(table, shown, 100, UnitFlag.online)
    const marks = new UnitMarks()
    marks.collect(table, shown, EVERYWHERE, grid)
    expect(marks.clusters).toBe(1)
    expect([...marks.slot.subarray(0, marks.count)].sort()).toEqual([-1, 1, 3])
    marks.collect(table, shown, EVERYWHERE, undefined)
    expect([...marks.slot.subarray(0, marks.count)]).toEqual([0, 1, 2, 3])
    marks.collect(table, shown, [400, 400, 600, 600], undefined)
    expect([...marks.slot.subarray(0, marks.count)]).toEqual([3])
  })

  it('are found under a pointer as the nearest of all would be', () => {
    const next = random(3)
    const places = Array.from({ length: 2000 }, () => [next() * 5000, next() * 5000] as const)
    const { table, shown } = tableOf(places)
    const marks = new UnitMarks()
    marks.collect(table, shown, EVERYWHERE, undefined)
    const [resolution, radius] = [2, 10]
    for (let round = 0; round < 300; round++) {
      const [x, y] = [next() * 5000, next() * 5000]
      const away = places.map(([ux, uy]) => Math.hypot(ux - x, uy - y))
      const nearest = away.indexOf(Math.min(...away))
      const isHit = (away[nearest] ?? Infinity) / resolution <= radius + 3
      const hit = marks.hit(x, y, resolution, () => radius)
      expect(hit === undefined ? undefined : marks.slot[hit]).toBe(isHit ? nearest : undefined)
    }
  })
})

describe('labels', () => {
  it('never lie over each other, and go where there is room', () => {
    const places = new LabelPlaces()
    const next = random(8)
    const boxes: (readonly [number, number])[] = []
    for (let at = 0; at < 400; at++) {
      const box = places.around(next() * 600, next() * 400, 12, 60, 14)
      if (box) boxes.push(box)
    }
    expect(boxes.length).toBeGreaterThan(60)
    for (const [at, [left, top]] of boxes.entries()) {
      for (const [otherLeft, otherTop] of boxes.slice(at + 1)) {
        expect(Math.abs(left - otherLeft) >= 60 || Math.abs(top - otherTop) >= 14).toBe(true)
      }
    }
    places.clear()
    places.take(12, -7, 60, 14)
    // The right is taken: to the left.
    expect(places.around(0, 0, 12, 60, 14)).toEqual([-72, -7])
  })
})
