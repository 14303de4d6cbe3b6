/**
 * Platforms above this one: where they are, how the connection stands, which devices each is told of.
 * Documentation: chapter "28181out", the upper-level platforms.
 */
import Type from 'typebox'
import { op, PAGE } from './define.ts'
import { AuthorizationFields, GbId, OnlineFilter } from './gb28181.ts'
import { oneOf, Permission } from './values.ts'

const PORT = { minimum: 0, maximum: 65535 }

const Name = Type.String({ minLength: 1 })
const LocalIp = Type.String({ minLength: 1, description: 'address of this platform' })
const LocalPort = Type.Integer({ ...PORT, description: 'signalling port of this platform, 0 for any' })
const Password = Type.String()
const UpperIp = Type.String({ minLength: 1, description: 'address of the upper platform' })
const UpperPort = Type.Integer({ ...PORT, minimum: 1, description: 'signalling port of the upper platform' })
const Disable = Type.Boolean({ description: 'not to be connected' })
const WithoutChannels = { description: 'report channels as devices, for platforms that know no channels' }

const SETTINGS = {
  name: Name,
  localGB28181ServerId: GbId,
  localIp: LocalIp,
  localPort: LocalPort,
  password: Password,
  upperGB28181ServerId: GbId,
  upperIp: UpperIp,
  upperPort: UpperPort,
  disable: Disable,
  notIncludeChannel: Type.Boolean(WithoutChannels),
}

const UpperServerId = Type.Integer({ description: 'configuration ID of the upper platform' })
const UpperServer = Type.Object({ id: UpperServerId, ...SETTINGS })

const SharedDevice = Type.Object({
  id: Type.Integer({ description: 'of the entry, unique over all upper platforms' }),
  usid: UpperServerId,
  puid: Type.String({ description: 'device ID' }),
  name: Type.String(),
  gb28181id: GbId,
  online: Type.Boolean(),
})

export const gb28181Out = {
  create: op({
    name: 'upperServer.create',
    method: 'POST',
    path: '/bvcsp/v1/bv28181out/upperserver/create',
    permission: Permission.devices,
    body: Type.Object(SETTINGS),
    data: UpperServer,
  }),
  info: op({
    name: 'upperServer.info',
    method: 'GET',
    path: '/bvcsp/v1/bv28181out/upperserver/:id',
    params: Type.Object({ id: UpperServerId }),
    data: UpperServer,
  }),
  change: op({
    name: 'upperServer.change',
    method: 'PUT',
    path: '/bvcsp/v1/bv28181out/upperserver/:id',
    destructive: true,
    permission: Permission.devices,
    params: Type.Object({ id: UpperServerId }),
    body: Type.Object({
      name: Type.Optional(Name),
      localGB28181ServerId: Type.Optional(GbId),
      localIp: Type.Optional(LocalIp),
      localPort: Type.Optional(LocalPort),
      password: Password,
      upperGB28181ServerId: Type.Optional(GbId),
      upperIp: Type.Optional(UpperIp),
      upperPort: Type.Optional(UpperPort),
      disable: Disable,
      notIncludeChannel: Type.Boolean(WithoutChannels),
    }),
  }),
  remove: op({
    name: 'upperServer.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/bv28181out/upperserver/:id',
    permission: Permission.devices,
    params: Type.Object({ id: UpperServerId }),
  }),
  pushCatalog: op({
    name: 'upperServer.pushCatalog',
    method: 'POST',
    path: '/bvcsp/v1/bv28181out/pushcatalog/:id',
    permission: Permission.devices,
    params: Type.Object({ id: UpperServerId }),
  }),
  list: op({
    name: 'upperServer.list',
    method: 'GET',
    path: '/bvcsp/v1/bv28181out/upperserverlist',
    data: Type.Object({
      upperservers: Type.Array(
        Type.Object({
          state: Type.Object({
            onlineStatus: Type.Boolean(),
            onlineDeviceCount: Type.Integer({ minimum: 0 }),
            dialogCount: Type.Integer({ minimum: 0, description: 'channels that it has open' }),
          }),
          info: Type.Object({
            id: UpperServerId,
            ...SETTINGS,
            notIncludeChannel: Type.Boolean({ ...WithoutChannels, documented: { type: 'string' } }),
          }),
        }),
      ),
    }),
  }),
  state: op({
    name: 'gb28181Out.state',
    method: 'GET',
    path: '/bvcsp/v1/bv28181out/state',
    data: Type.Object({ authState: Type.Object(AuthorizationFields) }),
  }),
  shareDevices: op({
    name: 'sharedDevice.add',
    method: 'POST',
    path: '/bvcsp/v1/bv28181out/upperserverdevice/create',
    permission: Permission.devices,
    body: Type.Object({
      usid: UpperServerId,
      puids: Type.Array(Type.String(), { minItems: 1, description: 'IDs of devices in the directory' }),
    }),
    data: Type.Array(SharedDevice),
  }),
  unshareDevice: op({
    name: 'sharedDevice.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/bv28181out/upperserverdevice/:id',
    permission: Permission.devices,
    params: Type.Object({ id: Type.Integer({ description: 'of the entry' }) }),
  }),
  listShared: op({
    name: 'sharedDevice.list',
    method: 'POST',
    path: '/bvcsp/v1/bv28181out/upperserverdevice/list',
    idempotent: true,
    paged: true,
    body: Type.Object({
      ...PAGE,
      filter: Type.Object({
        usid: Type.Integer({ description: 'configuration ID of the upper platform', documented: { type: 'string' } }),
        status: Type.Optional(oneOf(OnlineFilter)),
        match: Type.Optional(Type.String({ description: 'in device ID, GB28181 ID or name' })),
      }),
    }),
    data: Type.Array(SharedDevice),
  }),
}
