import { useStageStore } from './stage-store.ts'
import { useMapStore } from './store.ts'

/** Near enough to see the street, where the base map has any. */
const ZOOM = 15

/** Selects a unit and brings it into the middle. One without a place is only selected: its card says so. */
export function useShowUnit(): (id: string) => void {
  const map = useMapStore()
  const stage = useStageStore()
  return (id) => {
    map.select([id])
    const slot = map.table.slotOf(id)
    if (slot === undefined) return
    stage.opened()
    const zoom = Math.max(ZOOM, stage.stage.place.zoom)
    stage.stage.go({ lng: map.table.lng[slot] ?? 0, lat: map.table.lat[slot] ?? 0, zoom })
  }
}
