/** A list of rows of one height: only what is to be seen, and a little more, is rendered. */
import { useElementSize, useEventListener } from '@vueuse/core'
import { computed, ref, type Ref } from 'vue'

export const ROW_PX = 26
/** Rows rendered above and below, so that scrolling by wheel shows no gap. */
const OVERSCAN = 8

export function useVirtualRows(box: Ref<HTMLElement | null>, count: () => number, rowPx = ROW_PX) {
  const { height } = useElementSize(box)
  const scrollTop = ref(0)
  useEventListener(box, 'scroll', () => (scrollTop.value = box.value?.scrollTop ?? 0), { passive: true })

  const first = computed(() => Math.max(0, Math.min(Math.floor(scrollTop.value / rowPx), count() - 1) - OVERSCAN))
  const end = computed(() => Math.min(count(), Math.ceil((scrollTop.value + height.value) / rowPx) + OVERSCAN))
  /** Whole rows that fit: the step of PageUp and PageDown. */
  const perPage = computed(() => Math.max(1, Math.floor(height.value / rowPx) - 1))

  function scrollTo(at: number): void {
    const element = box.value
    if (!element || at < 0) return
    const top = at * rowPx
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowPx > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + rowPx - element.clientHeight
    }
  }

  return { first, end, perPage, scrollTo }
}
