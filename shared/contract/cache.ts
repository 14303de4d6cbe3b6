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

export const cache = domain({
  calls: {
    state: call(Type.Object({}), CacheState),
  },
  events: {
    stateChanged: event(CacheState),
  },
})
