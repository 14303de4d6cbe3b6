/** How far something the core keeps level with the platform can be believed: the same words for every such thing. */
import Type, { type Static } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'

/**
 * - `empty`: no session. - `loading`: first fill. - `live`: the subscription is up, and nothing is missing.
 * - `stale`: it is down since `staleSince`; what is shown may be old.
 */
export const SYNC_STATE = {
  phase: Type.Enum(['empty', 'loading', 'live', 'stale'] as const),
  /** Epoch ms. */
  staleSince: Type.Optional(Type.Number()),
  /** Why it is stale or why loading failed. */
  error: Type.Optional(ErrorEnvelope),
  /** Epoch ms of the next try, when one is waiting. */
  retryAt: Type.Optional(Type.Number()),
}

export const SyncState = Type.Object(SYNC_STATE)
export type SyncState = Static<typeof SyncState>

/** While what was missed is fetched: how many are in, of how many. */
export const Backfill = Type.Object({ done: Type.Number(), total: Type.Number() })
