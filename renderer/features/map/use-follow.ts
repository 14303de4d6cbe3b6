/** The map goes with whom the operator follows, until he moves it himself. */
import { boundingExtent } from 'ol/extent'
import { onScopeDispose, watch } from 'vue'
import { useStageStore } from './stage-store.ts'
import { useMapStore } from './store.ts'

/** Of one: this near at least. */
const LEAST_ZOOM = 14
/** Less than this from the middle is in the middle: a map that never rests costs a paint for each frame. Px. */
const STILL_PX = 2

export function useFollow(): void {
  const units = useMapStore()
  const stageStore = useStageStore()
  const { stage } = stageStore
  let isNew = false
  let fitted: readonly number[] = []

  function isAway([x = 0, y = 0]: readonly number[] = []): boolean {
    const [atX = 0, atY = 0] = stage.map.getView().getCenter() ?? []
    return Math.hypot(x - atX, y - atY) > STILL_PX * stage.resolution
  }

  /** Several are kept in sight; the map stands still while they do. */
  function fitMoved(points: readonly number[][]): void {
    const extent = boundingExtent([...points])
    const moved = extent.map((side, at) => Math.abs(side - (fitted[at] ?? Infinity)))
    if (!isNew && Math.max(...moved) < STILL_PX * stage.resolution) return
    fitted = extent
    stage.fit(points)
  }

  function go(): void {
    const slots = units.followed.flatMap((id) => units.table.slotOf(id) ?? [])
    const points = slots.map((slot) => [units.table.x[slot] ?? 0, units.table.y[slot] ?? 0])
    const [only] = slots
    if (points.length > 1) fitMoved(points)
    else if (only !== undefined && (isNew || isAway(points[0]))) {
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
    () => units.followed.length > 0 && !stageStore.isLent && go(),
  )
  const release = (): void => units.follow([])
  stage.map.on('pointerdrag', release)
  onScopeDispose(() => stage.map.un('pointerdrag', release))
}
