import { computed, type ComputedRef } from 'vue'
import { useNowMs } from '../../ui/use-now.ts'
import { useSessionStore } from './store.ts'

/** Epoch ms by the platform's clock, fresh twice a second: what times of the platform (alarms, messages) are compared with. */
export function usePlatformNow(): ComputedRef<number> {
  const session = useSessionStore()
  const now = useNowMs()
  return computed(() => now.value + session.clockAheadMs)
}
