/** Documentation: chapter "user" (reading). */
import Type from 'typebox'
import { SparseChannelSchema, TimedGpsSchema } from './channel.ts'
import { op, orderedPageBody, pageBody } from './define.ts'
import { PositionSchema } from './position.ts'
import { oneOf } from './values.ts'

/** `status` of a user. */
export const UserStatus = { offline: 0, online: 1 } as const

/** `filter.status` of the list of users. */
export const UserStatusFilter = { all: 0, online: 1, offline: 2 } as const

/** `filter.device` of the list of on-line users: whether they are signed in on a device. */
export const UserDeviceFilter = { all: 0, withDevice: 1, withoutDevice: 2 } as const

export const UserId = Type.Object({ userid: Type.String({ description: 'account' }) })

const abbreviation = Type.Optional(Type.String({ description: 'short name, shown where the name is too long' }))
const pid = Type.String({ description: 'group above it' })
const gid = Type.String({ description: 'user group' })
const match = Type.Optional(Type.String({ description: 'part of the account or of the name' }))

export const UserGroupSchema = Type.Object({
  id: Type.String(),
  pid,
  name: Type.String(),
  abbreviation,
  desc: Type.Optional(Type.String()),
})

/** What a user may have beside account, group and name, in the documentation's order. */
export const Identity = {
  idcard: Type.Optional(Type.String({ description: 'identity card number' })),
  validity_time: Type.Optional(
    Type.Number({ unit: 's', moment: 's', minimum: 0, description: 'good until; 0 for ever' }),
  ),
}
export const Profile = {
  position: Type.Optional(Type.String({ description: 'job title' })),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  desc: Type.Optional(Type.String()),
  roles: Type.Optional(Type.Array(Type.String({ description: 'role ID' }))),
}

export const user = {
  rootGroup: op({
    name: 'usergroup.root',
    method: 'GET',
    path: '/bvcsp/v1/usergroup/root',
    data: Type.Object({
      id: Type.String(),
      name: Type.String(),
      abbreviation,
      desc: Type.Optional(Type.String()),
    }),
  }),
  groupInfo: op({
    name: 'usergroup.info',
    method: 'GET',
    path: '/bvcsp/v1/usergroup/info/:groupid',
    params: Type.Object({ groupid: Type.String() }),
    data: UserGroupSchema,
  }),
  listGroups: op({
    name: 'usergroup.list',
    method: 'POST',
    path: '/bvcsp/v1/usergroup/list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        match: Type.Optional(Type.String({ description: 'part of the name' })),
        pid: Type.Optional(pid),
      }),
    ),
    data: Type.Array(
      Type.Object({ id: Type.String(), pid, name: Type.String({ description: 'may be very long' }), abbreviation }),
    ),
  }),
  list: op({
    name: 'user.list',
    method: 'POST',
    path: '/bvcsp/v1/user/list',
    idempotent: true,
    paged: true,
    body: orderedPageBody(
      Type.Object({ match, gid: Type.Optional(gid), status: Type.Optional(oneOf(UserStatusFilter)) }),
    ),
    data: Type.Array(
      Type.Object({
        id: Type.String({ description: 'account' }),
        gid,
        name: Type.String(),
        position: Profile.position,
        enable: Type.Optional(Type.Boolean({ description: 'may log in' })),
        status: Type.Optional(oneOf(UserStatus)),
      }),
    ),
  }),
  listOnline: op({
    name: 'user.onlineList',
    method: 'POST',
    path: '/bvcsp/v1/user/online_list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        match,
        id: Type.Optional(Type.String({ description: 'account' })),
        gid: Type.Optional(gid),
        device: Type.Optional(oneOf(UserDeviceFilter)),
      }),
    ),
    data: Type.Array(
      Type.Object({
        id: Type.String({ description: 'account' }),
        gid,
        name: Type.String(),
        deviceID: Type.Optional(Type.String({ description: 'device that the user is signed in on' })),
        deviceName: Type.Optional(Type.String()),
        classID: Type.Optional(Type.Number({ description: 'device class' })),
        className: Type.Optional(Type.String()),
        channels: Type.Optional(Type.Array(SparseChannelSchema)),
        gps: Type.Optional(TimedGpsSchema),
      }),
    ),
  }),
  status: op({
    name: 'user.status',
    method: 'GET',
    path: '/bvcsp/v1/user/status/:userid',
    params: UserId,
    data: Type.Object({
      id: Type.String({ description: 'account' }),
      status: oneOf(UserStatus),
      sessions: Type.Optional(
        Type.Array(
          Type.Object({
            appID: Type.Number({ description: 'login instance' }),
            addr: Type.String({ description: 'address it is on-line from' }),
            protocol: Type.String({ description: 'http, sip …' }),
            time: Type.Number({ unit: 'ms', moment: 'ms', description: 'on-line since' }),
            deviceID: Type.Optional(Type.String({ description: 'terminal; may be empty' })),
          }),
        ),
      ),
    }),
  }),
  gps: op({
    name: 'user.gps',
    method: 'GET',
    path: '/bvcsp/v1/user/gpsdata/:userid',
    params: UserId,
    data: Type.Array(Type.Object({ deviceID: Type.String(), gps: PositionSchema })),
  }),
  info: op({
    name: 'user.info',
    method: 'GET',
    path: '/bvcsp/v1/user/info/:userid',
    params: UserId,
    data: Type.Object({
      id: Type.String({ description: 'account' }),
      enable: Type.Optional(Type.Boolean({ description: 'may log in' })),
      gid,
      name: Type.String(),
      idcard: Identity.idcard,
      creator: Type.String({ description: 'account of who made it' }),
      validity_time: Identity.validity_time,
      ...Profile,
      password_time: Type.Optional(Type.Number({ unit: 's', moment: 's', description: 'last change of the password' })),
    }),
  }),
}
