/** The map goes with whom the operator follows, until he moves it himself. */
import { onScopeDispose, watch } from 'vue'
import { useStageStore } from './stage-store.ts'
import { useMapStore } from './store.ts'

/** Of one: this near at least. */
const LEAST_ZOOM = 14

export function useFollow(): void {
  const units = useMapStore()
  const { stage } = useStageStore()
  let isNew = false

  function go(): void {
    const slots = units.followed.flatMap((id) => units.table.slotOf(id) ?? [])
    const points = slots.map((slot) => [units.table.x[slot] ?? 0, units.table.y[slot] ?? 0])
    const [only] = slots
    if (points.length > 1) stage.fit(points)
    else if (only !== undefined) {
      const zoom = isNew ? Math.max(stage.place.zoom, LEAST_ZOOM) : undefined
      const to = { lng: units.table.lng[only] ?? 0, lat: units.table.lat[only] ?? 0 }
      stage.go(zoom === undefined ? to : { ...to, zoom })
    }
    isNew = false
  }

  watch(
    () => units.followed,
    () => {
      isNew = true
      go()
    },
  )
  watch(
    () => units.tick,
    () => units.followed.length > 0 && go(),
  )
  const release = (): void => units.follow([])
  stage.map.on('pointerdrag', release)
  onScopeDispose(() => stage.map.un('pointerdrag', release))
}
