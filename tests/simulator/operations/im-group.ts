/** Documentation: chapter "IM group", groups and members. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { GroupListing, GroupRight } from '../../../shared/platform/im-group.ts'
import { operations } from '../../../shared/platform/index.ts'
import { Permission } from '../../../shared/platform/values.ts'
import { holds, type Account } from '../accounts.ts'
import { isOwner, memberOf, requireManager, requireMember, requireOwner, type GroupMember } from '../chat/group.ts'
import type { NewMember } from '../chat/groups.ts'
import { groupRow, memberRow, memberStatus } from '../chat/rows.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused, Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'

export function imGroupHandlers(world: World): HandlerEntry[] {
  return [...groupHandlers(world), ...memberHandlers(world), ...memberChangeHandlers(world)]
}

function groupHandlers(world: World): HandlerEntry[] {
  const { imGroup } = operations
  const { chatGroups } = world
  return [
    handler(imGroup.list, ({ body, session: { account } }) =>
      orRefused(() => {
        const { match, filterCondition = GroupListing.own } = body.filter ?? {}
        const isManaged = filterCondition === GroupListing.managed
        if (isManaged) requireListing(account)
        const found = chatGroups.all.filter(
          ({ name, members }) => (isManaged || members.has(account.id)) && matches(match, name),
        )
        const { items, pageInfo } = pageOf(found, body)
        return ok(items.map(groupRow), pageInfo)
      }),
    ),
    handler(imGroup.info, ({ params, session }) =>
      orRefused(() => {
        const group = chatGroups.get(params.groupid)
        requireMember(group, session.account)
        return ok(groupRow(group))
      }),
    ),
    handler(imGroup.create, ({ body: { name, desc, expireDelete: expireS = 0 }, session }) =>
      orRefused(() => ok(groupRow(chatGroups.create({ name, desc, expireS }, session.account.id)))),
    ),
    handler(imGroup.change, ({ params, body, session }) =>
      orRefused(() => {
        const group = chatGroups.get(params.groupid)
        requireManager(group, session.account)
        chatGroups.change(group, body.name, body.desc)
        return ok(groupRow(group))
      }),
    ),
    handler(imGroup.remove, ({ params, session }) =>
      done(() => {
        const group = chatGroups.get(params.groupid)
        requireOwner(group, session.account)
        chatGroups.remove(group)
      }),
    ),
  ]
}

function memberHandlers(world: World): HandlerEntry[] {
  const { imGroup } = operations
  const { chatGroups } = world
  return [
    handler(imGroup.listMembers, ({ params, body, session }) =>
      orRefused(() => {
        const group = chatGroups.get(params.groupid)
        requireMember(group, session.account)
        const rows = [...group.members.values()]
          .map((member) => ({
            ...memberRow(world, member),
            ...(body.needStatus ? memberStatus(world, member) : {}),
          }))
          .filter(({ memberID, memberName, name = '' }) => matches(body.filter?.match, memberID, memberName, name))
        const { items, pageInfo } = pageOf(rows, body)
        return ok([...items], pageInfo)
      }),
    ),
    handler(imGroup.memberInfo, ({ params, session }) =>
      orRefused(() => {
        const group = chatGroups.get(params.groupid)
        requireMember(group, session.account)
        const member = memberOf(group, params.memberid)
        return ok({ ...memberRow(world, member), ...memberStatus(world, member) })
      }),
    ),
    handler(imGroup.renameMe, ({ params, body: { name }, session: { account } }) =>
      orRefused(() => {
        const group = chatGroups.get(params.groupid)
        const member = memberOf(group, account.id)
        chatGroups.changeMember(group, member, name, undefined)
        return ok({ ...memberRow(world, member), name })
      }),
    ),
  ]
}

function memberChangeHandlers(world: World): HandlerEntry[] {
  const { imGroup } = operations
  const { chatGroups } = world
  return [
    handler(imGroup.addMembers, ({ params, body, session }) =>
      orRefused(() => {
        const group = chatGroups.get(params.groupid)
        requireManager(group, session.account)
        const { added, refusal } = addAll(body.members.map(wanted), (given) => chatGroups.add(group, given))
        if (refusal && added.length === 0) throw refusal
        return ok(added.map((member) => memberRow(world, member)))
      }),
    ),
    handler(imGroup.removeMembers, ({ params, body, session: { account } }) =>
      done(() => {
        const group = chatGroups.get(params.groupid)
        requireManager(group, account)
        const leaving = (body.members ?? []).map(({ id }) => memberOf(group, id))
        if (leaving.some((member) => member.isOwner || (member.isManager && !isOwner(group, account))))
          throw new Refusal(PlatformCode.noPermission, 'only the owner removes managers, nobody the owner')
        for (const member of leaving) chatGroups.drop(group, member)
      }),
    ),
    handler(imGroup.changeMember, ({ params, body, session: { account } }) =>
      orRefused(() => {
        const group = chatGroups.get(params.groupid)
        requireManager(group, account)
        const member = memberOf(group, params.id)
        if (body.permissions) requireOwner(group, account)
        chatGroups.changeMember(group, member, body.name, managerLevel(body.permissions ?? [], member))
        return ok(memberRow(world, member))
      }),
    ),
  ]
}

/** Documentation: all groups are listed for who manages groups and users. */
function requireListing(account: Account): void {
  if (holds(account, Permission.imGroups) && holds(account, Permission.users)) return
  throw new Refusal(PlatformCode.noPermission, 'needs the permissions for groups and users')
}

function wanted({ memberID, memberType, name }: { memberID?: string; memberType?: NewMember['type']; name?: string }) {
  if (memberID === undefined || memberType === undefined)
    throw new Refusal(PlatformCode.badParameter, 'a member has no memberID or memberType')
  return { type: memberType, memberId: memberID, nickname: name }
}

/** Some may get in when others do not: the answer names those who did. */
function addAll(given: readonly NewMember[], add: (given: NewMember) => GroupMember) {
  const added: GroupMember[] = []
  let refusal: Refusal | undefined
  for (const one of given) {
    try {
      added.push(add(one))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusal = error
    }
  }
  return { added, refusal }
}

/** Whether the member is a manager from now on; undefined for no change. */
function managerLevel(rights: readonly { id?: string; level?: number }[], member: GroupMember): boolean | undefined {
  for (const { id } of rights)
    if (id !== GroupRight.manager) throw new Refusal(PlatformCode.badParameter, 'only the manager right can be given')
  const [right] = rights
  if (right && member.isOwner) throw new Refusal(PlatformCode.badParameter, 'the owner keeps all rights')
  return right && right.level !== 0
}
