/** Channels that are held over a tab or an area for a moment bring it on screen, to be dropped on what is there. */
import { useTimeoutFn } from '@vueuse/core'
import { hasChannelDrag } from './channel-drag.ts'

/** A drag that only passes by does not mean it. */
const MEANT_MS = 500

/** @returns `over` for `dragover` (true when it is a drag of channels), `leave` for its end */
export function useHeldDrag(open: (id: string) => void): {
  over(id: string, event: DragEvent): boolean
  leave(): void
} {
  let held: string | undefined
  const { start, stop } = useTimeoutFn(() => held !== undefined && open(held), MEANT_MS, { immediate: false })
  return {
    over(id, event) {
      if (!event.dataTransfer || !hasChannelDrag(event.dataTransfer)) return false
      if (held !== id) start()
      held = id
      return true
    },
    leave() {
      held = undefined
      stop()
    },
  }
}
