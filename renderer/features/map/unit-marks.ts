/** What is to be painted of a part of the world: units and clusters, and what lies under a pointer. */
import type { ClusterGrid } from './cluster-grid.ts'
import { UnitFlag, type UnitTable } from './unit-table.ts'

/** Selected units stand out of their cluster, unless nearly everything is selected. */
const MOST_STANDING_OUT = 200

export interface Hit {
  /** Units under the pointer: one, or those of a cluster. */
  readonly slots: readonly number[]
  readonly isCluster: boolean
}

export class UnitMarks {
  count = 0
  clusters = 0
  /** Metres of Web Mercator. */
  x = new Float64Array(1024)
  y = new Float64Array(1024)
  /** The slot of a unit, or of a cluster -1 minus its cell. */
  slot = new Int32Array(1024)

  /** Units that are shown within west, south, east, north. With a `grid` those that share a square are one mark. */
  collect(table: UnitTable, shown: Uint8Array, extent: readonly number[], grid: ClusterGrid | undefined): void {
    this.count = this.clusters = 0
    if (grid) {
      this.#collectCells(table, extent, grid)
      this.#collectStandingOut(table, shown, extent, grid)
      return
    }
    for (let slot = 0; slot < table.size; slot++) {
      if (shown[slot] === 1) this.#addWithin(extent, table.x[slot] ?? 0, table.y[slot] ?? 0, slot)
    }
  }

  /** The mark nearest to a place within `reach` px of its edge. `radiusOf` and `reach` are px. */
  hit(x: number, y: number, resolution: number, radiusOf: (mark: number) => number, reach = 3): number | undefined {
    let best: number | undefined
    let bestDistance = Number.POSITIVE_INFINITY
    for (let mark = 0; mark < this.count; mark++) {
      const east = ((this.x[mark] ?? 0) - x) / resolution
      const north = ((this.y[mark] ?? 0) - y) / resolution
      if (Math.abs(east) > 64 || Math.abs(north) > 64) continue
      const distance = Math.hypot(east, north)
      if (distance > radiusOf(mark) + reach || distance > bestDistance) continue
      best = mark
      bestDistance = distance
    }
    return best
  }

  #collectCells(table: UnitTable, extent: readonly number[], grid: ClusterGrid): void {
    for (let cell = 0; cell < grid.cells; cell++) {
      const first = grid.start[cell] ?? 0
      if (grid.countOf(cell) > 1) {
        const isIn = this.#addWithin(extent, grid.middleX[cell] ?? 0, grid.middleY[cell] ?? 0, -1 - cell)
        if (isIn) this.clusters++
        continue
      }
      const slot = grid.slots[first] ?? 0
      this.#addWithin(extent, table.x[slot] ?? 0, table.y[slot] ?? 0, slot)
    }
  }

  #collectStandingOut(table: UnitTable, shown: Uint8Array, extent: readonly number[], grid: ClusterGrid): void {
    const before = this.count
    for (let cell = 0; cell < grid.cells; cell++) {
      if (grid.countOf(cell) < 2) continue
      for (let at = grid.start[cell] ?? 0; at < (grid.start[cell + 1] ?? 0); at++) {
        const slot = grid.slots[at] ?? 0
        if (shown[slot] !== 1 || !table.has(slot, UnitFlag.selected)) continue
        this.#addWithin(extent, table.x[slot] ?? 0, table.y[slot] ?? 0, slot)
        if (this.count - before <= MOST_STANDING_OUT) continue
        this.count = before
        return
      }
    }
  }

  #addWithin(
    [west = 0, south = 0, east = 0, north = 0]: readonly number[],
    x: number,
    y: number,
    slot: number,
  ): boolean {
    if (x < west || x > east || y < south || y > north) return false
    if (this.count === this.x.length) this.#grow()
    this.x[this.count] = x
    this.y[this.count] = y
    this.slot[this.count++] = slot
    return true
  }

  #grow(): void {
    const [x, y, slot] = [this.x, this.y, this.slot]
    this.x = new Float64Array(x.length * 2)
    this.y = new Float64Array(x.length * 2)
    this.slot = new Int32Array(x.length * 2)
    this.x.set(x)
    this.y.set(y)
    this.slot.set(slot)
  }
}
