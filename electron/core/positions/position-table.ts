/**
 * The last position of each unit in one plain array, so that thousands a second neither allocate nor look anything up twice.
 * A slot is never given to another unit: who holds it may count on it for the whole epoch.
 */
import { POSITION_WIDTH } from '../../../shared/contract/positions.ts'
import { isJump, type Position, type Wrong } from './position.ts'

const LNG = 1
const LAT = 2
const TIME = 3

/** One jump may be the truth after a wrong position; what says the same place again is believed. */
const JUMPS_BELIEVED = 3

export class PositionTable {
  readonly #slots = new Map<string, number>()
  readonly #ids: string[] = []
  #rows = new Float64Array(1024 * POSITION_WIDTH)
  #jumps = new Uint8Array(1024)

  get size(): number {
    return this.#ids.length
  }

  /** IDs of the slots from `from` on. */
  ids(from: number, limit: number): string[] {
    return this.#ids.slice(from, from + limit)
  }

  /** Their positions one after the other, `POSITION_WIDTH` numbers each. */
  rows(from: number, limit: number): number[] {
    const to = Math.min(from + limit, this.size)
    return to <= from ? [] : Array.from(this.#rows.subarray(from * POSITION_WIDTH, to * POSITION_WIDTH))
  }

  /** Appends the position of a slot to `rows`. */
  append(slot: number, rows: number[]): void {
    for (let at = slot * POSITION_WIDTH; at < (slot + 1) * POSITION_WIDTH; at++) rows.push(this.#rows[at] ?? 0)
  }

  /** Its slot, or why the position was not taken. */
  put(id: string, position: Position): number | Wrong {
    const slot = this.#slots.get(id)
    if (slot === undefined) return this.#add(id, position)
    const at = slot * POSITION_WIDTH
    const before = { lng: this.#rows[at + LNG] ?? 0, lat: this.#rows[at + LAT] ?? 0, time: this.#rows[at + TIME] ?? 0 }
    if (position.time < before.time) return 'late'
    const jumps = this.#jumps[slot] ?? 0
    if (jumps + 1 < JUMPS_BELIEVED && isJump(before, position)) {
      this.#jumps[slot] = jumps + 1
      return 'jumped'
    }
    this.#jumps[slot] = 0
    this.#write(slot, position)
    return slot
  }

  clear(): void {
    this.#slots.clear()
    this.#ids.length = 0
  }

  #add(id: string, position: Position): number {
    const slot = this.#ids.push(id) - 1
    this.#slots.set(id, slot)
    if (slot * POSITION_WIDTH >= this.#rows.length) this.#grow()
    this.#jumps[slot] = 0
    this.#write(slot, position)
    return slot
  }

  #grow(): void {
    const rows = new Float64Array(this.#rows.length * 2)
    rows.set(this.#rows)
    this.#rows = rows
    const jumps = new Uint8Array(this.#jumps.length * 2)
    jumps.set(this.#jumps)
    this.#jumps = jumps
  }

  #write(slot: number, position: Position): void {
    const { lng, lat, time, heading, speed, height, stars, sources, fix } = position
    const at = slot * POSITION_WIDTH
    this.#rows[at] = slot
    this.#rows[at + LNG] = lng
    this.#rows[at + LAT] = lat
    this.#rows[at + TIME] = time
    this.#rows[at + 4] = heading
    this.#rows[at + 5] = speed
    this.#rows[at + 6] = height
    this.#rows[at + 7] = stars
    this.#rows[at + 8] = sources
    this.#rows[at + 9] = fix ? 1 : 0
  }
}
