/** Documentation: chapter "User Management". */
import Type from 'typebox'
import { op } from './define.ts'
import { ResourceKindSchema, resourcesBody } from './role.ts'
import { Identity, Profile, UserGroupSchema, UserId } from './user.ts'
import { NewId, Permission } from './values.ts'

/** What the codes of `user.checkNew` mean: it has a table of its own. */
export const NewUserCheck = { available: 0, exists: 1, illegalId: 2, noGroup: 3, noPermission: 4 } as const

const GroupId = Type.Object({ gid: Type.String({ description: 'user group' }) })
const gid = Type.String({ description: 'user group' })
const enable = Type.Optional(Type.Boolean({ description: 'may log in' }))
const allocate = Type.String({ description: 'account of who made it' })
const password = Type.String({ pattern: '^[^:]+:[0-9a-fA-F]+$', description: 'ALG:hex of account_password' })
const { id, pid, ...groupNaming } = UserGroupSchema.properties
const resourceId = Type.Number({ description: 'number of the resource' })
const objID = Type.String({ description: 'ID of the group or role' })

export const userManagement = {
  createGroup: op({
    name: 'usergroup.create',
    method: 'POST',
    path: '/bvcsp/v1/usergroup/create',
    permission: Permission.userGroups,
    body: Type.Object({ pid, ...groupNaming }),
    data: Type.Object({ id, pid, ...groupNaming }),
  }),
  changeGroup: op({
    name: 'usergroup.change',
    method: 'PUT',
    path: '/bvcsp/v1/usergroup/:gid',
    permission: Permission.userGroups,
    params: GroupId,
    body: Type.Object(groupNaming),
    data: UserGroupSchema,
  }),
  /** Removes the users of the group too. */
  removeGroup: op({
    name: 'usergroup.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/usergroup/:gid',
    permission: Permission.userGroups,
    params: GroupId,
  }),
  requirement: op({
    name: 'user.requirement',
    method: 'GET',
    path: '/bvcsp/v1/user/requirement',
    open: true,
    data: Type.Object({
      real_name: Type.Optional(Type.Boolean({ description: 'users need a name and an identity card number' })),
      complex_password: Type.Optional(Type.Boolean({ description: '8 characters of three kinds, not the account' })),
      password_cycle: Type.Optional(
        Type.Number({ unit: 'day', description: 'reminds of a new password; 0 for never' }),
      ),
      password_alg: Type.Optional(Type.String({ description: 'SHA256' })),
    }),
  }),
  /** Its codes mean what `NewUserCheck` says. */
  checkNew: op({
    name: 'user.checkNew',
    method: 'POST',
    path: '/bvcsp/v1/user/newusercheck',
    idempotent: true,
    body: Type.Object({ id: Type.Optional(Type.String({ description: 'account to be' })), gid }),
  }),
  create: op({
    name: 'user.create',
    method: 'POST',
    path: '/bvcsp/v1/user/create',
    permission: Permission.users,
    body: Type.Object({
      id: NewId,
      gid,
      name: Type.String(),
      ...Identity,
      password_encrypted: password,
      ...Profile,
    }),
    data: Type.Object({
      id: Type.String({ description: 'account' }),
      gid,
      name: Type.String(),
      ...Identity,
      allocate,
      ...Profile,
    }),
  }),
  change: op({
    name: 'user.change',
    method: 'PUT',
    path: '/bvcsp/v1/user/:userid',
    destructive: true,
    permission: Permission.users,
    params: UserId,
    body: Type.Object({ gid, enable, name: Type.String(), ...Identity, ...Profile }),
    data: Type.Object({
      id: Type.String({ description: 'account' }),
      gid,
      enable,
      name: Type.String(),
      ...Identity,
      allocate,
      ...Profile,
    }),
  }),
  remove: op({
    name: 'user.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/user/:userid',
    permission: Permission.users,
    params: UserId,
  }),
  /** For others' accounts only; `auth.password` is for one's own. */
  setPassword: op({
    name: 'user.setPassword',
    method: 'POST',
    path: '/bvcsp/v1/user/password/:userid',
    destructive: true,
    permission: Permission.users,
    params: UserId,
    body: Type.Object({ password_encrypted: password, new_password_encrypted: password }),
  }),
  kick: op({
    name: 'user.kick',
    method: 'POST',
    path: '/bvcsp/v1/user/kickout',
    destructive: true,
    permission: Permission.users,
    body: Type.Object({
      id: Type.String({ description: 'account' }),
      appID: Type.Optional(Type.Number({ description: 'login instance; 0 for all' })),
    }),
  }),
  resources: op({
    name: 'user.resources',
    method: 'GET',
    path: '/bvcsp/v1/user/resource/:userid',
    params: UserId,
    data: Type.Array(Type.Object({ id: resourceId, objType: ResourceKindSchema, objID })),
  }),
  addResources: op({
    name: 'user.addResources',
    method: 'POST',
    path: '/bvcsp/v1/user/resource/add/:userid',
    permission: Permission.users,
    params: UserId,
    body: resourcesBody(Type.Object({ objType: ResourceKindSchema, objID })),
    data: Type.Array(
      Type.Object({
        id: Type.Optional(resourceId),
        objType: Type.Optional(ResourceKindSchema),
        objID: Type.Optional(objID),
      }),
    ),
  }),
  removeResources: op({
    name: 'user.removeResources',
    method: 'POST',
    path: '/bvcsp/v1/user/resource/del/:userid',
    destructive: true,
    permission: Permission.users,
    params: UserId,
    body: resourcesBody(Type.Object({ id: resourceId })),
  }),
}
