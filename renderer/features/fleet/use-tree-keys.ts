/** The keyboard of a tree, after the pattern every file tree follows. */
import type { FleetItem, FleetRow } from './parts.ts'
import type { TreeView } from './tree-view.ts'
import type { TreeSelection } from './use-tree-selection.ts'
import { useTypeAhead } from './use-type-ahead.ts'

export interface TreeKeyOptions {
  readonly view: () => TreeView<FleetItem>
  readonly rows: () => readonly FleetRow[]
  readonly selection: TreeSelection
  readonly perPage: () => number
  readonly reveal: (at: number) => void
  readonly setExpanded: (row: FleetRow, expanded: boolean) => void
  /** Enter. */
  readonly activate: (row: FleetRow) => void
  /** The context menu key. */
  readonly openMenu: (row: FleetRow) => void
}

export function useTreeKeys(options: TreeKeyOptions): (event: KeyboardEvent) => void {
  const { selection, rows } = options
  const nextByName = useTypeAhead(options.view, rows)

  const current = (): FleetRow | undefined => rows()[options.view().indexOf(selection.focused.value)]

  function goTo(row: FleetRow | undefined, event: KeyboardEvent): void {
    if (!row) return
    if (event.shiftKey) selection.extendTo(row)
    else if (event.ctrlKey) selection.moveFocus(row)
    else selection.selectOnly(row)
    options.reveal(row.at)
  }

  function step(by: number, event: KeyboardEvent): void {
    const from = current()?.at ?? (by > 0 ? -1 : 0)
    goTo(rows()[Math.max(0, Math.min(rows().length - 1, from + by))], event)
  }

  function collapseOrUp(event: KeyboardEvent): void {
    const row = current()
    if (row && options.view().isExpanded(row)) options.setExpanded(row, false)
    else if (row) goTo(parentOf(row, rows()), event)
  }

  function expandOrDown(event: KeyboardEvent): void {
    const row = current()
    if (!row || !options.view().isExpandable(row)) return
    if (options.view().isExpanded(row)) step(1, event)
    else options.setExpanded(row, true)
  }

  const actions: Record<string, (event: KeyboardEvent) => void> = {
    ArrowDown: (event) => step(1, event),
    ArrowUp: (event) => step(-1, event),
    PageDown: (event) => step(options.perPage(), event),
    PageUp: (event) => step(-options.perPage(), event),
    Home: (event) => goTo(rows()[0], event),
    End: (event) => goTo(rows().at(-1), event),
    ArrowLeft: collapseOrUp,
    ArrowRight: expandOrDown,
    Enter: () => withCurrent(options.activate),
    ' ': () => withCurrent(selection.toggle),
    ContextMenu: () => withCurrent(options.openMenu),
  }
  const typeAhead = (event: KeyboardEvent): void => goTo(nextByName(event, current()?.at ?? -1), event)

  function withCurrent(run: (row: FleetRow) => void): void {
    const row = current()
    if (row) run(row)
  }

  return (event) => {
    const isMenu = event.key === 'F10' && event.shiftKey
    const isLetter = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.altKey && !event.metaKey
    const action = isMenu ? actions['ContextMenu'] : (actions[event.key] ?? (isLetter ? typeAhead : undefined))
    if (!action) return
    event.preventDefault()
    action(event)
  }
}

/** The row it hangs under: the nearest above that is less deep. */
function parentOf(row: FleetRow, rows: readonly FleetRow[]): FleetRow | undefined {
  for (let at = row.at - 1; at >= 0; at--) {
    const above = rows[at]
    if (above && above.depth < row.depth) return above
  }
  return undefined
}
