/** Push-to-talk conferences: what the core tells of them, their sound, and this window's key. */
import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import type { Conference } from '../../../shared/contract/conferences.ts'
import { Emitter } from '../../../shared/emitter.ts'
import { Permission } from '../../../shared/platform/values.ts'
import { useClient } from '../../client.ts'
import type { NamedUnit, Unit } from '../fleet/row-menu.ts'
import { useSoundKeeper } from '../ledger/sound/use-sound-keeper.ts'
import { useSessionStore } from '../session/store.ts'
import { keptSetting } from '../settings/kept-setting.ts'
import { useVoiceStore } from '../voice/store.ts'
import {
  parseChoices,
  parseKeyChoice,
  USUAL_CHOICE,
  type ConferenceChoice,
  type KeyChoice,
} from './conference-settings.ts'
import { followConferences } from './follow-core.ts'
import { followKeys } from './follow-keys.ts'
import { parseWay } from './sound/ways.ts'
import { playTalkTone, type TalkTone } from './talk-tones.ts'
import { Talk } from './talk.ts'
import { useConferenceSound } from './use-conference-sound.ts'

export const useConferencesStore = defineStore('conferences', () => {
  const client = useClient()
  const session = useSessionStore()
  const { state, byGroup, invitations, rejoined, thrownOut } = followConferences(client)
  /** Chosen in the tree to be talked to: asked about, then called. */
  const units = shallowRef<readonly Unit[]>([])
  /** Their default conferences are looked at. */
  const defaultsOf = shallowRef<readonly NamedUnit[]>([])
  const over = new Emitter<string>()

  const choices = keptSetting(client, { scope: 'account', key: 'conferences.choices', read: parseChoices })
  const key = keptSetting(client, { scope: 'account', key: 'conferences.key', read: parseKeyChoice })
  const way = keptSetting(client, { scope: 'account', key: 'conferences.way', read: parseWay })
  const choiceOf = (groupId: string): ConferenceChoice => choices.value.value[groupId] ?? USUAL_CHOICE

  const { keys, seenKey } = followKeys(client)
  /** Those that talk to the chosen conferences. */
  const commonKeys = computed(() => {
    const { hasSpace, common } = key.value.value
    return [...(hasSpace ? ['Space'] : []), ...(common ? [common] : [])]
  })

  const all = computed(() => [...byGroup.value.values()].sort(compare))
  const joined = computed(() => all.value.filter(({ mine }) => mine === 'joined' || mine === 'away'))
  const { sound, context, isBlocked, turn } = useConferenceSound({ client, joined, way: way.value, choiceOf })
  useSoundKeeper(client, sound, context)
  const play = (tone: TalkTone): void => playTalkTone(context(), tone)
  const talk = markRaw(new Talk({ client, sound, play, onOver: (groupId) => over.emit(groupId) }))
  client.on('conferences.floorChanged', (floor) => talk.follow(floor))
  client.onClose(() => talk.lost())
  duckWhilePressed(talk)
  watch(
    () => session.inside,
    (inside) => inside || talk.releaseAll(),
  )

  return {
    ...{ state, all, joined, invitations, units, defaultsOf, sound, talk, isBlocked, choiceOf },
    ...{ keys, seenKey, commonKeys, isLearning: ref(false) },
    ...{ key: key.value, way: way.value, chooseWay: way.choose },
    /** What is shown is of now. */
    isFresh: computed(() => state.value.phase === 'live'),
    /** Another window of this client has the sound and the key. */
    isElsewhere: computed(() => !turn.isHere.value),
    bringHere: () => turn.take(),
    /** Whether it talks to a conference that this account is in or may join. */
    isTalkKey: (code: string): boolean =>
      commonKeys.value.includes(code) || all.value.some(({ groupId }) => choiceOf(groupId).key === code),
    onRejoined: rejoined.on.bind(rejoined),
    onThrownOut: thrownOut.on.bind(thrownOut),
    /** A press ended that the hand did not end. */
    onOver: over.on.bind(over),
    of: (groupId: string): Conference | undefined => byGroup.value.get(groupId),
    /** Who looks after all chat groups may do what an owner may. */
    roleIn: ({ role }: Conference): Conference['role'] => (managesAll(session.session.permissions) ? 'owner' : role),
    /** A failure to keep it is thrown (`disk`). */
    choose: (groupId: string, change: Partial<ConferenceChoice>): Promise<void> =>
      choices.choose({ ...choices.value.value, [groupId]: { ...choiceOf(groupId), ...change } }),
    chooseKey: (change: Partial<KeyChoice>): Promise<void> => key.choose({ ...key.value.value, ...change }),
  }
})

/** Whatever else is heard here would go out with the voice. */
function duckWhilePressed(talk: Talk): void {
  const voice = useVoiceStore()
  watch(
    () => [...talk.views.values()].some(({ phase }) => phase !== 'over'),
    (isPressed, _, onCleanup) => isPressed && onCleanup(voice.duck('conferences')),
    { flush: 'sync' },
  )
}

const managesAll = (permissions: readonly string[]): boolean =>
  permissions.some((one) => one === Permission.imGroups || one === 'superAdmin')

/** Those that are on, then by name. */
function compare(one: Conference, other: Conference): number {
  return Number(other.isLive) - Number(one.isLive) || one.name.localeCompare(other.name)
}
