/** Documentation: chapter "Role". */
import Type, { type TSchema } from 'typebox'
import { op, pageBody } from './define.ts'
import { oneOf, Permission } from './values.ts'

/** `level` of a permission. */
export const PermissionLevel = { none: 0, granted: 1 } as const

export const PermissionSchema = oneOf(Permission)
export const PermissionLevelSchema = oneOf(PermissionLevel)

/** What a resource of a role or of a user extends its rights to. */
export const ResourceKind = { deviceGroup: 1, userGroup: 2, role: 3 } as const

export const ResourceKindSchema = oneOf(ResourceKind)

const RoleId = Type.Object({ roleid: Type.String({ description: 'role ID' }) })
const permissions = Type.Array(Type.Object({ id: PermissionSchema, level: PermissionLevelSchema }))
const creator = Type.String({ description: 'account of who made it' })
const Role = Type.Object({ id: Type.String(), name: Type.String(), creator, permissions })

// The documentation writes `objtype` and `objid` for roles, `objType` and `objID` for users.
const objid = Type.String({ description: 'ID of the group or role' })
const resourceId = Type.Number({ description: 'number of the resource' })

/** Body of the operations that add or remove several at once. */
export function resourcesBody<S extends TSchema>(item: S) {
  return Type.Object({ resources: Type.Optional(Type.Array(item)) })
}

export const role = {
  list: op({
    name: 'role.list',
    method: 'POST',
    path: '/bvcsp/v1/role/list',
    idempotent: true,
    paged: true,
    body: pageBody(Type.Object({ match: Type.Optional(Type.String({ description: 'part of the name' })) })),
    data: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  }),
  info: op({
    name: 'role.info',
    method: 'GET',
    path: '/bvcsp/v1/role/info/:roleid',
    params: RoleId,
    data: Type.Object({
      id: Type.String(),
      name: Type.String(),
      creator,
      permissions: Type.Optional(
        Type.Array(Type.Object({ id: Type.Optional(PermissionSchema), level: Type.Optional(PermissionLevelSchema) })),
      ),
    }),
  }),
  create: op({
    name: 'role.create',
    method: 'POST',
    path: '/bvcsp/v1/role/create',
    permission: Permission.roles,
    body: Type.Object({ name: Type.String(), permissions }),
    data: Role,
  }),
  change: op({
    name: 'role.change',
    method: 'PUT',
    path: '/bvcsp/v1/role/:roleid',
    permission: Permission.roles,
    params: RoleId,
    body: Type.Object({ name: Type.String(), permissions }),
    data: Role,
  }),
  remove: op({
    name: 'role.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/role/:roleid',
    permission: Permission.roles,
    params: RoleId,
  }),
  resources: op({
    name: 'role.resources',
    method: 'GET',
    path: '/bvcsp/v1/role/resource/:roleid',
    params: RoleId,
    data: Type.Array(Type.Object({ id: resourceId, objtype: ResourceKindSchema, objid })),
  }),
  addResources: op({
    name: 'role.addResources',
    method: 'POST',
    path: '/bvcsp/v1/role/resource/add/:roleid',
    permission: Permission.roles,
    params: RoleId,
    body: resourcesBody(Type.Object({ objtype: ResourceKindSchema, objid })),
    data: Type.Array(
      Type.Object({
        id: Type.Optional(resourceId),
        objtype: Type.Optional(ResourceKindSchema),
        objid: Type.Optional(objid),
      }),
    ),
  }),
  removeResources: op({
    name: 'role.removeResources',
    method: 'POST',
    path: '/bvcsp/v1/role/resource/del/:roleid',
    destructive: true,
    permission: Permission.roles,
    params: RoleId,
    body: resourcesBody(Type.Object({ id: resourceId })),
  }),
}
