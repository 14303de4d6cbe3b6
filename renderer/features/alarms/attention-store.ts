/** Sounds, toasts and what keeps them quiet, for the whole window. */
import { useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { Alarm } from '../../../shared/contract/alarms.ts'
import { useClient } from '../../client.ts'
import { useDeskStore } from '../desk/store.ts'
import { useSessionStore } from '../session/store.ts'
import { useSosStore } from './sos-store.ts'
import { useAlarmsStore } from './store.ts'
import { isToastworthy, withChanged, withRaised, type Toast } from './toasts.ts'
import { useAlarmSound } from './use-alarm-sound.ts'
import { useQuiet } from './use-quiet.ts'

const LOOK_MS = 250
/** A scene that opened by itself was seen when a hand moved after this. */
const SCENE_SEEN_MS = 600

export const useAttentionStore = defineStore('attention', () => {
  const client = useClient()
  const session = useSessionStore()
  const alarms = useAlarmsStore()
  const desk = useDeskStore()
  const sos = useSosStore()
  const quiet = useQuiet()
  const sound = useAlarmSound(quiet)
  const toasts = shallowRef<readonly Toast[]>([])
  let sceneOpenedAt = 0

  sos.opened.on(() => (sceneOpenedAt = Date.now()))

  alarms.changed.on(({ alarms: changed, raised }) => {
    const isNew = new Set(raised)
    let next = toasts.value
    for (const alarm of changed) {
      next = withChanged(next, alarm)
      if (isNew.has(alarm.key) && !quiet.doNotDisturb.value && isToastworthy(alarm)) next = withRaised(next, alarm)
    }
    toasts.value = next
  })

  const forget = (): void => void (toasts.value = [])
  alarms.cleared.on(forget)
  watch(
    () => session.inside,
    (inside) => !inside && forget(),
  )
  watch(quiet.doNotDisturb, (wanted) => wanted && forget())

  function markSceneSeen(alarm: Alarm): void {
    const looked = document.hasFocus() && desk.lastActiveAt() > sceneOpenedAt + SCENE_SEEN_MS
    if (looked) void client.alarms.markSeen({ keys: [alarm.key] }).catch(() => undefined)
  }

  useIntervalFn(() => {
    const scene = sos.isOpen ? sos.current : undefined
    if (scene && !scene.seen) markSceneSeen(scene)
  }, LOOK_MS)

  return {
    toasts,
    ...quiet,
    ...sound,
    dismiss: (id: string): void => void (toasts.value = toasts.value.filter((toast) => toast.id !== id)),
    dismissAll: forget,
  }
})
