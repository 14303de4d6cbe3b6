/** One chat group and its members, and what members may do in it. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { GroupRight, type MemberTypeId } from '../../../shared/platform/im-group.ts'
import { Permission } from '../../../shared/platform/values.ts'
import { holds, type Account } from '../accounts.ts'
import { Refusal } from '../http/refusal.ts'

export interface GroupMember {
  /** Its number in the group. */
  readonly number: number
  readonly type: MemberTypeId
  /** Account or device id. */
  readonly memberId: string
  /** Name in the group. */
  nickname: string | undefined
  readonly isOwner: boolean
  isManager: boolean
}

export interface ChatGroup {
  readonly id: string
  name: string
  desc: string | undefined
  readonly creator: string
  /** Epoch ms. */
  readonly createdAtMs: number
  /** A temporary group goes after so many seconds without speech; 0 for one that stays. */
  readonly expireS: number
  /** By account or device id, in the order they came. */
  readonly members: ReadonlyMap<string, GroupMember>
}

/** Both the number and the id of who it is name a member. Unknown: 2. */
export function memberOf(group: ChatGroup, given: string | number): GroupMember {
  const byId = group.members.get(String(given))
  const member = byId ?? [...group.members.values()].find(({ number }) => String(number) === String(given))
  if (!member) throw new Refusal(PlatformCode.notFound, 'no such member in the group')
  return member
}

/** Who looks after the chat groups of the platform may do in any group what its owner may. */
export function isGroupAdministrator(account: Account): boolean {
  return holds(account, Permission.imGroups)
}

/** Neither member nor administrator: 16. */
export function requireMember(group: ChatGroup, account: Account): void {
  if (group.members.has(account.id) || isGroupAdministrator(account)) return
  throw new Refusal(PlatformCode.noPermission, 'not a member of the group')
}

/** Neither owner nor manager: 16. */
export function requireManager(group: ChatGroup, account: Account): void {
  if (group.members.get(account.id)?.isManager || isOwner(group, account)) return
  throw new Refusal(PlatformCode.noPermission, 'needs the owner or a manager of the group')
}

/** Not the owner: 16. */
export function requireOwner(group: ChatGroup, account: Account): void {
  if (!isOwner(group, account)) throw new Refusal(PlatformCode.noPermission, 'needs the owner of the group')
}

export function isOwner(group: ChatGroup, account: Account): boolean {
  return group.members.get(account.id)?.isOwner === true || isGroupAdministrator(account)
}

export function rightsOf({ isOwner: owner, isManager }: GroupMember) {
  return [
    { id: GroupRight.owner, level: Number(owner) },
    { id: GroupRight.manager, level: Number(isManager) },
  ]
}
