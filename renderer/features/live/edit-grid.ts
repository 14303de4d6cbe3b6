/** What the edit of a free form does to a grid, and a grid as it is kept. */
import type { Cell } from './grid-shapes.ts'
import type { LiveGrid } from './grid.ts'
import { withoutEmptyEnd, type LayoutContent } from './layout.ts'

/** A pane of a free form goes: cleared, and the ones behind it move up with all they play. The last one stays. */
export function removePane(grid: LiveGrid, position: number): void {
  const arrangement = grid.arrangement.value
  const pane = grid.panes.value[position]
  if (arrangement.kind !== 'free' || arrangement.cells.length < 2 || !pane || grid.locked.value) return
  grid.clear(position)
  grid.panes.value = [...grid.panes.value.filter((one) => one !== pane), pane]
  grid.arrange({ kind: 'free', cells: arrangement.cells.filter((_cell, at) => at !== position) })
  grid.select(Math.min(position, grid.visible.value.length - 1))
}

/** One more pane in a free form, empty, and selected. */
export function addPane(grid: LiveGrid, cell: Cell): void {
  const arrangement = grid.arrangement.value
  if (arrangement.kind !== 'free' || grid.locked.value) return
  const position = arrangement.cells.length
  // What a larger grid left in this pane was not asked for here.
  grid.clear(position)
  grid.arrange({ kind: 'free', cells: [...arrangement.cells, cell] })
  grid.select(position)
}

export function contentOf(grid: LiveGrid): LayoutContent {
  const panes = grid.panes.value.map((pane) => {
    const { channel, sound, transport } = pane
    const tour = grid.tours.saved(pane)
    return {
      ...(channel.value ? { channel: channel.value } : {}),
      volume: sound.volume.value,
      ...(transport.value ? { transport: transport.value } : {}),
      ...(tour ? { tour } : {}),
    }
  })
  return { arrangement: grid.arrangement.value, panes: withoutEmptyEnd(panes) }
}
