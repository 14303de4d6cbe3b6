/** Chat groups and their members at the platform. Documentation: chapter "IM group". */
import type { Static } from 'typebox'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { GroupRight, type imGroup, type MemberTypeId } from '../../../shared/platform/im-group.ts'

const PAGE_SIZE = 200
/** Nobody looks through more members than that one below the other. */
const MOST_PAGES = 25

export type ChatGroup = Static<typeof imGroup.info.data>
export type GroupMember = Static<typeof imGroup.listMembers.data>[number]
export interface NewMember {
  readonly memberID: string
  readonly memberType: MemberTypeId
}

type Caller = Pick<WatchpostClient, 'platform'>

/** Answers were checked against the operation's schema by the core. */
async function ask<T>(
  client: Caller,
  operation: string,
  input: { params?: Record<string, string>; body?: unknown },
): Promise<T> {
  const { data } = await client.platform.call({ operation, ...input })
  return data as T
}

export function hasRight(member: GroupMember | undefined, right: 'owner' | 'manager'): boolean {
  return member?.permissions.some(({ id, level }) => id === GroupRight[right] && (level ?? 0) > 0) ?? false
}

function addMembers(client: Caller, groupid: string, members: readonly NewMember[]): Promise<unknown> {
  return ask(client, 'imgroup.addMembers', { params: { groupid }, body: { members } })
}

export function groupCalls(client: Caller) {
  const inGroup = (groupid: string) => ({ params: { groupid } })
  return {
    /** Groups whose name holds `match`, at most a page. */
    list: (match: string) =>
      ask<ChatGroup[]>(client, 'imgroup.list', { body: { page: 0, pageSize: PAGE_SIZE, filter: { match } } }),
    info: (id: string) => ask<ChatGroup>(client, 'imgroup.info', inGroup(id)),
    members: async (id: string): Promise<GroupMember[]> => {
      const all: GroupMember[] = []
      for (let page = 0; page < MOST_PAGES; page++) {
        const body = { page, pageSize: PAGE_SIZE, needStatus: true }
        const rows = await ask<GroupMember[]>(client, 'imgroup.listMembers', { ...inGroup(id), body })
        all.push(...rows)
        if (rows.length < PAGE_SIZE) break
      }
      return all
    },
    /** `expireS`: goes after so many seconds without speech; undefined stays. Made before its members come: it stays when they fail. */
    create: async (name: string, desc: string, expireS: number | undefined, members: readonly NewMember[]) => {
      const group = await ask<ChatGroup>(client, 'imgroup.create', {
        body: { name, ...(desc ? { desc } : {}), ...(expireS === undefined ? {} : { expireDelete: expireS }) },
      })
      if (members.length > 0) await addMembers(client, group.id, members)
      return group
    },
    rename: (id: string, name: string) => ask<ChatGroup>(client, 'imgroup.change', { ...inGroup(id), body: { name } }),
    remove: (id: string) => ask<unknown>(client, 'imgroup.remove', inGroup(id)),
    addMembers: (id: string, members: readonly NewMember[]) => addMembers(client, id, members),
    removeMember: (id: string, member: number) =>
      ask<unknown>(client, 'imgroup.removeMembers', { ...inGroup(id), body: { members: [{ id: member }] } }),
    setManager: (id: string, member: GroupMember, isManager: boolean) =>
      ask<unknown>(client, 'imgroup.changeMember', {
        params: { groupid: id, id: String(member.id) },
        body: {
          name: member.name ?? member.memberName,
          permissions: [{ id: GroupRight.manager, level: Number(isManager) }],
        },
      }),
    renameMe: (id: string, name: string) =>
      ask<unknown>(client, 'imgroup.renameMe', { ...inGroup(id), body: { name } }),
  }
}
