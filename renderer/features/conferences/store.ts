/** Push-to-talk conferences as the core tells of them, with their sound and this window's key. */
import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import type { Conference, ConferencesState, Invitation } from '../../../shared/contract/conferences.ts'
import { Emitter } from '../../../shared/emitter.ts'
import { Permission } from '../../../shared/platform/values.ts'
import { useClient } from '../../client.ts'
import { createWindowTurn } from '../../ui/window-turn.ts'
import { useSessionStore } from '../session/store.ts'
import { accountChoice } from '../settings/account-choice.ts'
import { useVoiceStore } from '../voice/store.ts'
import {
  parseChoices,
  parseKeyChoice,
  USUAL_CHOICE,
  type ConferenceChoice,
  type KeyChoice,
} from './conference-settings.ts'
import { ConferenceSound } from './sound/conference-sound.ts'
import { isDucked } from './sound/mixer.ts'
import { parseWay, wayOf } from './sound/ways.ts'
import { openLink } from './sound/open-link.ts'
import { playTalkTone } from './talk-tones.ts'
import { Talk } from './talk.ts'

export const useConferencesStore = defineStore('conferences', () => {
  const client = useClient()
  const session = useSessionStore()
  const voice = useVoiceStore()
  const state = shallowRef<ConferencesState>({ phase: 'empty' })
  const byGroup = shallowRef<ReadonlyMap<string, Conference>>(new Map())
  const invitations = shallowRef<readonly Invitation[]>([])
  const rejoined = markRaw(new Emitter<readonly string[]>())
  const thrownOut = markRaw(new Emitter<string>())
  const over = markRaw(new Emitter<string>())
  const turn = createWindowTurn(navigator.locks, 'watchpost.conference-sound')
  turn.queue()

  const choices = accountChoice(client, 'conferences.choices', parseChoices)
  const key = accountChoice(client, 'conferences.key', parseKeyChoice)
  const way = accountChoice(client, 'conferences.way', parseWay)

  /** Held back by the browser until somebody has clicked or typed in this window. */
  const isBlocked = ref(false)
  let made: AudioContext | undefined
  function context(): AudioContext {
    if (made) return made
    const audio = (made = new AudioContext({ latencyHint: 'interactive' }))
    voice.outputs.follow(audio, 'speech')
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

  const sound = markRaw(
    new ConferenceSound({
      context,
      microphone: voice.microphone,
      openLink: (groupId, events, failed) => openLink(client, groupId, events, wayOf(way.value.value, failed), context),
    }),
  )
  const talk = markRaw(
    new Talk({
      ...{ client, sound },
      play: (tone) => playTalkTone(context(), tone),
      onOver: (groupId) => over.emit(groupId),
    }),
  )

  const all = computed(() =>
    [...byGroup.value.values()].sort(
      (one, other) => Number(other.isLive) - Number(one.isLive) || one.name.localeCompare(other.name),
    ),
  )
  const joined = computed(() => all.value.filter(({ mine }) => mine === 'joined' || mine === 'away'))
  const choiceOf = (groupId: string): ConferenceChoice => choices.value.value[groupId] ?? USUAL_CHOICE

  client.on('conferences.stateChanged', (told) => (state.value = told))
  client.on('conferences.changed', ({ upserts, removed }) => {
    const next = new Map(byGroup.value)
    for (const groupId of removed) next.delete(groupId)
    for (const conference of upserts) next.set(conference.groupId, conference)
    byGroup.value = next
  })
  client.on('conferences.floorChanged', (floor) => talk.follow(floor))
  client.on('conferences.invitationsChanged', (told) => (invitations.value = told.invitations))
  client.on('conferences.rejoined', ({ groupIds }) => rejoined.emit(groupIds))
  client.on('conferences.thrownOut', ({ groupId }) => thrownOut.emit(groupId))
  client.on('live.leaseEnded', ({ leaseId, error }) => sound.leaseEnded(leaseId, error))
  client.onClose(() => {
    talk.lost()
    turn.leave()
  })
  watch(
    () => session.inside,
    async (inside) => {
      if (!inside) {
        talk.releaseAll()
        byGroup.value = new Map()
        invitations.value = []
        return
      }
      const [told, list, waiting] = await Promise.all([
        client.conferences.state({}),
        client.conferences.list({}),
        client.conferences.invitations({}),
      ]).catch(() => [])
      if (told) state.value = told
      if (list) byGroup.value = new Map([...list.map((one) => [one.groupId, one] as const), ...byGroup.value])
      if (waiting) invitations.value = waiting
    },
    { immediate: true },
  )
  watch(
    () => [turn.isHere.value, ...joined.value.filter(({ mine }) => mine === 'joined').map(({ groupId }) => groupId)],
    ([isHere, ...groupIds]) => sound.hear(new Set(isHere ? groupIds.map(String) : [])),
    { immediate: true },
  )
  watch(way.value, () => sound.reopen())
  watch(
    () => [joined.value, choices.value.value, sound.states.size] as const,
    () => {
      const speaking = new Set(
        joined.value
          .filter(({ speakers }) => speakers.some(({ id }) => id !== session.session.username))
          .map(({ groupId }) => groupId),
      )
      const priorities = new Set(joined.value.map(({ groupId }) => groupId).filter((id) => choiceOf(id).isPriority))
      for (const { groupId } of joined.value)
        sound.strip(groupId)?.set(choiceOf(groupId), isDucked(groupId, priorities, speaking))
    },
    { flush: 'post' },
  )

  return {
    state,
    all,
    joined,
    invitations,
    sound,
    talk,
    isBlocked,
    key: key.value,
    way: way.value,
    /** Another window of this client has the sound and the key. */
    isElsewhere: computed(() => !turn.isHere.value),
    bringHere: () => turn.take(),
    onRejoined: rejoined.on.bind(rejoined),
    onThrownOut: thrownOut.on.bind(thrownOut),
    /** A press ended that the hand did not end. */
    onOver: over.on.bind(over),
    of: (groupId: string): Conference | undefined => byGroup.value.get(groupId),
    choiceOf,
    /** Who looks after all chat groups may do what an owner may. */
    roleIn: ({ role }: Conference): Conference['role'] =>
      session.session.permissions.some((one) => one === Permission.imGroups || one === 'superAdmin') ? 'owner' : role,
    /** A failure to keep it is thrown (`disk`). */
    choose: (groupId: string, change: Partial<ConferenceChoice>): Promise<void> =>
      choices.choose({ ...choices.value.value, [groupId]: { ...choiceOf(groupId), ...change } }),
    chooseKey: (change: Partial<KeyChoice>): Promise<void> => key.choose({ ...key.value.value, ...change }),
    chooseWay: way.choose,
  }
})
