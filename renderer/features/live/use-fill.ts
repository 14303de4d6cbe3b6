import { computed, type ComputedRef } from 'vue'
import { onlineChannels } from '../fleet/opening.ts'
import { useFleetStore } from '../fleet/store.ts'
import type { LiveGrid } from './grid.ts'
import { MAX_PANES } from './grid-shapes.ts'
import { sameChannel } from './layout.ts'

/** Fills free panes with on-line devices: from an empty wall to pictures by one click. */
export function useFill(grid: () => LiveGrid): { possible: ComputedRef<boolean>; fill: () => void } {
  const fleet = useFleetStore()
  const hasFreePane = computed(() => grid().visible.value.some((pane) => grid().isFree(pane)))
  const anyOnline = computed(() => {
    void fleet.tick
    return fleet.deviceView.model.roots().some((root) => root.online > 0)
  })
  function fill(): void {
    const shown = grid().visible.value.map(({ channel }) => channel.value)
    const online = fleet.deviceView.model.roots().flatMap((root) => onlineChannels(root, 2 * MAX_PANES))
    grid().fill(online.filter((channel) => !shown.some((other) => sameChannel(other, channel))))
  }
  return { possible: computed(() => hasFreePane.value && anyOnline.value && !grid().locked.value), fill }
}
