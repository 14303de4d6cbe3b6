/** Documentation: chapter "historical data" (who was on-line when, who did what, warnings of the platform). */
import Type from 'typebox'
import { op, PAGE } from './define.ts'
import { oneOf } from './values.ts'

/** Why somebody went off-line. Documentation: "Device online/offline logs"; `online` and the empty text while it lasts. */
export const OnlineReason = {
  online: 'online',
  still: '',
  timeout: 'timeout',
  disconnect: 'disconnect',
  relogin: 'relogin',
  unregister: 'unregister',
  kicked: 'kickout',
  deleted: 'delete',
  overload: 'overload',
  serverError: 'servererror',
} as const
export type OnlineReasonId = (typeof OnlineReason)[keyof typeof OnlineReason]

export const OnlineProtocol = { sip: 'sip', http: 'http', websocket: 'websocket' } as const
export type OnlineProtocolId = (typeof OnlineProtocol)[keyof typeof OnlineProtocol]

/** Documentation: "Operation log". */
export const OperateKind = { add: 'add', remove: 'del', change: 'mod' } as const
export type OperateKindId = (typeof OperateKind)[keyof typeof OperateKind]

export const OperatorType = { user: 'User', device: 'PU', service: 'Service' } as const
export type OperatorTypeId = (typeof OperatorType)[keyof typeof OperatorType]

export const TargetType = {
  user: 'User',
  userGroup: 'UserGroup',
  password: 'Password',
  userResource: 'UserResource',
  role: 'Role',
  roleResource: 'RoleResource',
  deviceGroup: 'PUGroup',
  device: 'PU',
  channel: 'PUChannel',
  blackAndWhiteList: 'BWList',
  imGroup: 'IMGroup',
  imGroupMember: 'IMGroupMember',
  pinnedContact: 'ContactSetTop',
  app: 'App',
  fence: 'PlatFence',
  fenceDevice: 'PlatFencePU',
  downloadPlan: 'PlanDownload',
  planDevice: 'PlanRefPU',
  recordingPlan: 'PlanRecord',
  file: 'File',
  service: 'Service',
} as const
export type TargetTypeId = (typeof TargetType)[keyof typeof TargetType]

/** Documentation: "System alarm record". Platforms have more than this one. */
export const WarningType = { onlineFailed: 'online_failed' } as const

const Seconds = Type.Integer({ unit: 's', moment: 's' })
const FUZZY = { description: 'part of it' }
const Reason = oneOf(OnlineReason, { description: 'empty: still on-line' })

const DeviceOnline = Type.Object({
  device_id: Type.Optional(Type.String()),
  host: Type.Optional(Type.String({ description: 'address it came from' })),
  id: Type.Optional(Type.Integer()),
  offline_timestamp: Type.Optional(Seconds),
  online_timestamp: Type.Optional(Seconds),
  protocol: Type.Optional(oneOf(OnlineProtocol)),
  reason: Type.Optional(Reason),
  device_name: Type.Optional(Type.String()),
})

const { device_name, ...onlineBase } = DeviceOnline.properties
const UserOnlineExtended = Type.Object({
  ...onlineBase,
  user_id: Type.Optional(Type.String()),
})
const UserOnline = Type.Object({
  ...UserOnlineExtended.properties,
  user_name: Type.Optional(Type.String()),
  device_name,
})

const FilterBase = Type.Object({
  device_id: Type.Optional(Type.String(FUZZY)),
  host: Type.Optional(Type.String(FUZZY)),
})
const FilterOne = Type.Object({
  ...FilterBase.properties,
  protocol: Type.Optional(oneOf(OnlineProtocol)),
  reason: Type.Optional(Type.String(FUZZY)),
  timestamp_max: Type.Integer({ unit: 's', moment: 's', description: 'came or went at the latest' }),
  timestamp_min: Type.Integer({ unit: 's', moment: 's', description: 'came or went at the earliest' }),
})
const FilterBoth = Type.Object({
  ...FilterBase.properties,
  offline_timestamp_max: Seconds,
  offline_timestamp_min: Seconds,
  online_timestamp_max: Seconds,
  online_timestamp_min: Seconds,
  protocol: Type.Optional(oneOf(OnlineProtocol)),
  reason: Type.Optional(Type.String(FUZZY)),
})
const OfUser = { user_id: Type.Optional(Type.String()) }

