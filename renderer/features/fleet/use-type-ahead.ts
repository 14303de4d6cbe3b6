/** Letters typed in the tree go to the next row whose name begins with them. */
import { fold } from './fold.ts'
import type { FleetItem, FleetRow } from './parts.ts'
import { beginsSpelled } from './search-entry.ts'
import { isPart } from './tree-nodes.ts'
import type { TreeView } from './tree-view.ts'

/** Letters typed faster than this belong to one name. */
const TYPE_AHEAD_MS = 800

/** The returned function takes each typed letter and the index of the current row, -1 for none. */
export function useTypeAhead(view: () => TreeView<FleetItem>, rows: () => readonly FleetRow[]) {
  let typed = ''
  let typedAt = 0
  return (event: KeyboardEvent, current: number): FleetRow | undefined => {
    const goesOn = event.timeStamp - typedAt < TYPE_AHEAD_MS
    typed = (goesOn ? typed : '') + fold(event.key)
    typedAt = event.timeStamp
    // A longer beginning may still mean the row one is at.
    const start = Math.max(0, goesOn ? current : current + 1)
    const all = rows()
    for (let distance = 0; distance < all.length; distance++) {
      const row = all[(start + distance) % all.length]
      if (row && beginsWith(view(), row, typed)) return row
    }
    return undefined
  }
}

/** By what is written, or by the pinyin of the first characters. */
function beginsWith(view: TreeView<FleetItem>, row: FleetRow, typed: string): boolean {
  if (isPart(row)) return fold(row.name).startsWith(typed)
  const entry = view.search.entryOf(row)
  return entry.name.startsWith(typed) || beginsSpelled(entry, typed)
}
