import { computed, type ComputedRef } from 'vue'
import { usePlatformNow } from '../session/use-platform-now.ts'
import { useMapStore } from './store.ts'
import { readUnit, type UnitRecord } from './unit-record.ts'

/** A unit as of the last tick, and how old its place is now. */
export function useUnit(id: () => string): {
  unit: ComputedRef<UnitRecord | undefined>
  name: ComputedRef<string>
  ageS: ComputedRef<number | undefined>
} {
  const map = useMapStore()
  const now = usePlatformNow()
  const unit = computed(() => (void map.tick, readUnit(map.table, id(), now.value)))
  return {
    unit,
    name: computed(() => (void map.tick, map.nameOf(id()))),
    ageS: computed(() => {
      const time = unit.value?.place?.time
      return time === undefined ? undefined : Math.max(0, (now.value - time) / 1000)
    }),
  }
}
