/**
 * Units by the squares of a grid that is anchored in the world, so that clusters stand still while the map is moved. One pass
 * over typed arrays: made anew for each zoom step and each change, never for a frame.
 */
export interface GridUnits {
  readonly size: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly level: Uint8Array
  readonly flags: Uint8Array
}

/** Room for hits without long searches: cells are at most half of the table. */
const LEAST_TABLE = 1024

export class ClusterGrid {
  /** Squares with a unit in them. */
  cells = 0
  /** Slots, square by square: those of `cell` from `start[cell]` to `start[cell + 1]`. */
  slots = new Int32Array(0)
  start = new Int32Array(1)
  /** Of a square: middle of its units, worst level, how many carry `flag`. */
  middleX = new Float64Array(0)
  middleY = new Float64Array(0)
  worst = new Uint8Array(0)
  flagged = new Int32Array(0)
  #cellX = new Int32Array(0)
  #cellY = new Int32Array(0)
  #count = new Int32Array(0)
  #cellOf = new Int32Array(0)
  #table = new Int32Array(LEAST_TABLE)

  countOf(cell: number): number {
    return (this.start[cell + 1] ?? 0) - (this.start[cell] ?? 0)
  }

  /** @param shown which slots take part @param side of a square, metres @param flag bit that is counted */
  build(units: GridUnits, shown: Uint8Array, side: number, flag: number): void {
    this.#reserve(units.size)
    this.#table.fill(-1)
    this.cells = 0
    for (let slot = 0; slot < units.size; slot++) {
      if (shown[slot] !== 1) {
        this.#cellOf[slot] = -1
        continue
      }
      const [x, y] = [units.x[slot] ?? 0, units.y[slot] ?? 0]
      const cell = this.#cellAt(Math.floor(x / side), Math.floor(y / side))
      this.#cellOf[slot] = cell
      this.#count[cell] = (this.#count[cell] ?? 0) + 1
      this.middleX[cell] = (this.middleX[cell] ?? 0) + x
      this.middleY[cell] = (this.middleY[cell] ?? 0) + y
      this.worst[cell] = Math.max(this.worst[cell] ?? 0, units.level[slot] ?? 0)
      if (((units.flags[slot] ?? 0) & flag) !== 0) this.flagged[cell] = (this.flagged[cell] ?? 0) + 1
    }
    this.#sort(units.size)
  }

  #sort(size: number): void {
    let next = 0
    for (let cell = 0; cell < this.cells; cell++) {
      const count = this.#count[cell] ?? 0
      this.start[cell] = next
      next += count
      this.middleX[cell] = (this.middleX[cell] ?? 0) / count
      this.middleY[cell] = (this.middleY[cell] ?? 0) / count
      // From now on where the next slot of the square goes.
      this.#count[cell] = this.start[cell] ?? 0
    }
    this.start[this.cells] = next
    for (let slot = 0; slot < size; slot++) {
      const cell = this.#cellOf[slot] ?? -1
      if (cell < 0) continue
      const at = this.#count[cell] ?? 0
      this.slots[at] = slot
      this.#count[cell] = at + 1
    }
  }

  #cellAt(x: number, y: number): number {
    const mask = this.#table.length - 1
    let at = (Math.imul(x, 73_856_093) ^ Math.imul(y, 19_349_663)) & mask
    for (;;) {
      const cell = this.#table[at] ?? -1
      if (cell < 0) return this.#add(at, x, y)
      if (this.#cellX[cell] === x && this.#cellY[cell] === y) return cell
      at = (at + 1) & mask
    }
  }

  #add(at: number, x: number, y: number): number {
    const cell = this.cells++
    this.#table[at] = cell
    this.#cellX[cell] = x
    this.#cellY[cell] = y
    this.#count[cell] = this.middleX[cell] = this.middleY[cell] = this.worst[cell] = this.flagged[cell] = 0
    return cell
  }

  #reserve(size: number): void {
    if (size <= this.slots.length) return
    const capacity = Math.max(LEAST_TABLE / 2, 2 ** Math.ceil(Math.log2(size)))
    this.slots = new Int32Array(capacity)
    this.start = new Int32Array(capacity + 1)
    this.middleX = new Float64Array(capacity)
    this.middleY = new Float64Array(capacity)
    this.worst = new Uint8Array(capacity)
    this.flagged = new Int32Array(capacity)
    this.#cellX = new Int32Array(capacity)
    this.#cellY = new Int32Array(capacity)
    this.#count = new Int32Array(capacity)
    this.#cellOf = new Int32Array(capacity)
    this.#table = new Int32Array(capacity * 2)
  }
}
