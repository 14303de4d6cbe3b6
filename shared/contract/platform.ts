/**
 * Plain reading and writing of the platform: one call for every operation of `shared/platform`, allow-listed by it, and its
 * subscriptions to be looked at. Domains with state have calls of their own.
 */
import Type from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { PageInfo, type Operation } from '../platform/define.ts'
import { call, domain, event } from './define.ts'

/** By their section: those that give or end the token, and those that open media somebody has to receive and close. */
const RESERVED = /^(auth\.(login|logout|refresh|password)|dialog\.open.*)$/

/** Operations whose state the core keeps: they have calls of their own, and one done behind its back would make it lie. */
export function isReserved(operation: Pick<Operation, 'name'>): boolean {
  return RESERVED.test(operation.name)
}

const WatchId = Type.Integer()

export const WatchState = Type.Object({
  phase: Type.Enum(['connecting', 'live', 'lost'] as const),
  /** Of `lost`: why, and when it is tried again (epoch ms). */
  error: Type.Optional(ErrorEnvelope),
  retryAt: Type.Optional(Type.Number()),
})
export type WatchState = Type.Static<typeof WatchState>

export const WatchedFrame = Type.Object({
  /** Epoch ms of its arrival. */
  at: Type.Number(),
  /** As it was read. */
  frame: Type.Optional(Type.Unknown()),
  /** In place of `frame`: why it could not be read, and where. */
  fault: Type.Optional(Type.String()),
})
export type WatchedFrame = Type.Static<typeof WatchedFrame>

export const platform = domain({
  calls: {
    /**
     * Errors: `bad-input` (unknown or reserved operation, one that answers a file (those go by `downloads.add`), input that does not fit its schemas),
     * `not-signed-in`, `platform`, the ways of the network. Those met at the platform tell `durationMs`.
     */
    call: call(
      Type.Object({
        operation: Type.String({ maxLength: 100 }),
        params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
        query: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
        body: Type.Optional(Type.Unknown()),
      }),
      Type.Object({
        data: Type.Unknown(),
        /** Fields of the answer that stand beside `data`. */
        beside: Type.Unknown(),
        page: Type.Optional(PageInfo),
        /** Rows that do not fit their schema were left out: how many, and why the first. */
        badRows: Type.Optional(Type.String()),
        /** From asking to the whole answer, a silent sign-in in between included. */
        durationMs: Type.Number(),
      }),
    ),
    /**
     * Opens a subscription beside those of the client's own, by the name it has in `shared/platform`. It belongs to the window
     * that asked, and goes with it or with the session. Errors: `bad-input`, `not-signed-in`, `limit`.
     */
    watch: call(Type.Object({ subscription: Type.String({ maxLength: 100 }) }), Type.Object({ watchId: WatchId })),
    /**
     * Sends one message. The platform confirms none. Errors: `bad-input` (it does not fit what the subscription takes),
     * `not-found` (no such watch of this window), `reset` (there is no connection: nothing was sent).
     */
    say: call(Type.Object({ watchId: WatchId, message: Type.Unknown() }), Type.Null()),
    /** Does nothing for one that has ended. */
    unwatch: call(Type.Object({ watchId: WatchId }), Type.Null()),
  },
  events: {
    watchStateChanged: event(Type.Object({ watchId: WatchId, state: WatchState })),
    /** In batches. `dropped`: so many more came in that time than anybody could look at. */
    framesArrived: event(
      Type.Object({ watchId: WatchId, frames: Type.Array(WatchedFrame), dropped: Type.Integer({ minimum: 0 }) }),
    ),
    /** The session ended. */
    watchEnded: event(Type.Object({ watchId: WatchId })),
  },
})
