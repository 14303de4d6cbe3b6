import { computed, type ComputedRef } from 'vue'
import { useFleetStore } from '../fleet/store.ts'

export interface DeviceState {
  /** Undefined for a device the tree does not know. */
  readonly online: boolean | undefined
  /** Name of its group; empty when it is not known. */
  readonly group: string
}

/** What the fleet knows of a device now. */
export function useDeviceState(id: () => string): ComputedRef<DeviceState> {
  const fleet = useFleetStore()
  return computed(() => {
    void fleet.tick
    const leaf = fleet.deviceView.model.leaf(id())
    return { online: leaf?.online, group: leaf?.group.name ?? '' }
  })
}
