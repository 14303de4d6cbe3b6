/** Conferences as the core tells of them: a projection that is filled with each sign-in and follows from then on. */
import { shallowRef, watch } from 'vue'
import type { Conference, ConferencesState, Invitation } from '../../../shared/contract/conferences.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { Emitter } from '../../../shared/emitter.ts'
import { useSessionStore } from '../session/store.ts'

export function followConferences(client: WatchpostClient) {
  const session = useSessionStore()
  const state = shallowRef<ConferencesState>({ phase: 'empty' })
  const byGroup = shallowRef<ReadonlyMap<string, Conference>>(new Map())
  const invitations = shallowRef<readonly Invitation[]>([])
  const rejoined = new Emitter<readonly string[]>()
  const thrownOut = new Emitter<string>()

  client.on('conferences.stateChanged', (told) => (state.value = told))
  client.on('conferences.changed', ({ upserts, removed }) => {
    const next = new Map(byGroup.value)
    for (const groupId of removed) next.delete(groupId)
    for (const conference of upserts) next.set(conference.groupId, conference)
    byGroup.value = next
  })
  client.on('conferences.invitationsChanged', (told) => (invitations.value = told.invitations))
  client.on('conferences.rejoined', ({ groupIds }) => rejoined.emit(groupIds))
  client.on('conferences.thrownOut', ({ groupId }) => thrownOut.emit(groupId))

  async function fill(): Promise<void> {
    const [told, list, waiting] = await Promise.all([
      client.conferences.state({}),
      client.conferences.list({}),
      client.conferences.invitations({}),
    ])
    state.value = told
    // What was told meanwhile is newer.
    byGroup.value = new Map([...list.map((one) => [one.groupId, one] as const), ...byGroup.value])
    invitations.value = waiting
  }
  watch(
    () => session.inside,
    (inside) => {
      if (inside) return void fill().catch(() => undefined)
      byGroup.value = new Map()
      invitations.value = []
    },
    { immediate: true },
  )
  return { state, byGroup, invitations, rejoined, thrownOut }
}
