/**
 * What an account may reach. Resources name groups, and mean all below them; those of its roles and its own count together.
 * Who is super administrator reaches everything. An account always reaches itself.
 */
import { ResourceKind } from '../../../shared/platform/role.ts'
import { Permission } from '../../../shared/platform/values.ts'
import { holds, type Account } from '../accounts.ts'
import type { Device, Group } from '../fleet/build.ts'
import type { ResourceKindId } from '../roles/resources.ts'
import type { Role } from '../roles/roles.ts'
import type { World } from '../world.ts'

/** Ids of groups, or all there are. */
export type Reach = ReadonlySet<string> | 'all'

export function reaches(reach: Reach, id: string): boolean {
  return reach === 'all' || reach.has(id)
}

export function deviceGroupsOf(world: Pick<World, 'fleet'>, account: Account): Reach {
  return groupsBelow(account, ResourceKind.deviceGroup, world.fleet.groups)
}

export function userGroupsOf(world: Pick<World, 'userGroups'>, account: Account): Reach {
  return groupsBelow(account, ResourceKind.userGroup, world.userGroups.groups)
}

/** The groups an account reaches and those above them: without these its tree would have no root. */
export function listedGroups(groups: readonly Group[], reach: Reach): readonly Group[] {
  if (reach === 'all') return groups
  const byId = new Map(groups.map((group) => [group.id, group]))
  const listed = new Set<string>()
  for (const id of reach)
    for (let group = byId.get(id); group && !listed.has(group.id); group = byId.get(group.pid)) listed.add(group.id)
  return groups.filter(({ id }) => listed.has(id))
}

export function seesDevice(world: Pick<World, 'fleet'>, account: Account, device: Pick<Device, 'gid'>): boolean {
  return reaches(deviceGroupsOf(world, account), device.gid)
}

export function visibleDevices(world: Pick<World, 'fleet'>, account: Account): readonly Device[] {
  const reach = deviceGroupsOf(world, account)
  return reach === 'all' ? world.fleet.devices : world.fleet.devices.filter(({ gid }) => reach.has(gid))
}

/** Whether what is on record of a device is for the account. Of one that is gone: for those who reach all; of none: for all. */
export function recordReach(world: Pick<World, 'fleet'>, account: Account): (deviceId: string) => boolean {
  const reach = deviceGroupsOf(world, account)
  return (deviceId) => deviceId === '' || reaches(reach, world.fleet.byId.get(deviceId)?.gid ?? '')
}

/** Whether it may open streams, files and controls of the device. */
export function mayOpen(world: Pick<World, 'fleet'>, account: Account, device: Device): boolean {
  const isDenied = account.deniedEvery > 0 && device.number % account.deniedEvery === 0
  return !isDenied && seesDevice(world, account, device)
}

export function seesUser(world: Pick<World, 'userGroups'>, account: Account, other: Account): boolean {
  return account === other || reaches(userGroupsOf(world, account), other.gid)
}

export function visibleUsers(world: Pick<World, 'userGroups' | 'accounts'>, account: Account): readonly Account[] {
  const reach = userGroupsOf(world, account)
  const all = [...world.accounts.values()]
  return reach === 'all' ? all : all.filter((other) => other === account || reach.has(other.gid))
}

/** Its own, those it made, and those it was given to hand out. */
export function seesRole(account: Account, role: Role): boolean {
  return (
    holds(account, Permission.superAdministrator) ||
    account.roles.has(role) ||
    role.creator === account.id ||
    isGiven(account, ResourceKind.role, role.id)
  )
}

function isGiven({ resources, roles }: Account, kind: ResourceKindId, objectId: string): boolean {
  if (resources.names(kind, objectId)) return true
  for (const role of roles) if (role.resources.names(kind, objectId)) return true
  return false
}

function objectsOf(account: Account, kind: ResourceKindId): Set<string> {
  const ids = new Set(account.resources.objects(kind))
  for (const { resources } of account.roles) for (const id of resources.objects(kind)) ids.add(id)
  return ids
}

/** `groups`: parents before children, the root first. */
function groupsBelow(account: Account, kind: ResourceKindId, groups: readonly Group[]): Reach {
  const rootId = groups[0]?.id ?? ''
  if (holds(account, Permission.superAdministrator) || isGiven(account, kind, rootId)) return 'all'
  const reached = objectsOf(account, kind)
  for (const { id, pid } of groups) if (reached.has(pid)) reached.add(id)
  return reached
}
