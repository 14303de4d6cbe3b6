/**
 * Which members a conference is a default one of. The platform tells it of those who come into the meeting, and not when it
 * changes: it is asked, one by one, about those who are in sight.
 */
import { shallowRef, watch } from 'vue'
import type { ConferenceMember } from '../../../../shared/contract/conferences.ts'
import { useClient } from '../../../client.ts'

export function useDefaultMarks(groupId: () => string, inSight: () => readonly ConferenceMember[]) {
  const client = useClient()
  const asked = shallowRef<ReadonlyMap<string, boolean>>(new Map())
  const waiting = new Set<string>()

  async function ask({ id, kind }: ConferenceMember): Promise<void> {
    if (waiting.has(id)) return
    waiting.add(id)
    const group = groupId()
    // Who may not know of others has no mark there.
    const answer = await client.conferences.defaults({ memberId: id, kind }).catch(() => undefined)
    if (answer && group === groupId()) asked.value = new Map([...asked.value, [id, answer.groupIds.includes(group)]])
  }
  function forget(): void {
    asked.value = new Map()
    waiting.clear()
  }
  watch(groupId, forget)
  watch(
    () => inSight().filter(({ id }) => !asked.value.has(id)),
    (members) => members.forEach((member) => void ask(member)),
    { immediate: true },
  )
  return {
    isDefault: ({ id, isDefault }: ConferenceMember): boolean => asked.value.get(id) ?? isDefault,
    /** They may have changed. */
    forget,
  }
}
