import { describe, expect, it } from 'vitest'
import { ClusterGrid } from '../../../../renderer/features/map/cluster-grid.ts'
import { randomUnits } from './units.ts'

const SIDE = 5000
const ONLINE = 2

/** The same by looking at each unit and a text for its square. */
function bruteForce(units: ReturnType<typeof randomUnits>, shown: Uint8Array) {
  const cells = new Map<string, { slots: number[]; worst: number; online: number }>()
  for (let slot = 0; slot < units.size; slot++) {
    if (shown[slot] !== 1) continue
    const key = `${Math.floor((units.x[slot] ?? 0) / SIDE)} ${Math.floor((units.y[slot] ?? 0) / SIDE)}`
    const cell = cells.get(key) ?? { slots: [], worst: 0, online: 0 }
    cells.set(key, cell)
    cell.slots.push(slot)
    cell.worst = Math.max(cell.worst, units.level[slot] ?? 0)
    if (((units.flags[slot] ?? 0) & ONLINE) !== 0) cell.online++
  }
  return [...cells.values()].sort((a, b) => (a.slots[0] ?? 0) - (b.slots[0] ?? 0))
}

function read(grid: ClusterGrid) {
  return Array.from({ length: grid.cells }, (_, cell) => ({
    slots: [...grid.slots.subarray(grid.start[cell], grid.start[cell + 1])],
    worst: grid.worst[cell] ?? 0,
    online: grid.flagged[cell] ?? 0,
  })).sort((a, b) => (a.slots[0] ?? 0) - (b.slots[0] ?? 0))
}

describe('the grid of clusters', () => {
  it('puts together what a look at each unit puts together, whatever is shown', () => {
    const grid = new ClusterGrid()
    for (const [size, seed] of [
      [0, 1],
      [1, 2],
      [3000, 3],
      [700, 4],
    ] as const) {
      const units = randomUnits(size, seed)
      const shown = Uint8Array.from({ length: units.x.length }, (_, slot) => (slot % 5 === 0 ? 0 : 1))
      grid.build(units, shown, SIDE, ONLINE)
      expect(read(grid)).toEqual(bruteForce(units, shown))
    }
  })

  it('has the middle of the units of a square', () => {
    const units = randomUnits(2, 9)
    units.x.set([1000, 3000])
    units.y.set([-100, -300])
    const grid = new ClusterGrid()
    grid.build(units, new Uint8Array(1024).fill(1), SIDE, ONLINE)
    expect([grid.cells, grid.middleX[0], grid.middleY[0], grid.countOf(0)]).toEqual([1, 2000, -200, 2])
  })

  it('stands still while the units that are shown change', () => {
    const units = randomUnits(500, 5)
    const grid = new ClusterGrid()
    const all = new Uint8Array(1024).fill(1)
    grid.build(units, all, SIDE, ONLINE)
    const before = read(grid).map(({ slots }) => slots.filter((slot) => slot < 250))
    for (let slot = 250; slot < 500; slot++) all[slot] = 0
    grid.build(units, all, SIDE, ONLINE)
    expect(read(grid).map(({ slots }) => slots)).toEqual(before.filter((slots) => slots.length > 0))
  })
})
