/** Documentation: chapter "websocket", "Online status subscription". */
import Type from 'typebox'
import { ChannelSchema, GpsSchema, HardwareSchema } from './channel.ts'
import { push } from './define.ts'
import { oneOf } from './values.ts'

/** What came or went: a device, an account at a desk, a terminal with somebody signed in. */
export const TerminalType = { device: 'PU', desk: 'CU', terminal: 'UA' } as const
export const Transport = { tcp: 1, udp: 2 } as const
export const OnlineStatus = { offline: 0, online: 1 } as const

const User = Type.Object({
  id: Type.String({ description: 'account' }),
  gid: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  creator: Type.Optional(Type.String()),
  position: Type.Optional(Type.String({ description: 'job title' })),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  desc: Type.Optional(Type.String()),
})

const Device = Type.Object({
  id: Type.String({ description: 'device ID' }),
  gid: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  manufacturer: Type.Optional(Type.String()),
  product: Type.Optional(Type.String()),
  softwareVersion: Type.Optional(Type.String()),
  hardwareVersion: Type.Optional(Type.String()),
  classID: Type.Optional(Type.Number()),
  channels: Type.Optional(Type.Array(ChannelSchema)),
  gps: Type.Optional(GpsSchema),
  hardware: Type.Optional(HardwareSchema),
})

export const onlineStatus = push({
  name: 'onlinestatus',
  path: '/bvcsp/v1/ws/event/onlinestatus',
  frame: Type.Object({
    type: oneOf(TerminalType),
    time: Type.Number({ description: 'UTC; seconds or milliseconds, the platform mixes them' }),
    status: oneOf(OnlineStatus, { description: 'off-line frames are valid in their ids only' }),
    network: Type.Optional(
      Type.Object({
        deviceAddr: Type.Optional(Type.String()),
        serverAddr: Type.Optional(Type.String()),
        TCP1OrUDP2: Type.Optional(oneOf(Transport)),
        protocol: Type.Optional(Type.String({ description: 'sip, http, sip28181' })),
      }),
    ),
    user: Type.Optional(User),
    device: Type.Optional(Device),
  }),
})
