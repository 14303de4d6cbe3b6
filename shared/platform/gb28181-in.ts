/** Devices and platforms below this one that register by GB28181. Documentation: chapter "28181in" but its recordings. */
import Type from 'typebox'
import { op, pageBody } from './define.ts'
import { AuthorizationFields, GbId, OnlineFilter } from './gb28181.ts'
import { oneOf, Permission } from './values.ts'

/** What a lower device is. */
export const LowerDeviceType = {
  fixedCamera: 'fixedCamera',
  ballCamera: 'ballCamera',
  ptzCamera: 'ptzCamera',
  bodyCamera: 'bodyCamera',
  smartHelmet: 'smartHelmet',
  carCamera: 'carCamera',
} as const

/** How media of a lower device arrives. */
export const MediaStreamProtocol = { udp: 1, deviceAsTcpClient: 2, deviceAsTcpServer: 3 } as const

/** Whether a lower device or platform may come on-line. */
export const LowerEnable = { enabled: 1, disabled: 2 } as const

const Name = Type.String({ minLength: 1 })
const Enable = oneOf(LowerEnable, { description: 'a disabled one may not register' })
const CREDENTIALS = { username: Type.String(), password: Type.String() }
const PlatformId = Type.String({
  pattern: '^([0-9]{20})?$',
  description: 'GB28181 ID of the platform it belongs to, empty when it registers by itself',
})

/** Named by digits 11 to 13: 200 a platform, 111 a DVR, 118 an NVR. */
const LowerPlatformId = Type.String({
  pattern: '^[0-9]{10}(200|111|118)[0-9]{7}$',
  description: '20 digits of GB28181, the 11th to 13th 200 (platform), 111 (DVR) or 118 (NVR)',
})

const MEDIA = { deviceType: oneOf(LowerDeviceType), mediaStreamProto: oneOf(MediaStreamProtocol) }

const Device = Type.Object({
  id: GbId,
  name: Name,
  ...MEDIA,
  ...CREDENTIALS,
  platformID: PlatformId,
  online: Type.Boolean(),
  channels: Type.Array(
    Type.Object({
      id: Type.String({ description: 'GB28181 ID' }),
      name: Type.String(),
      index: Type.Integer({ minimum: 0, description: 'channel number on this platform' }),
    }),
  ),
  enable: Enable,
})

const Platform = Type.Object({
  id: LowerPlatformId,
  name: Name,
  ...CREDENTIALS,
  online: Type.Boolean(),
  enable: Enable,
})

const devices = {
  createDevice: op({
    name: 'lowerDevice.create',
    method: 'POST',
    path: '/bvcsp/v1/bv28181in/device/create',
    permission: Permission.devices,
    body: Type.Object({ id: GbId, name: Name, ...MEDIA, ...CREDENTIALS, platformID: PlatformId, enable: Enable }),
  }),
  changeDevice: op({
    name: 'lowerDevice.change',
    method: 'PUT',
    path: '/bvcsp/v1/bv28181in/device/:id',
    destructive: true,
    permission: Permission.devices,
    params: Type.Object({ id: GbId }),
    body: Type.Object({ name: Name, ...MEDIA, ...CREDENTIALS, enable: Enable }),
  }),
  removeDevice: op({
    name: 'lowerDevice.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/bv28181in/device/:id',
    permission: Permission.devices,
    params: Type.Object({ id: GbId }),
  }),
  deviceInfo: op({
    name: 'lowerDevice.info',
    method: 'GET',
    path: '/bvcsp/v1/bv28181in/device/:id',
    params: Type.Object({ id: GbId }),
    data: Device,
  }),
  listDevices: op({
    name: 'lowerDevice.list',
    method: 'POST',
    path: '/bvcsp/v1/bv28181in/device/list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        match: Type.Optional(Type.String({ description: 'in name or ID' })),
        platformID: Type.Optional(Type.String()),
        status: Type.Optional(oneOf(OnlineFilter)),
      }),
    ),
    data: Type.Array(Device),
  }),
}

const platforms = {
  createPlatform: op({
    name: 'lowerPlatform.create',
    method: 'POST',
    path: '/bvcsp/v1/bv28181in/platform/create',
    permission: Permission.devices,
    body: Type.Object({ id: LowerPlatformId, name: Name, ...CREDENTIALS, enable: Enable }),
  }),
  changePlatform: op({
    name: 'lowerPlatform.change',
    method: 'PUT',
    path: '/bvcsp/v1/bv28181in/platform/:id',
    destructive: true,
    permission: Permission.devices,
    params: Type.Object({ id: GbId }),
    body: Type.Object({ name: Name, ...CREDENTIALS, enable: Enable }),
  }),
  removePlatform: op({
    name: 'lowerPlatform.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/bv28181in/platform/:id',
    permission: Permission.devices,
    params: Type.Object({ id: GbId }),
  }),
  platformInfo: op({
    name: 'lowerPlatform.info',
    method: 'GET',
    path: '/bvcsp/v1/bv28181in/platform/:id',
    params: Type.Object({ id: GbId }),
    data: Platform,
  }),
  listPlatforms: op({
    name: 'lowerPlatform.list',
    method: 'POST',
    path: '/bvcsp/v1/bv28181in/platform/list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        match: Type.Optional(Type.String({ description: 'in name or ID' })),
        status: Type.Optional(oneOf(OnlineFilter)),
      }),
    ),
    data: Type.Array(Platform),
  }),
}

export const gb28181In = {
  ...devices,
  ...platforms,
  config: op({
    name: 'gb28181In.config',
    method: 'GET',
    path: '/bvcsp/v1/bv28181in/config',
    data: Type.Object({
      state: Type.Object({
        ...AuthorizationFields,
        onlineDeviceCount: Type.Integer({ minimum: 0 }),
        dialogCount: Type.Integer({ minimum: 0, description: 'channels open now' }),
      }),
      info: Type.Object({
        sipServerId: GbId,
        sipPort: Type.Integer({ description: 'signalling port', documented: { type: 'string' } }),
        mediaPort: Type.Integer(),
        outerNetIp: Type.String({ description: 'address seen from outside' }),
      }),
    }),
  }),
}
