/** Documentation: chapter "Role". */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { PermissionLevel } from '../../../shared/platform/role.ts'
import { Permission, type PermissionId } from '../../../shared/platform/values.ts'
import { holds, type Account } from '../accounts.ts'
import { seesRole } from '../accounts/access.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused, Refusal } from '../http/refusal.ts'
import { GIVEN_ROLES, MAX_ROLES, type Role } from '../roles/roles.ts'
import type { World } from '../world.ts'

const { role } = operations

export function roleHandlers(world: World): HandlerEntry[] {
  const { roles } = world
  return [
    handler(role.list, ({ body, session }) => {
      const found = roles.all.filter((one) => seesRole(session.account, one) && matches(body.filter?.match, one.name))
      const { items, pageInfo } = pageOf(found, body)
      return ok(
        items.map(({ id, name }) => ({ id, name })),
        pageInfo,
      )
    }),
    handler(role.info, ({ params, session }) =>
      orRefused(() => ok(written(visibleRole(world, session.account, params.roleid)))),
    ),
    handler(role.create, ({ body, session }) =>
      orRefused(() => {
        const { account } = session
        checkName(world, body.name)
        const permissions = granted(account, body.permissions)
        if (roles.all.length >= MAX_ROLES) throw new Refusal(PlatformCode.maxLimit, 'too many roles')
        return ok(written(roles.create({ name: body.name, creator: account.id, permissions })))
      }),
    ),
    handler(role.change, ({ params, body, session }) =>
      orRefused(() => {
        const found = managedRole(world, session.account, params.roleid)
        checkName(world, body.name, found)
        const permissions = granted(session.account, body.permissions)
        if (found.id === 'administrator' && !permissions.has(Permission.superAdministrator))
          throw new Refusal(PlatformCode.forbidden, 'this role stays super administrator')
        found.name = body.name
        found.permissions = permissions
        return ok(written(found))
      }),
    ),
    handler(role.remove, ({ params, session }) =>
      done(() => {
        const found = managedRole(world, session.account, params.roleid)
        if (Object.hasOwn(GIVEN_ROLES, found.id)) throw new Refusal(PlatformCode.forbidden, 'this role stays')
        roles.remove(found)
      }),
    ),
  ]
}

export function visibleRole({ roles }: World, caller: Account, id: string): Role {
  const found = roles.find(id)
  if (!found) throw new Refusal(PlatformCode.notFound, 'no such role')
  if (!seesRole(caller, found)) throw new Refusal(PlatformCode.noPermission, 'no permission for this role')
  return found
}

/** Nobody but a super administrator changes a role that is their own: they would give to themselves. */
export function managedRole(world: World, caller: Account, id: string): Role {
  const found = visibleRole(world, caller, id)
  if (caller.roles.has(found) && !holds(caller, Permission.superAdministrator))
    throw new Refusal(PlatformCode.noPermission, 'no permission for one’s own role')
  return found
}

/** Those with a level above 0. Nobody grants what they do not hold. */
function granted(
  caller: Account,
  wanted: readonly { readonly id: PermissionId; readonly level: number }[],
): ReadonlySet<PermissionId> {
  const permissions = new Set(wanted.filter(({ level }) => level !== PermissionLevel.none).map(({ id }) => id))
  for (const id of permissions)
    if (!holds(caller, id)) throw new Refusal(PlatformCode.noPermission, `no permission to grant ${id}`)
  return permissions
}

function checkName({ roles }: World, name: string, except?: Role): void {
  if (name.trim() === '') throw new Refusal(PlatformCode.badParameter, 'name: must not be empty')
  if (roles.hasName(name, except)) throw new Refusal(PlatformCode.exists, 'a role has this name')
}

function written({ id, name, creator, permissions }: Role) {
  const { granted: yes, none } = PermissionLevel
  return {
    id,
    name,
    creator,
    permissions: Object.values(Permission).map((one) => ({ id: one, level: permissions.has(one) ? yes : none })),
  }
}
