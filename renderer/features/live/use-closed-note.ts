/** A tab that was closed can be had back: by the note beside the tabs for a while, by Ctrl+Shift+T as long as the window lives. */
import { useTimeoutFn } from '@vueuse/core'
import { computed, ref, type ComputedRef } from 'vue'
import type { ClosedLayout } from './layout.ts'
import type { Wall } from './wall.ts'

const SHOWN_MS = 12_000

export function useClosedNote(wall: () => Wall): {
  shown: ComputedRef<ClosedLayout | undefined>
  close(id: string): void
  undo(): void
} {
  const isShown = ref(false)
  const { start, stop } = useTimeoutFn(() => (isShown.value = false), SHOWN_MS, { immediate: false })
  return {
    shown: computed(() => (isShown.value ? wall().closed.value.at(-1) : undefined)),
    close(id) {
      const before = wall().closed.value
      wall().close(id)
      if (wall().closed.value === before) return
      isShown.value = true
      start()
    },
    undo() {
      stop()
      isShown.value = false
      wall().reopen()
    },
  }
}
