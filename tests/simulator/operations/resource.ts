/** Resources of roles and of users: the same under two spellings. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { ResourceKind } from '../../../shared/platform/role.ts'
import type { Account } from '../accounts.ts'
import { deviceGroupsOf, reaches, seesRole, userGroupsOf } from '../accounts/access.ts'
import { managedUser, visibleUser } from '../accounts/checks.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused, Refusal } from '../http/refusal.ts'
import type { Resource, ResourceKindId, ResourceList } from '../roles/resources.ts'
import type { World } from '../world.ts'
import { managedRole, visibleRole } from './role.ts'

const { role, userManagement } = operations

export const MAX_RESOURCES = 1000

export function resourceHandlers(world: World): HandlerEntry[] {
  const ofRole = ({ id, kind, objectId }: Resource) => ({ id, objtype: kind, objid: objectId })
  const ofUser = ({ id, kind, objectId }: Resource) => ({ id, objType: kind, objID: objectId })
  return [
    handler(role.resources, ({ params, session }) =>
      orRefused(() => ok(known(world, visibleRole(world, session.account, params.roleid).resources).map(ofRole))),
    ),
    handler(role.addResources, ({ params, body, session }) =>
      orRefused(() => {
        const wanted = (body.resources ?? []).map(({ objtype, objid }) => [objtype, objid] as const)
        const { resources } = managedRole(world, session.account, params.roleid)
        return ok(add(world, session.account, resources, wanted).map(ofRole))
      }),
    ),
    handler(role.removeResources, ({ params, body, session }) =>
      done(() => remove(managedRole(world, session.account, params.roleid).resources, body.resources ?? [])),
    ),
    handler(userManagement.resources, ({ params, session }) =>
      orRefused(() => ok(known(world, visibleUser(world, session.account, params.userid).resources).map(ofUser))),
    ),
    handler(userManagement.addResources, ({ params, body, session }) =>
      orRefused(() => {
        const wanted = (body.resources ?? []).map(({ objType, objID }) => [objType, objID] as const)
        const { resources } = managedUser(world, session.account, params.userid)
        return ok(add(world, session.account, resources, wanted).map(ofUser))
      }),
    ),
    handler(userManagement.removeResources, ({ params, body, session }) =>
      done(() => remove(managedUser(world, session.account, params.userid).resources, body.resources ?? [])),
    ),
  ]
}

/** Those whose group or role is gone are gone too. */
function known(world: World, resources: ResourceList): readonly Resource[] {
  return resources.all.filter(({ kind, objectId }) => exists(world, kind, objectId))
}

/** All or none. Nobody hands out what they do not reach themselves. */
function add(
  world: World,
  caller: Account,
  resources: ResourceList,
  wanted: readonly (readonly [ResourceKindId, string])[],
): readonly Resource[] {
  for (const [kind, objectId] of wanted) {
    if (!exists(world, kind, objectId)) throw new Refusal(PlatformCode.notFound, `no such object: ${objectId}`)
    if (!reachesObject(world, caller, kind, objectId))
      throw new Refusal(PlatformCode.noPermission, `no permission for ${objectId}`)
  }
  if (resources.all.length + wanted.length > MAX_RESOURCES)
    throw new Refusal(PlatformCode.maxLimit, 'too many resources')
  return wanted.map(([kind, objectId]) => resources.add(kind, objectId))
}

function remove(resources: ResourceList, unwanted: readonly { id: number }[]): void {
  const missing = unwanted.find(({ id }) => !resources.has(id))
  if (missing) throw new Refusal(PlatformCode.notFound, `no such resource: ${missing.id}`)
  resources.remove(new Set(unwanted.map(({ id }) => id)))
}

function exists({ fleet, userGroups, roles }: World, kind: ResourceKindId, id: string): boolean {
  if (kind === ResourceKind.deviceGroup) return fleet.tree.find(id) !== undefined
  return (kind === ResourceKind.userGroup ? userGroups.find(id) : roles.find(id)) !== undefined
}

function reachesObject(world: World, caller: Account, kind: ResourceKindId, id: string): boolean {
  if (kind === ResourceKind.deviceGroup) return reaches(deviceGroupsOf(world, caller), id)
  if (kind === ResourceKind.userGroup) return reaches(userGroupsOf(world, caller), id)
  const role = world.roles.find(id)
  return role !== undefined && seesRole(caller, role)
}
