/** The virtual list of the stream: which rows are rendered, and where they stand. */
import { useElementSize, useEventListener } from '@vueuse/core'
import { computed, onScopeDispose, watch, type Ref } from 'vue'
import type { RowLayout } from './row-layout.ts'
import { END_PX, ScrollKeeper } from './scroll-keeper.ts'
import type { StreamRow } from './stream-rows.ts'

/** Px rendered above and below what is seen. */
const OVERSCAN_PX = 600

export type StreamList = ReturnType<typeof useStreamList>

export function useStreamList(box: Ref<HTMLElement | null>, rows: () => readonly StreamRow[]) {
  const keeper = new ScrollKeeper(box)
  const { layout, version, scrollTop } = keeper
  const { height } = useElementSize(box)
  const { observe, unobserve } = observeHeights(keeper)

  const asOf = <T>(_version: number, value: T): T => value
  const totalPx = computed(() => asOf(version.value, layout.total()))
  const shown = computed(() => asOf(version.value, slice(layout, scrollTop.value, height.value)))
  /** Index of the first and behind the last row that is seen, not only rendered. */
  const seen = computed(() => asOf(version.value, seenRange(layout, scrollTop.value, height.value)))
  /** How far the window is from the first and the last row, px. */
  const distance = computed(() => ({
    above: scrollTop.value,
    below: totalPx.value - scrollTop.value - height.value,
  }))

  useEventListener(box, 'scroll', () => keeper.scrolled(), { passive: true })
  watch(rows, (next) => keeper.setRows(next), { immediate: true, flush: 'sync' })
  watch([version, height], () => keeper.holdPlace(), { flush: 'post' })

  return {
    shown,
    totalPx,
    seen,
    distance,
    atEnd: keeper.atEnd,
    observe,
    unobserve,
    toEnd: () => keeper.toEnd(),
    reveal: (key: string) => keeper.reveal(key),
    nudge: (key: string) => keeper.nudge(key),
  }
}

/** Rows are measured while they are in the page; the observer runs before anything is painted. */
function observeHeights(keeper: ScrollKeeper) {
  const keys = new WeakMap<Element, string>()
  const observer = new ResizeObserver((entries) => {
    keeper.measure(
      entries.flatMap(({ target, borderBoxSize }): [string, number][] => {
        const key = keys.get(target)
        const height = borderBoxSize[0]?.blockSize ?? 0
        // An element that is being taken out measures 0: that is not its height.
        return key !== undefined && height > 0 && target.isConnected ? [[key, height]] : []
      }),
    )
  })
  onScopeDispose(() => observer.disconnect())
  return {
    observe: (element: HTMLElement, key: string): void => {
      keys.set(element, key)
      observer.observe(element, { box: 'border-box' })
    },
    unobserve: (element: HTMLElement): void => observer.unobserve(element),
  }
}

function slice(layout: RowLayout<StreamRow>, scrollTop: number, height: number) {
  const from = Math.max(0, layout.indexAt(scrollTop - OVERSCAN_PX))
  const to = layout.indexAt(scrollTop + height + OVERSCAN_PX) + 1
  return layout.rows.slice(from, to).map((row, at) => ({ row, top: layout.top(from + at) }))
}

function seenRange(layout: RowLayout<StreamRow>, scrollTop: number, height: number) {
  const from = Math.max(0, layout.indexAt(scrollTop))
  let to = layout.indexAt(scrollTop + height) + 1
  // A row that is cut off at the foot counts when it is higher than the window or nearly whole.
  while (to > from + 1 && layout.top(to) > scrollTop + height + END_PX) to--
  return { from, to }
}
