/** One chat group at the platform: what it is, who is in it, and what this account may do there. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { Permission } from '../../../shared/platform/values.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { useSessionStore } from '../session/store.ts'
import { groupCalls, hasRight, type ChatGroup, type GroupMember } from './group-calls.ts'

export function useGroup(id: string) {
  const session = useSessionStore()
  const client = useClient()
  const calls = groupCalls(client)
  const info = shallowRef<ChatGroup>()
  const members = shallowRef<readonly GroupMember[]>([])
  const error = shallowRef<ErrorEnvelope>()
  const loading = ref(false)

  /** Asked while it reads, it reads once more: what it read may be older than what was asked for. */
  let isBehind = false
  let reading: Promise<void> | undefined
  function load(): Promise<void> {
    isBehind = true
    return (reading ??= readAll().finally(() => (reading = undefined)))
  }

  async function readAll(): Promise<void> {
    loading.value = true
    while (isBehind) {
      isBehind = false
      await read()
    }
    loading.value = false
  }

  async function read(): Promise<void> {
    try {
      const [group, rows] = await Promise.all([calls.info(id), calls.members(id)])
      info.value = group
      members.value = rows.sort(compareMembers)
      error.value = undefined
    } catch (thrown) {
      error.value = toEnvelope(thrown)
    }
  }

  const me = computed(() => members.value.find(({ memberID }) => memberID === session.session.username))
  /** Those who look after all chat groups may do what an owner may. */
  const isAdministrator = computed(() =>
    session.session.permissions.some((permission) => permission === Permission.imGroups || permission === 'superAdmin'),
  )
  const isOwner = computed(() => isAdministrator.value || hasRight(me.value, 'owner'))
  const isManager = computed(() => isOwner.value || hasRight(me.value, 'manager'))

  /** Does something and reads what became of it. Throws what is refused. */
  async function change(action: (calls: ReturnType<typeof groupCalls>) => Promise<unknown>): Promise<void> {
    await action(calls)
    await load()
  }
  onScopeDispose(
    client.on('chat.groupsChanged', ({ ids }) => {
      if (!ids || ids.includes(id)) void load()
    }),
  )
  void load()
  return { info, members, error, loading, me, isOwner, isManager, load, change, calls }
}

/** Owner, managers, then who is there, then by name. */
function compareMembers(one: GroupMember, other: GroupMember): number {
  const rank = (member: GroupMember): number =>
    (hasRight(member, 'owner') ? 4 : 0) + (hasRight(member, 'manager') ? 2 : 0) + (member.status === 1 ? 1 : 0)
  return rank(other) - rank(one) || one.memberName.localeCompare(other.memberName)
}
