/** Documentation: chapter "User Management", the groups. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { OnlineReason } from '../../../shared/platform/log.ts'
import { Permission } from '../../../shared/platform/values.ts'
import { holds, type Account } from '../accounts.ts'
import { checkGroup } from '../accounts/checks.ts'
import { cutOff } from '../accounts/cut-off.ts'
import type { Group } from '../fleet/build.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused, Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'

const { userManagement } = operations

export const MAX_USER_GROUPS = 5000

export function userGroupHandlers(world: World): HandlerEntry[] {
  return [
    handler(userManagement.createGroup, ({ body, session }) => orRefused(() => create(world, session.account, body))),
    handler(userManagement.changeGroup, ({ params, body, session }) =>
      orRefused(() => change(world, session.account, params.gid, body)),
    ),
    handler(userManagement.removeGroup, ({ params, session }) =>
      done(() => remove(world, session.account, params.gid)),
    ),
  ]
}

function create(world: World, caller: Account, body: BodyOf<typeof userManagement.createGroup>) {
  const { userGroups } = world
  const { pid, name, abbreviation, desc } = body
  checkGroup(world, caller, pid)
  checkName(world, pid, name)
  if (userGroups.groups.length >= MAX_USER_GROUPS) throw new Refusal(PlatformCode.maxLimit, 'too many user groups')
  const group = userGroups.add(pid, name, desc)
  if (abbreviation !== undefined) userGroups.abbreviate(group.id, abbreviation)
  return ok(written(world, group))
}

function change(world: World, caller: Account, gid: string, body: BodyOf<typeof userManagement.changeGroup>) {
  const { userGroups } = world
  const group = groupOf(world, caller, gid)
  checkName(world, group.pid, body.name, gid)
  if (body.abbreviation !== undefined) userGroups.abbreviate(gid, body.abbreviation)
  return ok(written(world, userGroups.change(group, body.name, body.desc)))
}

/** "When deleting a user group, the users under the group will be deleted": with the groups below it and their users. */
function remove(world: World, caller: Account, gid: string): void {
  const { userGroups, accounts } = world
  const group = groupOf(world, caller, gid)
  if (group.pid === '') throw new Refusal(PlatformCode.forbidden, 'the root group stays')
  const doomed = usersBelow(world, group)
  if (doomed.some((account) => account === caller || holds(account, Permission.superAdministrator)))
    throw new Refusal(PlatformCode.forbidden, 'the group holds oneself or a super administrator')
  userGroups.remove(group)
  for (const account of doomed) {
    cutOff(world, account, OnlineReason.deleted)
    accounts.remove(account)
  }
}

function usersBelow({ userGroups, accounts }: World, group: Group): readonly Account[] {
  const below = new Set([group.id])
  // Parents stand before their children.
  for (const { id, pid } of userGroups.groups) if (below.has(pid)) below.add(id)
  return [...accounts.values()].filter(({ gid }) => below.has(gid))
}

function groupOf(world: World, caller: Account, gid: string): Group {
  checkGroup(world, caller, gid)
  const group = world.userGroups.find(gid)
  if (!group) throw new Refusal(PlatformCode.notFound, 'no such user group')
  return group
}

function checkName({ userGroups }: World, pid: string, name: string, except?: string): void {
  if (name.trim() === '') throw new Refusal(PlatformCode.badParameter, 'name: must not be empty')
  if (userGroups.hasChild(pid, name, except)) throw new Refusal(PlatformCode.exists, 'a group beside it has this name')
}

function written({ userGroups }: World, { id, pid, name, desc }: Group) {
  return { id, pid, name, abbreviation: userGroups.abbreviationOf(id), desc: desc ?? '' }
}
