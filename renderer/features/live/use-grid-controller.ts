import { useFleetStore } from '../fleet/store.ts'
import { useController } from '../ptz/controller/use-controller.ts'
import type { LiveGrid } from './grid.ts'

/** A joystick moves the camera of the selected pane, or of the one that fills the grid, where it is one that moves. */
export function useGridController(grid: LiveGrid, togglePtz: () => void): void {
  const fleet = useFleetStore()
  useController(() => {
    // What moves is known by the tree.
    void fleet.tick
    const channel = grid.panes.value[grid.maximised.value ?? grid.selected.value]?.channel.value
    const index = channel && fleet.ptzOf(channel)
    return channel && index !== undefined ? { puid: channel.puid, index } : undefined
  }, togglePtz)
}
