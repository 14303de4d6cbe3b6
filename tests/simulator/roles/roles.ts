/** The roles: permissions and resources that accounts share. Documentation: chapter "Role". */
import { ResourceKind } from '../../../shared/platform/role.ts'
import { Permission, type PermissionId } from '../../../shared/platform/values.ts'
import { ResourceList } from './resources.ts'

export interface Role {
  readonly id: string
  name: string
  /** Account of who made it. */
  readonly creator: string
  permissions: ReadonlySet<PermissionId>
  readonly resources: ResourceList
}

export interface GivenRole {
  readonly name: string
  readonly creator: string
  readonly permissions: ReadonlySet<PermissionId>
}

export interface Roles {
  /** In the order they were made. */
  readonly all: readonly Role[]
  find(id: string): Role | undefined
  hasName(name: string, except?: Role): boolean
  create(given: GivenRole): Role
  /** Also from every account and from what others may reach. */
  remove(role: Role): void
  onRemoved(listener: (role: Role) => void): void
}

export const MAX_ROLES = 200

/** Roles there are from the start; they cannot be removed. All reach all groups. */
export const GIVEN_ROLES = {
  administrator: { name: '系统管理员 / Administrator', permissions: [Permission.superAdministrator] },
  dispatcher: {
    name: '调度员 / Dispatcher',
    permissions: [Permission.imGroups, Permission.alarms, Permission.regions],
  },
  guest: { name: '访客 / Guest', permissions: [] },
  patrol: { name: '巡逻 / Patrol', permissions: [] },
} as const
export type GivenRoleId = keyof typeof GIVEN_ROLES

/** `rootId`: of the groups of devices and of users. */
export function createRoles(rootId: string): Roles {
  const byId = new Map<string, Role>()
  const listeners = new Set<(role: Role) => void>()
  let created = 0
  const put = (id: string, { name, creator, permissions }: GivenRole): Role => {
    const role = { id, name, creator, permissions, resources: new ResourceList() }
    byId.set(id, role)
    return role
  }
  for (const [id, { name, permissions }] of Object.entries(GIVEN_ROLES)) {
    const { resources } = put(id, { name, creator: 'admin', permissions: new Set<PermissionId>(permissions) })
    resources.add(ResourceKind.deviceGroup, rootId)
    resources.add(ResourceKind.userGroup, rootId)
  }
  return {
    get all() {
      return [...byId.values()]
    },
    find: (id) => byId.get(id),
    hasName: (name, except) => [...byId.values()].some((role) => role !== except && role.name === name),
    create: (given) => put(`role${String(++created).padStart(4, '0')}`, given),
    remove(role) {
      byId.delete(role.id)
      for (const listener of listeners) listener(role)
    },
    onRemoved: (listener) => void listeners.add(listener),
  }
}
