/** Which units take part in the picture: those with a place, and without the off-line ones where the operator wants that. */
import { UnitFlag, type UnitTable } from './unit-table.ts'

export class UnitsShown {
  /** 1 for a slot that is shown. */
  mask = new Uint8Array(0)
  /** Grows with every change of the mask or of the units in it. */
  version = 0
  placed = 0
  online = 0
  count = 0
  readonly #table: UnitTable
  #withOffline = true
  #seen = -1

  constructor(table: UnitTable) {
    this.#table = table
  }

  setOffline(shown: boolean): void {
    this.#withOffline = shown
    this.#seen = -1
  }

  /** Looks at all units when something changed. */
  refresh(): void {
    const { size, flags } = this.#table
    if (this.#table.version === this.#seen) return
    this.#seen = this.#table.version
    this.version++
    if (this.mask.length < flags.length) this.mask = new Uint8Array(flags.length)
    this.placed = this.online = this.count = 0
    for (let slot = 0; slot < size; slot++) {
      const flag = flags[slot] ?? 0
      const isPlaced = (flag & UnitFlag.placed) !== 0
      const isOnline = (flag & UnitFlag.online) !== 0
      const isShown = isPlaced && (isOnline || this.#withOffline)
      this.mask[slot] = isShown ? 1 : 0
      if (isPlaced) this.placed++
      if (isPlaced && isOnline) this.online++
      if (isShown) this.count++
    }
  }
}
