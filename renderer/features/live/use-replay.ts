/** The last minute of a pane again, over its live picture, which goes on meanwhile. Pictures only. */
import { computed, onScopeDispose, ref, shallowRef, watch, type ComponentPublicInstance } from 'vue'
import type { PaneController } from './pane-controller.ts'
import type { Replay } from './stream/streams.ts'
import { videoTrack } from './stream/track-generator.ts'
import type { ReplayNumbers } from './stream/worker-messages.ts'

const BEGIN_BACK_MS = 10_000
export const REPLAY_SPEEDS = [0.25, 0.5, 1, 2, 4] as const

export type PaneReplay = ReturnType<typeof useReplay>

export function useReplay(pane: () => PaneController) {
  const active = ref(false)
  const numbers = shallowRef<ReplayNumbers>({ behindMs: BEGIN_BACK_MS, reachMs: BEGIN_BACK_MS, rate: 1 })
  const speed = ref<number>(1)
  const isPaused = ref(false)
  let replay: Replay | undefined
  let stream: MediaStream | undefined

  function begin(): void {
    const track = videoTrack()
    replay = pane().tape.replay(BEGIN_BACK_MS, track.writable, (now) => (numbers.value = now))
    if (!replay) return track.stop()
    stream = new MediaStream([track])
    speed.value = 1
    isPaused.value = false
    active.value = true
  }

  function end(): void {
    active.value = false
    replay?.close()
    replay = undefined
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = undefined
  }

  const apply = (): void => replay?.setRate(isPaused.value ? 0 : speed.value)
  // Another channel, or none.
  watch(() => pane().channel.value, end)
  onScopeDispose(end)

  return {
    active,
    numbers,
    speed,
    isPaused,
    atMs: computed(() => -numbers.value.behindMs),
    toggle: (): void => (active.value ? end() : pane().channel.value && begin()),
    /** The element that shows it. */
    show(element: Element | ComponentPublicInstance | null): void {
      if (element instanceof HTMLVideoElement && stream && element.srcObject !== stream) element.srcObject = stream
    },
    seek: (backMs: number): void => {
      // What is dragged must not jump back until the next numbers come.
      numbers.value = { ...numbers.value, behindMs: backMs }
      replay?.seek(backMs)
    },
    setSpeed(rate: number): void {
      speed.value = rate
      isPaused.value = false
      apply()
    },
    togglePaused(): void {
      isPaused.value = !isPaused.value
      apply()
    },
  }
}
