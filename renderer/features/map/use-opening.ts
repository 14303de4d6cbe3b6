/** Where the map was left, and for one that was never open where the units are; and that it is known where it is left. */
import { ref, watch, type Ref } from 'vue'
import { useSessionStore } from '../session/store.ts'
import type { MapOptions } from './map-options.ts'
import type { MapStage } from './map-stage.ts'
import type { useMapStore } from './store.ts'

interface Opening {
  readonly options: Readonly<Ref<MapOptions>>
  readonly isRead: Readonly<Ref<boolean>>
  readonly change: (part: Partial<MapOptions>) => void
  /** Where it looks then is no place it was left at. */
  readonly isLent: Readonly<Ref<boolean>>
  readonly units: ReturnType<typeof useMapStore>
}

export function useOpening(stage: MapStage, { options, isRead, change, isLent, units }: Opening) {
  const session = useSessionStore()
  /** Bumped when the map came to rest somewhere else. */
  const moved = ref(0)
  let isDone = false

  function look(): void {
    if (isDone || !isRead.value || isLent.value) return
    const { place } = options.value
    if (place) stage.go(place, false)
    else if (units.state.phase !== 'live' || units.counts.shown === 0) return
    else stage.fit(units.points(), false)
    isDone = true
  }

  stage.map.on('moveend', () => {
    moved.value++
    if (isDone && !isLent.value) change({ place: stage.place })
  })
  watch([isRead, () => units.tick], look, { immediate: true })
  watch(
    () => session.inside,
    (inside) => inside || (isDone = false),
  )
  return { moved, done: (): void => void (isDone = true) }
}
