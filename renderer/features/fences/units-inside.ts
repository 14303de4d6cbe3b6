/** Which units are inside of an area now, by their last positions. */
import type { UnitTable } from '../map/unit-table.ts'
import { contains } from './contains.ts'
import type { Area } from './fence.ts'

export function unitsInside(table: UnitTable, area: Area, attached?: ReadonlySet<string>): string[] {
  const inside: string[] = []
  for (let slot = 0; slot < table.size; slot++) {
    const id = table.idOf(slot)
    if (attached && !attached.has(id)) continue
    if (contains(area, [table.lng[slot] ?? 0, table.lat[slot] ?? 0])) inside.push(id)
  }
  return inside
}
