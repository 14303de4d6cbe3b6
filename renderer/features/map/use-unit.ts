import { computed, type ComputedRef } from 'vue'
import { useMapStore } from './store.ts'
import { readUnit, type UnitRecord } from './unit-record.ts'

/** A unit as of the last tick, and how old its place is now. */
export function useUnit(id: () => string): {
  unit: ComputedRef<UnitRecord | undefined>
  name: ComputedRef<string>
  ageS: ComputedRef<number | undefined>
} {
  const map = useMapStore()
  const unit = computed(() => (void map.tick, readUnit(map.table, id(), map.now)))
  return {
    unit,
    name: computed(() => (void map.tick, map.nameOf(id()))),
    ageS: computed(() => {
      const time = unit.value?.place?.time
      return time === undefined ? undefined : Math.max(0, (map.now - time) / 1000)
    }),
  }
}
