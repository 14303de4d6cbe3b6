/** Marks a place while something of ours is dragged over it; `dragleave` also fires when the pointer enters a child. */
import { useTimeoutFn } from '@vueuse/core'
import { shallowRef, type ShallowRef } from 'vue'

/** `dragover` repeats every 50 ms at most 350 ms apart; without it the pointer is elsewhere. */
const GONE_MS = 400

export function useDropMark(): { marked: ShallowRef<boolean>; over(): void; leave(): void; end(): void } {
  const marked = shallowRef(false)
  const { start, stop } = useTimeoutFn(() => (marked.value = false), GONE_MS, { immediate: false })
  function end(): void {
    stop()
    marked.value = false
  }
  return {
    marked,
    over() {
      marked.value = true
      start()
    },
    leave: end,
    end,
  }
}
