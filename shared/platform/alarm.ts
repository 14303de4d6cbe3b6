/** Documentation: chapter "historical data" (alarm record, handling), types and states in chapter "websocket". */
import Type from 'typebox'
import { op, PAGE } from './define.ts'
import { oneOf, Permission } from './values.ts'

/** Documentation: "Alarm event subscription". What is marked reserved there has no name here and may come all the same. */
export const AlarmType = {
  diskError: 1,
  diskFull: 2,
  faceRecognised: 3,
  manDown: 4,
  sos: 5,
  videoLost: 4096,
  motion: 4097,
  videoCovered: 4098,
  alarmInput: 4099,
  periodic: 4100,
  lowTemperature: 4103,
  highTemperature: 4104,
  lowSpeed: 4105,
  overspeed: 4106,
  areaEntered: 4107,
  areaLeft: 4108,
  lowVoltage: 4109,
  highVoltage: 4110,
  stationary: 4111,
  inverted: 4112,
  batteryRemoved: 4113,
  dismantled: 4114,
  lowBattery: 4115,
  routeEntered: 4116,
  routeLeft: 4117,
  helmetOff: 4118,
  helmetImpact: 4119,
  nearPower: 4120,
  highAltitude: 4121,
} as const
export type AlarmTypeId = (typeof AlarmType)[keyof typeof AlarmType]

/** Documentation: "Handle alarm". */
export const AlarmState = {
  active: 0,
  releasedByItself: 1,
  released: 2,
  ignored: 3,
} as const
export type AlarmStateId = (typeof AlarmState)[keyof typeof AlarmState]

const AlarmRecord = Type.Object({
  key: Type.Optional(Type.String({ description: 'alarm ID' })),
  type: Type.Optional(oneOf(AlarmType)),
  status: Type.Optional(oneOf(AlarmState)),
  timestamp: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
  device_id: Type.Optional(Type.String()),
  lat: Type.Optional(Type.Number({ unit: 'degree' })),
  lng: Type.Optional(Type.Number({ unit: 'degree' })),
  desc: Type.Optional(Type.String()),
  sub_device_index: Type.Optional(Type.Integer({ description: 'channel or sub-device of the device' })),
  user_id: Type.Optional(Type.String()),
  user_name: Type.Optional(Type.String()),
  value: Type.Optional(Type.Integer({ description: 'not used by the platform' })),
  operator_id: Type.Optional(Type.String({ description: 'account that processed it' })),
  operator_name: Type.Optional(Type.String()),
  process_desc: Type.Optional(Type.String()),
  process_time: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
})

export const alarm = {
  process: op({
    name: 'alarm.process',
    method: 'POST',
    path: '/bvcsp/v1/alarm/process/:key',
    permission: Permission.alarms,
    params: Type.Object({ key: Type.String({ description: 'alarm ID' }) }),
    body: Type.Object({
      status: Type.Optional(oneOf(AlarmState)),
      lat: Type.Optional(Type.Number({ unit: 'degree' })),
      lng: Type.Optional(Type.Number({ unit: 'degree' })),
      desc: Type.Optional(Type.String({ description: 'replaces the description of the alarm' })),
      process_desc: Type.Optional(Type.String({ description: 'what was done about it' })),
    }),
  }),
  list: op({
    name: 'alarm.list',
    method: 'POST',
    path: '/bvcsp/v1/alarm',
    idempotent: true,
    paged: true,
    body: Type.Object({
      ...PAGE,
      filter: Type.Optional(
        Type.Object({
          device_id: Type.Optional(Type.String()),
          sub_device_index: Type.Optional(Type.Integer()),
          timestamp_min: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
          timestamp_max: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
          user_id: Type.Optional(Type.String()),
          type: Type.Optional(oneOf(AlarmType)),
          status: Type.Optional(Type.Array(oneOf(AlarmState), { description: 'any of these' })),
          desc: Type.Optional(Type.String()),
          operator_id: Type.Optional(Type.String()),
          process_time_min: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
          process_time_max: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
          match: Type.Optional(Type.String({ description: 'part of descriptions, device or user ID' })),
        }),
      ),
    }),
    data: Type.Array(AlarmRecord),
  }),
}
