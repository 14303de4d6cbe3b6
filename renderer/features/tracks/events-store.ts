/** What happened on the tracks that are shown: what they tell themselves, and what is on record of their units in that time. */
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { useChatStore } from '../chat/store.ts'
import { useFleetStore } from '../fleet/store.ts'
import { useTracksStore } from './store.ts'
import { eventsOf, NO_RECORDS } from './track-events.ts'
import { readRecords, type FoundRecords } from './unit-records.ts'

export const useTrackEventsStore = defineStore('track-events', () => {
  const client = useClient()
  const store = useTracksStore()
  const fleet = useFleetStore()
  const chat = useChatStore()
  const records = shallowRef<ReadonlyMap<string, FoundRecords>>(new Map())
  /** Why records of a unit could not be read; its track is still a track. */
  const error = shallowRef<ErrorEnvelope>()
  let running = new AbortController()

  async function readOf(puid: string, signal: AbortSignal): Promise<void> {
    const user = fleet.terminalById(puid)?.userId
    const partners = new Set([puid, user])
    const conversations = chat.conversations.filter(({ partner }) => partners.has(partner.id))
    try {
      const found = await readRecords(client, { puid, user, range: store.range, conversations }, signal)
      if (!signal.aborted) records.value = new Map([...records.value, [puid, found]])
    } catch (thrown) {
      if (!signal.aborted) error.value = toEnvelope(thrown)
    }
  }
  /** Anew for another time; for more units only theirs. */
  function read(isAnew: boolean): void {
    const wanted = store.tracks.map(({ puid }) => puid)
    if (isAnew) {
      running.abort()
      running = new AbortController()
      error.value = undefined
    }
    const known = new Map([...records.value].filter(([puid]) => !isAnew && wanted.includes(puid)))
    records.value = known
    for (const puid of wanted) if (!known.has(puid)) void readOf(puid, running.signal)
  }
  watch(
    [() => store.tracks.map(({ puid }) => puid).join('\n'), () => store.range] as const,
    (_now, before) => read(before[1] !== store.range),
    { immediate: true },
  )

  const all = computed(() => [...records.value.values()])
  return {
    events: computed(() => eventsOf(store.tracks, (puid) => records.value.get(puid) ?? NO_RECORDS)),
    error,
    more: computed(() => all.value.some(({ more }) => more)),
    begunLater: computed(() => all.value.some(({ begunLater }) => begunLater)),
    retry: (): void => read(true),
  }
})
