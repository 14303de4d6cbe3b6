/** Marks the units that speak in a conference now: devices, and the terminals of people who do. */
import { UnitFlag, type UnitTable } from './unit-table.ts'

export class SpeakingMarks {
  readonly #table: UnitTable
  readonly #unitsOf: (memberId: string) => readonly string[]
  #members: readonly string[] = []
  #marked: readonly number[] = []

  /** `unitsOf`: the units by which a member of a conference may be on the map. */
  constructor(table: UnitTable, unitsOf: (memberId: string) => readonly string[]) {
    this.#table = table
    this.#unitsOf = unitsOf
  }

  /** These speak, and nobody else. True when another unit is marked than before. */
  set(members: readonly string[]): boolean {
    this.#members = members
    return this.refresh()
  }

  /** Units were learned, or people signed in on others. */
  refresh(): boolean {
    const slots = this.#members.flatMap((id) => this.#unitsOf(id)).flatMap((id) => this.#table.slotOf(id) ?? [])
    if (slots.length === this.#marked.length && slots.every((slot, at) => slot === this.#marked[at])) return false
    for (const slot of this.#marked) this.#table.setFlag(slot, UnitFlag.speaking, false)
    for (const slot of slots) this.#table.setFlag(slot, UnitFlag.speaking, true)
    this.#marked = slots
    return true
  }
}
