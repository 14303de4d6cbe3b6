/** Which base map lies under the units: the outline, or what the core keeps for the account. */
import { markRaw, shallowRef, watch, type Ref } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { MapSource } from '../../../shared/contract/maps.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { createBaseLayers } from './base-layers.ts'
import type { MapOptions } from './map-options.ts'
import type { MapStage } from './map-stage.ts'

export function useBase(
  client: WatchpostClient,
  stage: MapStage,
  {
    options,
    inside,
    shifted,
  }: {
    options: Readonly<Ref<MapOptions>>
    inside: () => boolean
    /** The base map puts places somewhere else. */
    shifted: () => void
  },
) {
  /** Why the base map is not there. */
  const baseError = shallowRef<ErrorEnvelope>()
  /** The account's own map, in use or not. */
  const ownMap = shallowRef<MapSource | null>(null)
  const base = markRaw(createBaseLayers(stage, (error) => (baseError.value = error)))
  let tries = 0

  async function show(): Promise<void> {
    const mine = ++tries
    baseError.value = undefined
    try {
      await base.use(options.value.base === 'own' ? ownMap.value : null)
    } catch (thrown) {
      if (mine === tries) baseError.value = toEnvelope(thrown)
    }
    shifted()
  }

  /** Asks the core what is kept, and shows it. */
  async function retryBase(): Promise<void> {
    try {
      ownMap.value = inside() ? await client.maps.source({}) : null
      await show()
    } catch (thrown) {
      ownMap.value = null
      await show()
      // What nobody wants to see is not missed.
      if (options.value.base === 'own') baseError.value = toEnvelope(thrown)
    }
  }

  client.on('maps.changed', ({ source }) => (ownMap.value = source))
  watch(inside, retryBase, { immediate: true })
  watch([() => options.value.base, () => ownMap.value?.revision, () => ownMap.value?.datum], show)
  return { base, baseError, ownMap, retryBase }
}
