/** What has to hold before a user is made or changed; each throws `Refusal`. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { Permission } from '../../../shared/platform/values.ts'
import { holds, type Account } from '../accounts.ts'
import { Refusal } from '../http/refusal.ts'
import type { Role } from '../roles/roles.ts'
import type { World } from '../world.ts'
import { reaches, seesRole, seesUser, userGroupsOf } from './access.ts'
import { isIdentityCard } from './identity-card.ts'

/** A user that `caller` sees. */
export function visibleUser(world: World, caller: Account, id: string): Account {
  const found = world.accounts.get(id)
  if (!found) throw new Refusal(PlatformCode.notFound, 'no such user')
  if (!seesUser(world, caller, found)) throw new Refusal(PlatformCode.noPermission, 'no permission for this user')
  return found
}

/** A user that `caller`, who manages users, may manage: only who is super administrator manages such. */
export function managedUser(world: World, caller: Account, id: string): Account {
  const found = visibleUser(world, caller, id)
  const { superAdministrator } = Permission
  if (holds(found, superAdministrator) && !holds(caller, superAdministrator))
    throw new Refusal(PlatformCode.noPermission, 'no permission for this user')
  return found
}

export function checkGroup(world: World, caller: Account, gid: string): void {
  if (!world.userGroups.find(gid)) throw new Refusal(PlatformCode.notFound, 'no such user group')
  if (!reaches(userGroupsOf(world, caller), gid))
    throw new Refusal(PlatformCode.noPermission, 'no permission for this user group')
}

/** Roles that `caller` may hand out. */
export function grantedRoles(world: World, caller: Account, ids: readonly string[]): ReadonlySet<Role> {
  return new Set(
    ids.map((id) => {
      const role = world.roles.find(id)
      if (!role) throw new Refusal(PlatformCode.notFound, `no such role: ${id}`)
      if (!seesRole(caller, role)) throw new Refusal(PlatformCode.noPermission, `no permission for the role ${id}`)
      return role
    }),
  )
}

/** With the real-name system: a name, and a card number that is good and nobody else's. */
export function checkRealName(world: World, id: string, name: string, idcard: string): void {
  if (!world.settings.realName) return
  if (name.trim() === '') throw new Refusal(PlatformCode.badParameter, 'name: must not be empty')
  if (!isIdentityCard(idcard)) throw new Refusal(PlatformCode.badParameter, 'idcard: not an identity card number')
  for (const other of world.accounts.values())
    if (other.id !== id && other.idcard === idcard)
      throw new Refusal(PlatformCode.exists, 'idcard: another user has it')
}
