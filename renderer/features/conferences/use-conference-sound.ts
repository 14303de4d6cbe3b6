/** The sound of this window's conferences, in the mix the operator set; one window of all has it. */
import { useEventListener } from '@vueuse/core'
import { markRaw, ref, watch, type Ref } from 'vue'
import type { Conference } from '../../../shared/contract/conferences.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { createWindowTurn } from '../../ui/window-turn.ts'
import { useSessionStore } from '../session/store.ts'
import { useVoiceStore } from '../voice/store.ts'
import type { ConferenceChoice } from './conference-settings.ts'
import { ConferenceSound } from './sound/conference-sound.ts'
import { isDucked } from './sound/mixer.ts'
import { openLink } from './sound/open-link.ts'
import { wayOf, type WayChoice } from './sound/ways.ts'

interface Parts {
  readonly client: WatchpostClient
  readonly joined: Readonly<Ref<readonly Conference[]>>
  readonly way: Readonly<Ref<WayChoice>>
  readonly choiceOf: (groupId: string) => ConferenceChoice
}

export function useConferenceSound({ client, joined, way, choiceOf }: Parts) {
  const voice = useVoiceStore()
  const session = useSessionStore()
  const { context, isBlocked } = soundContext((made) => void voice.outputs.follow(made, 'speech'))
  const turn = createWindowTurn(navigator.locks, 'watchpost.conference-sound')
  turn.queue()
  const sound = markRaw(
    new ConferenceSound({
      context,
      microphone: voice.microphone,
      openLink: (groupId, events, failed) => openLink(client, groupId, events, wayOf(way.value, failed)),
    }),
  )
  client.on('live.leaseEnded', ({ leaseId, error }) => sound.leaseEnded(leaseId, error))
  client.onClose(() => turn.leave())
  watch(
    () => [turn.isHere.value, ...joined.value.filter(({ mine }) => mine === 'joined').map(({ groupId }) => groupId)],
    ([isHere, ...groupIds]) => sound.hear(new Set(isHere ? groupIds.map(String) : [])),
    { immediate: true },
  )
  watch(way, () => sound.reopen())

  function mix(): void {
    const isOther = ({ id }: { id: string }): boolean => id !== session.session.username
    const groupIds = joined.value.map(({ groupId }) => groupId)
    const speaking = new Set(groupIds.filter((_, at) => joined.value[at]?.speakers.some(isOther)))
    const priorities = new Set(groupIds.filter((groupId) => choiceOf(groupId).isPriority))
    for (const groupId of groupIds)
      sound.strip(groupId)?.set(choiceOf(groupId), isDucked(groupId, priorities, speaking))
  }
  watch(() => [joined.value.map(({ groupId }) => choiceOf(groupId)), joined.value, sound.states.size], mix, {
    flush: 'post',
  })
  return { sound, context, isBlocked, turn }
}

/** Made with the first sound; held back by the browser until somebody has clicked or typed in this window. */
function soundContext(onMade: (context: AudioContext) => void) {
  const isBlocked = ref(false)
  let made: AudioContext | undefined
  function context(): AudioContext {
    if (made) return made
    const audio = (made = new AudioContext({ latencyHint: 'interactive' }))
    onMade(audio)
    const look = (): void => void (isBlocked.value = audio.state !== 'running')
    audio.addEventListener('statechange', look)
    look()
    return audio
  }
  for (const gesture of ['pointerdown', 'keydown'] as const)
    useEventListener(gesture, () => made?.state === 'suspended' && void made.resume().catch(() => undefined), {
      passive: true,
      capture: true,
    })
  return { context, isBlocked }
}
