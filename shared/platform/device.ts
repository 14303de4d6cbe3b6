/** Documentation: chapter "Device". */
import Type from 'typebox'
import { ChannelSchema, GpsSchema, HardwareSchema, TimedGpsSchema } from './channel.ts'
import { op, orderedPageBody, pageBody } from './define.ts'
import { AtDeviceClass, DeviceClassSchema, DeviceGroupRowSchema, DeviceGroupSchema } from './device-group.ts'
import { DeviceRootGroupSchema } from './device-group.ts'
import { AtChannel, AtDevice } from './device-params.ts'
import { PositionSchema } from './position.ts'
import { oneOf } from './values.ts'

/** `status` of a device. */
export const DeviceStatus = { offline: 0, online: 1 } as const

/** `status` of a filter. */
export const DeviceStatusFilter = { all: 0, online: 1, offline: 2, onlineTerminal: 3 } as const

/** As enumerated; the text beside it counts 1, 2, 3, 4, so that 4 may mean cellular too. */
export const NetworkKind = { unknown: 1, ethernet: 2, wifi: 4, cellular: 8 } as const

export const BatteryStatus = { discharging: 0, charging: 1 } as const

const Match = Type.Optional(Type.String({ description: 'part of the name' }))

const UtcTime = Type.Number({ description: 'UTC; seconds or milliseconds, the platform mixes them' })

/** What a device says of its battery alarm, and is told. */
export const BatteryAlarm = {
  bLowPowerAlarm: oneOf({ off: 0, on: 1 } as const, { description: 'whether it raises an alarm when low' }),
  iMinPowerAlarm: Type.Number({ unit: '1/1000 %', minimum: 0, maximum: 100_000, description: 'low below this' }),
}

