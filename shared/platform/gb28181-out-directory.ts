/**
 * The directory that platforms above are shown: groups, devices and channels with IDs of the national standard.
 * Documentation: chapter "28181out", groups, devices and channels.
 */
import Type from 'typebox'
import { op, pageBody } from './define.ts'
import { GbId, OnlineFilter } from './gb28181.ts'
import { oneOf, Permission } from './values.ts'

const Puid = Type.String({ minLength: 1, description: 'device ID on this platform' })
const GroupId = Type.String({ minLength: 1, description: 'of a group of the directory' })
const ParentId = Type.String({ description: 'group above, empty for none' })
const ChannelNumber = { minimum: 0, description: 'channel of the device on this platform' }

const Group = Type.Object({ id: GroupId, name: Type.String({ minLength: 1 }), parentid: ParentId })

const DEVICE = {
  puid: Puid,
  gb28181id: GbId,
  name: Type.String({ minLength: 1 }),
  groupid: Type.String({ description: 'group of the directory, empty for none' }),
}
const Device = Type.Object({ ...DEVICE, online: Type.Boolean() })

const Channel = Type.Object({
  id: GbId,
  name: Type.String({ minLength: 1 }),
  channelNum: Type.Integer(ChannelNumber),
  deviceId: Type.String({ pattern: '^[0-9]{20}$', description: 'GB28181 ID of its device' }),
})

const groups = {
  listGroups: op({
    name: 'directoryGroup.list',
    method: 'POST',
    path: '/bvcsp/v1/bv28181out/group/list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        match: Type.Optional(Type.String({ description: 'in name or ID' })),
        parentid: Type.Optional(Type.String()),
      }),
    ),
    data: Type.Array(Group),
  }),
  createGroup: op({
    name: 'directoryGroup.create',
    method: 'POST',
    path: '/bvcsp/v1/bv28181out/group/create',
    permission: Permission.devices,
    body: Group,
  }),
  changeGroup: op({
    name: 'directoryGroup.change',
    method: 'PUT',
    path: '/bvcsp/v1/bv28181out/group/:groupid',
    permission: Permission.devices,
    params: Type.Object({ groupid: GroupId }),
    body: Type.Object({ name: Type.String({ minLength: 1 }), parentid: ParentId }),
  }),
  removeGroup: op({
    name: 'directoryGroup.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/bv28181out/group/:groupid',
    permission: Permission.devices,
    params: Type.Object({ groupid: GroupId }),
  }),
  groupInfo: op({
    name: 'directoryGroup.info',
    method: 'GET',
    path: '/bvcsp/v1/bv28181out/group/:groupid',
    params: Type.Object({ groupid: GroupId }),
    data: Group,
  }),
}

const devices = {
  listDevices: op({
    name: 'directoryDevice.list',
    method: 'POST',
    path: '/bvcsp/v1/bv28181out/device/list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        match: Type.Optional(Type.String({ description: 'in name, device ID or GB28181 ID' })),
        groupid: Type.Optional(Type.String()),
        notinusid: Type.Optional(
          Type.Integer({ description: 'only those not shared with this upper platform, 0 for all' }),
        ),
        status: Type.Optional(oneOf(OnlineFilter)),
      }),
    ),
    data: Type.Array(Device),
  }),
  createDevice: op({
    name: 'directoryDevice.create',
    method: 'POST',
    path: '/bvcsp/v1/bv28181out/device/create',
    permission: Permission.devices,
    body: Type.Object(DEVICE),
  }),
  changeDevice: op({
    name: 'directoryDevice.change',
    method: 'PUT',
    path: '/bvcsp/v1/bv28181out/device/:puid',
    permission: Permission.devices,
    params: Type.Object({ puid: Puid }),
    body: Type.Object({ gb28181id: DEVICE.gb28181id, name: DEVICE.name, groupid: DEVICE.groupid }),
  }),
  removeDevice: op({
    name: 'directoryDevice.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/bv28181out/device/:puid',
    permission: Permission.devices,
    params: Type.Object({ puid: Puid }),
  }),
  deviceByPuid: op({
    name: 'directoryDevice.byPuid',
    method: 'GET',
    path: '/bvcsp/v1/bv28181out/device/bypuid/:puid',
    params: Type.Object({ puid: Puid }),
    data: Device,
  }),
  deviceByGbId: op({
    name: 'directoryDevice.byGbId',
    method: 'GET',
    path: '/bvcsp/v1/bv28181out/device/by28181id/:gbid',
    params: Type.Object({ gbid: GbId }),
    data: Device,
  }),
}

const channels = {
  createChannel: op({
    name: 'directoryChannel.create',
    method: 'POST',
    path: '/bvcsp/v1/bv28181out/channel/create',
    permission: Permission.devices,
    body: Channel,
  }),
  changeChannel: op({
    name: 'directoryChannel.change',
    method: 'PUT',
    path: '/bvcsp/v1/bv28181out/channel/:channelid',
    permission: Permission.devices,
    params: Type.Object({ channelid: GbId }),
    body: Type.Object({
      name: Channel.properties.name,
      channelNum: Type.Integer({ ...ChannelNumber, documented: { type: 'string' } }),
      deviceId: Channel.properties.deviceId,
    }),
  }),
  removeChannel: op({
    name: 'directoryChannel.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/bv28181out/channel/:channelid',
    permission: Permission.devices,
    params: Type.Object({ channelid: GbId }),
  }),
  channelInfo: op({
    name: 'directoryChannel.info',
    method: 'GET',
    path: '/bvcsp/v1/bv28181out/channel/:channelid',
    params: Type.Object({ channelid: GbId }),
    data: Channel,
  }),
  listChannels: op({
    name: 'directoryChannel.list',
    method: 'POST',
    path: '/bvcsp/v1/bv28181out/channel/list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        match: Type.Optional(Type.String({ description: 'in name or ID' })),
        deviceId: Type.Optional(Type.String({ description: 'GB28181 ID of the device' })),
      }),
    ),
    data: Type.Array(Channel),
  }),
}

export const gb28181OutDirectory = { ...groups, ...devices, ...channels }
