/** What is selected in a tree, by key: nodes may be replaced, keys stay. */
import { ref, shallowRef } from 'vue'
import type { FleetItem, FleetRow } from './parts.ts'
import type { TreeView } from './tree-view.ts'

export type TreeSelection = ReturnType<typeof useTreeSelection>

/** `rows` gives the rows as they are shown now. */
export function useTreeSelection(view: () => TreeView<FleetItem>, rows: () => readonly FleetRow[]) {
  /** The row the keyboard is at. */
  const focused = ref('')
  const selected = shallowRef<ReadonlySet<string>>(new Set())
  let anchor = ''

  function selectOnly(row: FleetRow): void {
    focused.value = anchor = row.key
    selected.value = new Set([row.key])
  }

  function toggle(row: FleetRow): void {
    focused.value = anchor = row.key
    const next = new Set(selected.value)
    if (!next.delete(row.key)) next.add(row.key)
    selected.value = next
  }

  /** From where the selection began to `row`. */
  function extendTo(row: FleetRow): void {
    const from = view().indexOf(anchor)
    if (from < 0) return selectOnly(row)
    focused.value = row.key
    const range = rows().slice(Math.min(from, row.at), Math.max(from, row.at) + 1)
    selected.value = new Set(range.map((each) => each.key))
  }

  function moveFocus(row: FleetRow): void {
    focused.value = row.key
  }

  /** Selected rows that are to be seen, in the order of the tree. */
  function selectedRows(): FleetRow[] {
    const found = [...selected.value].map((key) => view().indexOf(key)).filter((at) => at >= 0)
    return found.sort((a, b) => a - b).flatMap((at) => rows()[at] ?? [])
  }

  function clear(): void {
    focused.value = anchor = ''
    selected.value = new Set()
  }

  return { focused, selected, selectOnly, toggle, extendTo, moveFocus, selectedRows, clear }
}