export const device = {
  rootGroup: op({ name: 'pugroup.root', method: 'GET', path: '/bvcsp/v1/pugroup/root', data: DeviceRootGroupSchema }),
  listGroups: op({
    name: 'pugroup.list',
    method: 'POST',
    path: '/bvcsp/v1/pugroup/list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({ match: Match, pid: Type.Optional(Type.String({ description: 'ID of the parent group' })) }),
    ),
    data: Type.Array(DeviceGroupRowSchema),
  }),
  groupInfo: op({
    name: 'pugroup.info',
    method: 'GET',
    path: '/bvcsp/v1/pugroup/info/:groupid',
    params: Type.Object({ groupid: Type.String() }),
    data: DeviceGroupSchema,
  }),
  listClasses: op({
    name: 'puclass.list',
    method: 'POST',
    path: '/bvcsp/v1/pu/puclass/list',
    idempotent: true,
    paged: true,
    body: pageBody(Type.Object({ match: Match })),
    data: Type.Array(DeviceClassSchema),
  }),
  classInfo: op({
    name: 'puclass.info',
    method: 'GET',
    path: '/bvcsp/v1/pu/puclass/:id',
    params: AtDeviceClass,
    data: DeviceClassSchema,
  }),
  list: op({
    name: 'device.list',
    method: 'POST',
    path: '/bvcsp/v1/pu/list',
    idempotent: true,
    paged: true,
    body: orderedPageBody(
      Type.Object({
        match: Type.Optional(Type.String({ description: 'part of the ID or of the name' })),
        gid: Type.Optional(Type.String({ description: 'group ID' })),
        status: Type.Optional(oneOf(DeviceStatusFilter)),
        classIds: Type.Optional(Type.Array(Type.Number(), { description: 'empty: of any class' })),
      }),
    ),
    data: Type.Array(
      Type.Object({
        id: Type.String(),
        gid: Type.String(),
        name: Type.String(),
        status: Type.Optional(oneOf(DeviceStatus)),
        classID: Type.Optional(Type.Number()),
        userName: Type.Optional(Type.String({ description: 'who is signed in on it' })),
        className: Type.Optional(Type.String()),
        channels: Type.Optional(Type.Array(ChannelSchema)),
        gps: Type.Optional(TimedGpsSchema),
      }),
    ),
  }),
  info: op({
    name: 'device.info',
    method: 'GET',
    path: '/bvcsp/v1/pu/info/:puid',
    params: AtDevice,
    data: Type.Object({
      id: Type.String(),
      gid: Type.String(),
      name: Type.String(),
      manufacturer: Type.Optional(Type.String()),
      product: Type.Optional(Type.String()),
      softwareVersion: Type.Optional(Type.String()),
      hardwareVersion: Type.Optional(Type.String()),
      classID: Type.Optional(Type.Number()),
      className: Type.Optional(Type.String()),
      channels: Type.Array(ChannelSchema),
      gps: Type.Optional(GpsSchema),
      hardware: HardwareSchema,
    }),
  }),
  status: op({
    name: 'device.status',
    method: 'GET',
    path: '/bvcsp/v1/pu/status/:puid',
    params: AtDevice,
    data: Type.Object({
      id: Type.String(),
      status: oneOf(DeviceStatus),
      network: Type.Optional(oneOf(NetworkKind, { description: 'some platforms count wifi 3 and cellular 4' })),
      onlineTime: Type.Optional(UtcTime),
      bootTime: Type.Optional(UtcTime),
      addr: Type.Optional(Type.String({ description: 'host:port of the device' })),
      protocol: Type.Optional(Type.String({ description: 'sip …' })),
      userid: Type.Optional(Type.String({ description: 'who is signed in on it' })),
      userName: Type.Optional(Type.String()),
      gps: Type.Optional(GpsSchema),
    }),
  }),
  gps: op({
    name: 'device.gps',
    method: 'GET',
    path: '/bvcsp/v1/pu/gpsdata/:puid',
    params: AtDevice,
    data: PositionSchema,
  }),
  battery: op({
    name: 'device.battery',
    method: 'GET',
    path: '/bvcsp/v1/pu/power/battery/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Object({
      batteryPower: Type.Number({ unit: '1/1000 %' }),
      batteryStatus: oneOf(BatteryStatus),
      bLowPowerAlarm: Type.Optional(BatteryAlarm.bLowPowerAlarm),
      iMinPowerAlarm: Type.Optional(BatteryAlarm.iMinPowerAlarm),
    }),
  }),
  /** Body and answer are the payload itself, without an envelope. The same path answers a GET. */
  command: op({
    name: 'device.command',
    method: 'POST',
    path: '/bvcsp/v1/pu/custom/:puid/:index',
    destructive: true,
    pace: 'device',
    answers: 'payload',
    params: Type.Object({
      ...AtDevice.properties,
      index: Type.Integer({ minimum: 1, maximum: 15, description: 'command' }),
    }),
    body: Type.Unknown({ description: 'what the device is to get, best JSON' }),
  }),
  startRecording: op({
    name: 'device.startRecording',
    method: 'POST',
    path: '/bvcsp/v1/pu/manualrecord/start/:puid/:index',
    pace: 'device',
    params: AtChannel,
    body: Type.Object({
      video: Type.Boolean(),
      audio: Type.Boolean(),
      stopTime: Type.Integer({
        unit: 's',
        moment: 's',
        minimum: 0,
        description: 'UTC when it ends by itself; 0: when it is stopped',
      }),
      fileName: Type.String(),
    }),
  }),
  snapshot: op({
    name: 'device.snapshot',
    method: 'POST',
    path: '/bvcsp/v1/pu/manualsnapshot/one/:puid/:index',
    pace: 'device',
    params: AtChannel,
    data: Type.Object({
      fileID: Type.String({ description: 'file on the platform' }),
      channelIndex: Type.Optional(Type.Number()),
      filePath: Type.Optional(Type.String()),
      fileSize: Type.Optional(Type.Number({ unit: 'byte' })),
      fileName: Type.Optional(Type.String()),
    }),
  }),
  stopRecording: op({
    name: 'device.stopRecording',
    method: 'POST',
    path: '/bvcsp/v1/pu/manualrecord/stop/:puid/:index',
    pace: 'device',
    params: AtChannel,
  }),
}
