/** Where the map was left, and for one that was never open where the units are; and that it is known where it is left. */
import { useDebounceFn } from '@vueuse/core'
import { Check } from 'typebox/value'
import { ref, watch, type Ref } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { useSessionStore } from '../session/store.ts'
import { keptSetting } from '../settings/kept-setting.ts'
import { Place } from './map-options.ts'
import type { MapPlace, MapStage } from './map-stage.ts'
import type { useMapStore } from './store.ts'

const KEEP_MS = 400

interface Opening {
  readonly client: WatchpostClient
  /** Where it looks then is no place it was left at. */
  readonly isLent: Readonly<Ref<boolean>>
  readonly units: ReturnType<typeof useMapStore>
}

export function useOpening(stage: MapStage, { client, isLent, units }: Opening) {
  const session = useSessionStore()
  // For the account at its site: each window looks at a place of its own, the next one begins where the last was left.
  const left = keptSetting<MapPlace | undefined>(client, {
    scope: 'account',
    key: 'map.place',
    read: (kept) => (Check(Place, kept) ? kept : undefined),
  })
  const leave = useDebounceFn(() => {
    // What cannot be kept is only not found again.
    if (isDone && !isLent.value) void left.choose(stage.place).catch(() => undefined)
  }, KEEP_MS)
  /** Bumped when the map came to rest somewhere else. */
  const moved = ref(0)
  let isDone = false

  function look(): void {
    if (isDone || !left.isRead.value || isLent.value) return
    const place = left.value.value
    if (place) stage.go(place, false)
    else if (units.state.phase !== 'live' || units.counts.shown === 0) return
    else stage.fit(units.points(), false)
    isDone = true
  }

  stage.map.on('moveend', () => {
    moved.value++
    if (isDone && !isLent.value) void leave()
  })
  watch([left.isRead, () => units.tick], look, { immediate: true })
  watch(
    () => session.inside,
    (inside) => inside || (isDone = false),
  )
  return { moved, done: (): void => void (isDone = true) }
}
