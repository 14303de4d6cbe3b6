/** The moment that is shown of the past: moved by hand, or running at a speed between two ends. Epoch ms by the platform's clock. */
import { computed, onScopeDispose, ref, watch } from 'vue'

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64] as const

export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * `span`: where it can be; a cursor outside of it is put to the nearer end. `first`: where it stands when there is something to
 * stand on.
 */
export function useTimeCursor(span: () => Span | undefined, first: (ends: Span) => number = ({ from }) => from) {
  const time = ref(0)
  const speed = ref<number>(8)
  const isPlaying = ref(false)
  const atEnd = computed(() => time.value >= (span()?.to ?? 0))
  let frame = 0
  let before = 0

  function to(moment: number): void {
    const ends = span()
    if (ends) time.value = Math.max(ends.from, Math.min(ends.to, moment))
  }

  function step(now: number): void {
    const elapsed = now - before
    before = now
    to(time.value + elapsed * speed.value)
    if (atEnd.value) isPlaying.value = false
    if (isPlaying.value) frame = requestAnimationFrame(step)
  }

  /** From the beginning again when it stands at the end. */
  function play(): void {
    const ends = span()
    if (!ends || isPlaying.value) return
    if (atEnd.value) time.value = ends.from
    isPlaying.value = true
    before = performance.now()
    frame = requestAnimationFrame(step)
  }

  function pause(): void {
    isPlaying.value = false
    cancelAnimationFrame(frame)
  }

  watch(span, (ends, was) => {
    if (!ends) pause()
    else if (!was) to(first(ends))
    else to(time.value)
  })
  onScopeDispose(pause)
  return { time, speed, isPlaying, atEnd, to, play, pause, toggle: () => (isPlaying.value ? pause() : play()) }
}
