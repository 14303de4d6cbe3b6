/**
 * The line of this window to a device: one at a time. Asking for another one ends the first; the bar says to whom one talks.
 * What is known to keep one from talking is said before anything is opened.
 */
import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useClient } from '../../client.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { useFleetStore } from '../fleet/store.ts'
import { useSessionStore } from '../session/store.ts'
import { watchSilence } from '../voice/silence-watch.ts'
import { useVoiceStore } from '../voice/store.ts'
import { createCurrentLine } from './current-line.ts'
import { duckWhileTalking } from './duck-while-talking.ts'
import { createTalkModes, type TalkMode } from './talk-modes.ts'
import { talkTarget } from './talk-target.ts'

export const useIntercomStore = defineStore('intercom', () => {
  const client = useClient()
  const fleet = useFleetStore()
  const session = useSessionStore()
  const voice = useVoiceStore()
  const { sourceById } = fleet
  const one = createCurrentLine({ client, voice, sourceById, isFresh: () => fleet.state.phase === 'live' })
  const { current, line, state, isHalfDuplex } = one
  /** Bumped when the operator asks for a line: the bar takes the keyboard. */
  const asked = shallowRef(0)
  /** One talks, and the microphone hears nothing. */
  const isSilent = shallowRef(false)
  const modes = createTalkModes(client, () =>
    session.phase === 'signed-in' ? `${session.session.siteId} ${session.session.username}` : undefined,
  )
  const isTalking = computed(() => state.value?.phase === 'talking')
  /** A device that does one direction at a time has no open line. */
  const mode = computed((): TalkMode => {
    const puid = current.value?.target.puid
    return isHalfDuplex.value || puid === undefined ? 'held' : (modes.of(puid) ?? 'held')
  })

  /** The hand that held the key is elsewhere. An open line goes on: nobody holds it. */
  function letGo(): void {
    if (mode.value === 'held') line.value?.release('blurred')
  }
  useEventListener(window, 'blur', letGo)
  useEventListener(document, 'visibilitychange', () => document.hidden && letGo())
  client.onClose(() => line.value?.end({ error: { code: 'disconnected', details: {} } }))
  fleet.onOffline((puid) => line.value?.target.puid === puid && line.value.end({ why: 'wentOffline' }))
  watch(
    () => session.inside,
    (inside) => inside || one.dismiss(),
  )
  watch([line, isTalking], ([now, talking], _before, onCleanup) => {
    isSilent.value = false
    if (!now || !talking) return
    onCleanup(watchSilence({ level: now.speaking, onSilence: (silent) => (isSilent.value = silent) }))
    onCleanup(duckWhileTalking(now, mode.value, () => voice.duck('intercom')))
  })

  return {
    ...one,
    ...{ asked, mode, isTalking, isSilent },
    start(meant: ChannelRef): void {
      asked.value += 1
      one.start(meant)
    },
    /** The key of a held line, or the microphone of an open one. */
    press: (): void => line.value?.press(mode.value === 'held'),
    release: (): void => line.value?.release(document.hasFocus() ? 'released' : 'blurred'),
    /** Whether there is anything to talk to: where not, no button stands there. */
    canTalk: (meant: ChannelRef): boolean => talkTarget(meant, sourceById(meant.puid)) !== undefined,
    async chooseMode(next: TalkMode): Promise<void> {
      const puid = current.value?.target.puid
      if (puid === undefined || next === mode.value) return
      line.value?.release('released')
      await modes.choose(puid, next)
    },
  }
})
