/** The SOS scene: who is in it, who waits, and whether it is open or a strip. */
import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import type { Alarm } from '../../../shared/contract/alarms.ts'
import { Emitter } from '../../../shared/emitter.ts'
import { AlarmState, AlarmType } from '../../../shared/platform/alarm.ts'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'
import { isOpenSos, queueWith, waitingBehind } from './sos-queue.ts'
import { useAlarmsStore } from './store.ts'

/** Presses from before this window opened come back in the strip, as far as this. */
const LOOK_BACK_MS = 12 * 3_600_000
const MOST = 100

export const useSosStore = defineStore('sos', () => {
  const client = useClient()
  const alarms = useAlarmsStore()
  const session = useSessionStore()
  const queue = shallowRef<readonly Alarm[]>([])
  const currentKey = ref('')
  const isOpen = ref(false)
  /** Opened by itself just now. */
  const opened = markRaw(new Emitter<void>())

  const current = computed(() => queue.value.find(({ key }) => key === currentKey.value))
  const waiting = computed(() => waitingBehind(queue.value, currentKey.value))

  function take(changed: readonly Alarm[]): void {
    queue.value = queueWith(queue.value, changed)
    if (!current.value) currentKey.value = queue.value[0]?.key ?? ''
  }

  function show(key: string): void {
    currentKey.value = key
    isOpen.value = true
  }

  function forget(): void {
    queue.value = []
    currentKey.value = ''
    isOpen.value = false
  }

  /** Leaves the one that is shown: it was dealt with. Goes on to the next who waits. */
  function leave(): void {
    const [next] = waiting.value
    queue.value = queue.value.filter((alarm) => alarm.key !== currentKey.value && alarm.status === AlarmState.active)
    currentKey.value = next?.key ?? ''
    if (!next) isOpen.value = false
  }

  async function recall(): Promise<void> {
    const filter = { types: [AlarmType.sos], statuses: [AlarmState.active], from: session.platformNow() - LOOK_BACK_MS }
    const found = await client.alarms.list({ filter, limit: MOST }).catch(() => undefined)
    // In the strip only: what nobody just pressed does not lie down over the work.
    if (found) take(found.alarms)
  }

  alarms.changed.on(({ alarms: changed, raised }) => {
    const isNew = new Set(raised)
    const known = new Set(queue.value.map(({ key }) => key))
    take(changed.filter((alarm) => alarm.type === AlarmType.sos && (known.has(alarm.key) || isOpenSos(alarm))))
    const press = changed.find((alarm) => isNew.has(alarm.key) && isOpenSos(alarm))
    if (!press || isOpen.value) return
    show(press.key)
    opened.emit()
  })
  alarms.cleared.on(forget)
  alarms.renewed.on(() => void recall())
  watch(
    () => session.inside,
    (inside) => (inside ? void recall() : forget()),
    { immediate: true },
  )

  return { queue, current, waiting, isOpen, opened, show, leave, minimise: () => void (isOpen.value = false) }
})
