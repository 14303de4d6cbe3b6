/**
 * Device groups, devices, channels, users and their terminals: a projection of the platform's lists kept fresh by the
 * on-line subscription. A screen reads the pages it missed with `read` and follows the events; both arrive in order on
 * the same pipe, so applying them as upserts is enough. Documentation: chapters "user", "Device", "Online status subscription".
 */
import Type, { type Static, type TSchema } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { call, domain, event } from './define.ts'
import { SYNC_STATE } from './sync-state.ts'

export const Group = Type.Object({ id: Type.String(), parentId: Type.String(), name: Type.String() })
export type Group = Static<typeof Group>

export const Channel = Type.Object({
  /** 0..65535 audio and video; higher numbers are other kinds (see `shared/platform/channel.ts`). */
  index: Type.Number(),
  name: Type.String(),
  /** Bits from our view: 1 video send, 2 video receive, 4 audio send, 8 audio receive, 16/32 data. */
  mediaDir: Type.Number(),
  /** PTZ index, -1 for none. */
  ptz: Type.Number(),
})
export type Channel = Static<typeof Channel>

export const Device = Type.Object({
  id: Type.String(),
  groupId: Type.String(),
  name: Type.String(),
  online: Type.Boolean(),
  classId: Type.Optional(Type.Number()),
  className: Type.Optional(Type.String()),
  /** Who is signed in on the terminal, for devices with a user. */
  userName: Type.Optional(Type.String()),
  channels: Type.Array(Channel),
})
export type Device = Static<typeof Device>

export const Terminal = Type.Object({
  deviceId: Type.String(),
  name: Type.String(),
  channels: Type.Array(Channel),
})
export type Terminal = Static<typeof Terminal>

export const User = Type.Object({
  id: Type.String(),
  groupId: Type.String(),
  name: Type.String(),
  online: Type.Boolean(),
  title: Type.Optional(Type.String()),
  /** Terminals the user is signed in on now; empty for a desk. */
  terminals: Type.Array(Terminal),
})
export type User = Static<typeof User>

/** `loaded` of `total` devices are here: of the first fill, and of one anew while it is stale. */
export const FleetState = Type.Object({ ...SYNC_STATE, loaded: Type.Number(), total: Type.Number() })
export type FleetState = Static<typeof FleetState>

export const StatusChange = Type.Object({ id: Type.String(), online: Type.Boolean(), time: Type.Number() })
export type StatusChange = Static<typeof StatusChange>

const part = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Union([
    Type.Object({ ok: Type.Literal(true), ...properties }),
    Type.Object({ ok: Type.Literal(false), error: ErrorEnvelope }),
  ])

/** `wifiOrCellular`: the platform's number can mean either. */
export const NETWORK_KINDS = ['unknown', 'ethernet', 'wifi', 'cellular', 'wifiOrCellular'] as const

/** Four separate answers of the platform; one that failed does not hide the others. */
export const DeviceDetails = Type.Object({
  info: part({
    name: Type.String(),
    manufacturer: Type.Optional(Type.String()),
    product: Type.Optional(Type.String()),
    softwareVersion: Type.Optional(Type.String()),
    hardwareVersion: Type.Optional(Type.String()),
    className: Type.Optional(Type.String()),
    /** Counts by kind, keys as on the wire (`WIFI`, `radio`, `videoIn` …). */
    hardware: Type.Record(Type.String(), Type.Number()),
    channels: Type.Array(Channel),
  }),
  status: part({
    online: Type.Boolean(),
    network: Type.Optional(Type.Enum(NETWORK_KINDS)),
    onlineSince: Type.Optional(Type.Number()),
    bootedAt: Type.Optional(Type.Number()),
    address: Type.Optional(Type.String()),
    protocol: Type.Optional(Type.String()),
    userName: Type.Optional(Type.String()),
  }),
  battery: part({
    /** 0..100. */
    percent: Type.Number(),
    charging: Type.Boolean(),
  }),
  position: part({
    fix: Type.Boolean(),
    longitude: Type.Number(),
    latitude: Type.Number(),
    time: Type.Number(),
    heightM: Type.Number(),
    headingDeg: Type.Number(),
    speedKmh: Type.Number(),
    satellites: Type.Number(),
    /** Names of the signal sources (`GPS`, `BeiDou` …). */
    sources: Type.Array(Type.String()),
  }),
})
export type DeviceDetails = Static<typeof DeviceDetails>

export const FLEET_KINDS = ['groups', 'devices', 'userGroups', 'users'] as const
export type FleetKind = (typeof FLEET_KINDS)[number]

const page = <const K extends FleetKind, T extends TSchema>(kind: K, row: T) =>
  Type.Object({ kind: Type.Literal(kind), rows: Type.Array(row), total: Type.Number() })

export const fleet = domain({
  calls: {
    state: call(Type.Object({}), FleetState),
    /** One page of what the core holds now, in the order it was learned. `limit` at most 5,000. */
    read: call(
      Type.Object({
        kind: Type.Enum(FLEET_KINDS),
        offset: Type.Integer({ minimum: 0 }),
        limit: Type.Integer({ minimum: 1, maximum: 5000 }),
      }),
      Type.Union([page('groups', Group), page('devices', Device), page('userGroups', Group), page('users', User)]),
    ),
    /** Fetches information, status, battery and position at once. Errors: `not-signed-in`. */
    deviceDetails: call(Type.Object({ puid: Type.String({ minLength: 1, maxLength: 100 }) }), DeviceDetails),
    /** Fetches all lists again. */
    refresh: call(Type.Object({}), Type.Null()),
  },
  events: {
    stateChanged: event(FleetState),
    /** Everything known before is void (another site or account). */
    cleared: event(Type.Object({})),
    groupsChanged: event(Type.Object({ upserts: Type.Array(Group), removed: Type.Array(Type.String()) })),
    devicesChanged: event(Type.Object({ upserts: Type.Array(Device), removed: Type.Array(Type.String()) })),
    userGroupsChanged: event(Type.Object({ upserts: Type.Array(Group), removed: Type.Array(Type.String()) })),
    usersChanged: event(Type.Object({ upserts: Type.Array(User), removed: Type.Array(Type.String()) })),
    /** Only the state: names and channels stay (documentation: off-line notices carry nothing else that is valid). Collected for 100 ms. */
    devicesStatusChanged: event(Type.Object({ changes: Type.Array(StatusChange) })),
  },
})