export const log = {
  devicesOnline: op({
    name: 'log.devicesOnline',
    method: 'POST',
    path: '/bvcsp/v1/pu/log/online',
    idempotent: true,
    paged: true,
    body: Type.Object({ filter: Type.Optional(FilterOne), ...PAGE }),
    data: Type.Array(DeviceOnline),
  }),
  usersOnline: op({
    name: 'log.usersOnline',
    method: 'POST',
    path: '/bvcsp/v1/user/log/online',
    idempotent: true,
    paged: true,
    body: Type.Object({
      filter: Type.Optional(Type.Object({ ...FilterOne.properties, ...OfUser })),
      ...PAGE,
    }),
    data: Type.Array(UserOnline),
  }),
  devicesOnlineExtended: op({
    name: 'log.devicesOnlineExtended',
    method: 'POST',
    path: '/bvcsp/v1/pu/log/onlineEx',
    idempotent: true,
    paged: true,
    body: Type.Object({ filter: Type.Optional(FilterBoth), ...PAGE }),
    data: Type.Array(DeviceOnline),
  }),
  usersOnlineExtended: op({
    name: 'log.usersOnlineExtended',
    method: 'POST',
    path: '/bvcsp/v1/user/log/onlineEx',
    idempotent: true,
    paged: true,
    body: Type.Object({
      filter: Type.Optional(Type.Object({ ...FilterBoth.properties, ...OfUser })),
      ...PAGE,
    }),
    data: Type.Array(UserOnlineExtended),
  }),
  operations: op({
    name: 'log.operations',
    method: 'POST',
    path: '/bvcsp/v1/operate/log',
    idempotent: true,
    paged: true,
    body: Type.Object({
      ...PAGE,
      filter: Type.Object({
        beginTime: Type.Number({ unit: 's', moment: 's' }),
        endTime: Type.Number({ unit: 's', moment: 's' }),
        operate: Type.Optional(oneOf(OperateKind)),
        targetType: Type.Optional(oneOf(TargetType)),
        targetID: Type.Optional(Type.String()),
        operatorType: Type.Optional(oneOf(OperatorType)),
        operatorID: Type.Optional(Type.String()),
        ip: Type.Optional(Type.String()),
        match: Type.String({ description: 'part of the content, empty for all' }),
      }),
    }),
    data: Type.Array(
      Type.Object({
        id: Type.Number(),
        operate: oneOf(OperateKind),
        targetType: oneOf(TargetType),
        targetID: Type.String(),
        content: Type.Optional(Type.String()),
        operatorType: oneOf(OperatorType),
        operatorID: Type.String(),
        time: Type.Number({ unit: 's', moment: 's' }),
        ip: Type.String(),
        result: Type.Number({ description: 'PlatformCode' }),
        message: Type.String(),
      }),
    ),
  }),
  warnings: op({
    name: 'log.warnings',
    method: 'POST',
    path: '/bvcsp/v1/system/warn/list',
    idempotent: true,
    paged: true,
    body: Type.Object({
      ...PAGE,
      filter: Type.Optional(
        Type.Object({
          type: Type.Optional(Type.String()),
          match: Type.Optional(Type.String()),
          time_min: Type.Optional(Seconds),
          time_max: Type.Optional(Seconds),
        }),
      ),
    }),
    data: Type.Array(
      Type.Object({
        key: Type.String(),
        type: Type.String({ description: 'WarningType and others' }),
        time: Seconds,
        object_id: Type.Optional(Type.String()),
        object_type: Type.Optional(Type.String()),
        object_name: Type.Optional(Type.String()),
        desc: Type.Optional(Type.String()),
      }),
    ),
  }),
}
