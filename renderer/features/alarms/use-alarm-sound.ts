/** The sounds of this window: what is due by the rule, played by one window of all, held back until the browser lets it. */
import { useEventListener, useIntervalFn } from '@vueuse/core'
import { computed, shallowRef, watch, type Ref } from 'vue'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'
import { useVoiceStore } from '../voice/store.ts'
import { SoundRule, type SoundName } from './sound-rule.ts'
import { createSoundingWindow } from './sounding-window.ts'
import { useAlarmsStore } from './store.ts'
import { createTonePlayer } from './tones.ts'
import type { Quiet } from './use-quiet.ts'

const TICK_MS = 250

export interface AlarmSound {
  readonly lastSound: Readonly<Ref<{ sound: SoundName; time: number; heard: boolean } | undefined>>
  /** The browser holds sound back until the operator clicked or typed in this window. */
  readonly blocked: Readonly<Ref<boolean>>
  /** Another window of this core plays. */
  readonly soundsElsewhere: Readonly<Ref<boolean>>
  /** Call on a gesture of the operator. */
  unlock(): void
}

export function useAlarmSound({ doNotDisturb, mutedUntil }: Quiet): AlarmSound {
  const client = useClient()
  const session = useSessionStore()
  const alarms = useAlarmsStore()
  const rule = new SoundRule()
  const { outputs } = useVoiceStore()
  const player = createTonePlayer(() => {
    if (typeof AudioContext === 'undefined') return undefined
    const context = new AudioContext()
    outputs.follow(context, 'alarms')
    return context
  })
  const sounding = createSoundingWindow(typeof navigator === 'undefined' ? undefined : navigator.locks)
  const lastSound = shallowRef<{ sound: SoundName; time: number; heard: boolean }>()

  alarms.changed.on(({ alarms: changed, raised }) => {
    const isNew = new Set(raised)
    for (const alarm of changed) {
      if (isNew.has(alarm.key)) rule.raised(alarm)
      rule.changed(alarm)
    }
  })
  alarms.cleared.on(() => rule.clear())

  /** What was raised before this window opened sounds on in it. */
  async function recall(): Promise<void> {
    const ringing = await client.alarms.ringing({}).catch(() => [])
    for (const alarm of ringing) rule.raised(alarm)
  }
  watch(
    () => session.inside,
    (inside) => (inside ? void recall() : rule.clear()),
    { immediate: true },
  )

  function play(now: number): void {
    const sound = rule.due(now, doNotDisturb.value || now < mutedUntil.value)
    if (!sound) return
    const heard = player.play(sound)
    lastSound.value = { sound, time: now, heard }
    if (heard) sounding.tellPlayed(sound, now)
    else rule.unheard(sound)
  }

  sounding.onPlayed((sound, time) => rule.played(sound, time))
  // A window that cannot be heard, or hears nothing any more, leaves it to one that can.
  watch(player.blocked, (blocked) => (blocked ? sounding.leave() : sounding.queue()), {
    immediate: true,
    flush: 'sync',
  })
  client.onClose(() => sounding.leave())
  useIntervalFn(() => (sounding.isHere.value ? play(Date.now()) : rule.skip()), TICK_MS)
  for (const gesture of ['pointerdown', 'keydown'] as const) {
    useEventListener(gesture, () => player.unlock(), { passive: true, capture: true })
  }

  return {
    lastSound,
    blocked: computed(() => player.blocked.value),
    soundsElsewhere: computed(() => !sounding.isHere.value),
    unlock: () => player.unlock(),
  }
}
