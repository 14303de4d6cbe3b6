import { useIntervalFn } from '@vueuse/core'
import { readonly, ref, type Ref } from 'vue'

/** Epoch ms, fresh twice a second while the component lives: a count-down by whole seconds then never skips one. */
export function useNowMs(): Readonly<Ref<number>> {
  const now = ref(Date.now())
  useIntervalFn(() => (now.value = Date.now()), 500)
  return readonly(now)
}
