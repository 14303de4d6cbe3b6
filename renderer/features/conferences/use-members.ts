/** Members of one conference while somebody looks at them. */
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { PRESENCES, type ConferenceMember } from '../../../shared/contract/conferences.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'

export function useMembers(groupId: () => string) {
  const client = useClient()
  const byId = shallowRef<ReadonlyMap<string, ConferenceMember>>(new Map())
  const error = shallowRef<ErrorEnvelope>()
  const isLoading = shallowRef(true)
  let reading = 0

  async function read(): Promise<void> {
    const mine = ++reading
    try {
      const members = await client.conferences.members({ groupId: groupId() })
      if (mine !== reading) return
      byId.value = new Map(members.map((member) => [member.id, member]))
      error.value = undefined
    } catch (thrown) {
      if (mine === reading) error.value = toEnvelope(thrown)
    }
    isLoading.value = false
  }
  onScopeDispose(
    client.on('conferences.membersChanged', (told) => {
      if (told.groupId !== groupId()) return
      if (!told.upserts) return void read()
      const next = new Map(byId.value)
      for (const id of told.removed ?? []) next.delete(id)
      for (const member of told.upserts) next.set(member.id, member)
      byId.value = next
    }),
  )
  watch(groupId, () => void read(), { immediate: true })

  /** Who speaks, who is there, then the others; by name. */
  const members = computed(() =>
    [...byId.value.values()].sort(
      (one, other) =>
        PRESENCES.indexOf(other.presence) - PRESENCES.indexOf(one.presence) || one.name.localeCompare(other.name),
    ),
  )
  return { members, error, isLoading, read }
}
