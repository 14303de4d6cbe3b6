/** Sounds, toasts and what keeps them quiet, for the whole window. */
import { useEventListener, useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Alarm } from '../../../shared/contract/alarms.ts'
import { useClient } from '../../client.ts'
import { useDeskStore } from '../desk/store.ts'
import { useSessionStore } from '../session/store.ts'
import { SoundRule, type SoundName } from './sound-rule.ts'
import { useSosStore } from './sos-store.ts'
import { useAlarmsStore } from './store.ts'
import { isToastworthy, withChanged, withRaised, type Toast } from './toasts.ts'
import { createTonePlayer } from './tones.ts'
import { useQuiet } from './use-quiet.ts'

const TICK_MS = 250
/** A scene that opened by itself was seen when a hand moved after this. */
const SCENE_SEEN_MS = 600

export const useAttentionStore = defineStore('attention', () => {
  const client = useClient()
  const session = useSessionStore()
  const alarms = useAlarmsStore()
  const desk = useDeskStore()
  const sos = useSosStore()
  const quiet = useQuiet()
  const rule = new SoundRule()
  const player = createTonePlayer(() => (typeof AudioContext === 'undefined' ? undefined : new AudioContext()))
  const toasts = shallowRef<readonly Toast[]>([])
  const lastSound = shallowRef<{ sound: SoundName; time: number; heard: boolean }>()
  let sceneOpenedAt = 0

  sos.opened.on(() => (sceneOpenedAt = Date.now()))

  alarms.changed.on(({ alarms: changed, raised }) => {
    const isNew = new Set(raised)
    let next = toasts.value
    for (const alarm of changed) {
      if (isNew.has(alarm.key)) rule.raised(alarm)
      rule.changed(alarm)
      next = withChanged(next, alarm)
      if (isNew.has(alarm.key) && !quiet.doNotDisturb.value && isToastworthy(alarm)) next = withRaised(next, alarm)
    }
    toasts.value = next
  })

  function forget(): void {
    rule.clear()
    toasts.value = []
  }
  alarms.cleared.on(forget)

  watch(
    () => session.inside,
    (inside) => !inside && forget(),
  )
  watch(quiet.doNotDisturb, (wanted) => wanted && (toasts.value = []))

  function markSceneSeen(alarm: Alarm): void {
    const looked = document.hasFocus() && desk.lastActiveAt() > sceneOpenedAt + SCENE_SEEN_MS
    if (looked) void client.alarms.markSeen({ keys: [alarm.key] }).catch(() => undefined)
  }

  useIntervalFn(() => {
    const now = Date.now()
    const scene = sos.isOpen ? sos.current : undefined
    if (scene && !scene.seen) markSceneSeen(scene)
    const sound = rule.due(now, quiet.doNotDisturb.value || now < quiet.mutedUntil.value)
    if (sound) lastSound.value = { sound, time: now, heard: player.play(sound) }
  }, TICK_MS)
  for (const gesture of ['pointerdown', 'keydown'] as const) {
    useEventListener(window, gesture, () => player.unlock(), { passive: true, capture: true })
  }

  return {
    toasts,
    ...quiet,
    lastSound,
    blocked: computed(() => player.blocked.value),
    unlock: () => player.unlock(),
    dismiss: (id: string): void => void (toasts.value = toasts.value.filter((toast) => toast.id !== id)),
    dismissAll: (): void => void (toasts.value = []),
  }
})
