/** The local database of the account that is signed in: what chat, alarms and history are read from. */
import Type, { type Static } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { call, domain, event } from './define.ts'

/**
 * - `closed`: nobody is signed in.
 * - `opening`: being opened; a new version may be migrating it.
 * - `ready`: in use.
 * - `refused`: cannot be used (`error`: `database-newer`, `disk`, `internal`); everything that needs it refuses with the same.
 */
const CACHE_PHASES = ['closed', 'opening', 'ready', 'refused'] as const

export const CacheState = Type.Object({
  phase: Type.Enum(CACHE_PHASES),
  error: Type.Optional(ErrorEnvelope),
  /** The file was damaged, is set aside, and a new one is being filled from the platform. */
  rebuilt: Type.Optional(Type.Boolean()),
  /** The data folder lies on another machine: slower, and a database there can be damaged by its locks. */
  onNetworkShare: Type.Optional(Type.Boolean()),
  /** Size on the disk, log included. */
  fileBytes: Type.Optional(Type.Number()),
})
export type CacheState = Static<typeof CacheState>

export const KEPT_KINDS = ['messages', 'alarms', 'presence', 'talk', 'sound'] as const
export type KeptKind = (typeof KEPT_KINDS)[number]

/** How long and how much is kept of each kind; 0 sets no limit. Messages that are not sent, drafts and active alarms always stay. */
export const Retention = Type.Object({
  messages: Type.Object({
    days: Type.Integer({ minimum: 0, maximum: 36_500 }),
    megabytes: Type.Integer({ minimum: 0 }),
  }),
  alarms: Type.Object({ days: Type.Integer({ minimum: 0, maximum: 36_500 }), megabytes: Type.Integer({ minimum: 0 }) }),
  presence: Type.Object({
    days: Type.Integer({ minimum: 0, maximum: 36_500 }),
    megabytes: Type.Integer({ minimum: 0 }),
  }),
  talk: Type.Object({ days: Type.Integer({ minimum: 0, maximum: 36_500 }), megabytes: Type.Integer({ minimum: 0 }) }),
  /** Of speeches: files beside the database. */
  sound: Type.Object({ days: Type.Integer({ minimum: 0, maximum: 36_500 }), megabytes: Type.Integer({ minimum: 0 }) }),
})
export type Retention = Static<typeof Retention>

export const CacheUsage = Type.Object({
  kinds: Type.Array(
    Type.Object({
      kind: Type.Enum(KEPT_KINDS),
      rows: Type.Integer(),
      /** On the disk, indexes included. */
      bytes: Type.Number(),
      /** Epoch ms of the oldest. */
      oldest: Type.Optional(Type.Number()),
    }),
  ),
  /** The whole file, log included. */
  fileBytes: Type.Number(),
  /** Of it empty: given back to the disk in idle time. */
  freeBytes: Type.Number(),
  /** Written here and not sent: goes with a wipe. */
  unsent: Type.Integer(),
  retention: Retention,
})
export type CacheUsage = Static<typeof CacheUsage>

export const cache = domain({
  calls: {
    state: call(Type.Object({}), CacheState),
    /** Measured, some hundred milliseconds for a large database. */
    usage: call(Type.Object({}), CacheUsage),
    /** Of this account at this site; holds at once. */
    setRetention: call(Retention, Type.Null()),
    /** A whole copy, to where the operator says, with a folder of kept sound beside it. Null when he gave up. Errors: `disk`. */
    exportCopy: call(Type.Object({}), Type.Union([Type.Object({ path: Type.String() }), Type.Null()])),
    /** Deletes everything of this account on this machine, drafts and unsent messages too, and begins anew from the platform. */
    wipe: call(Type.Object({}), Type.Null()),
  },
  events: {
    stateChanged: event(CacheState),
  },
})
