/**
 * What this client keeps of live pictures on this machine: single pictures, and recordings of the original stream. A recording
 * belongs to the session and not to a window: it goes on when its page crashes. Files lie in the folder of the downloads.
 */
import Type, { type Static } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { call, domain, event } from './define.ts'

export const Capture = Type.Object({
  id: Type.Integer(),
  kind: Type.Enum(['picture', 'recording'] as const),
  puid: Type.String(),
  index: Type.Integer(),
  /** Device and channel as they were called then. */
  title: Type.String(),
  /**
   * - `recording`: frames are written. - `waiting`: nothing comes (yet, or any more), it goes on by itself. - `done`: stopped, and
   * on the disk. - `failed`: see `error`; what was written stays.
   */
  state: Type.Enum(['recording', 'waiting', 'done', 'failed'] as const),
  /** Epoch ms. */
  startedAt: Type.Number(),
  /** Of what is recorded, over all its files. */
  durationMs: Type.Number(),
  bytes: Type.Number(),
  files: Type.Integer(),
  /** Absolute, of the last file that is whole. For showing; opening goes by `id`. */
  path: Type.Optional(Type.String()),
  error: Type.Optional(ErrorEnvelope),
})
export type Capture = Static<typeof Capture>

const Of = {
  puid: Type.String({ minLength: 1, maxLength: 100 }),
  index: Type.Integer({ minimum: 0, maximum: 65_535 }),
  title: Type.String({ minLength: 1, maxLength: 300 }),
}
const Id = Type.Object({ id: Type.Integer() })

export const captures = domain({
  calls: {
    /** Those of this session, newest first; at most 200. */
    list: call(Type.Object({}), Type.Array(Capture)),
    /**
     * Begins a picture (PNG) of the page, base64 in pieces of at most 1 MiB by `picturePiece`. `takenAt`: when it was new, epoch
     * ms. Errors: `too-large`, `disk`, `limit` while too many are begun.
     */
    beginPicture: call(
      Type.Object({ ...Of, takenAt: Type.Number({ minimum: 0 }), bytes: Type.Integer({ minimum: 8 }) }),
      Type.Object({ key: Type.String() }),
    ),
    /** The capture with the last piece. Errors: `not-found`, `bad-input` (does not follow, no PNG), `disk`; after each it is given up. */
    picturePiece: call(
      Type.Object({
        key: Type.String({ maxLength: 100 }),
        offset: Type.Integer({ minimum: 0 }),
        base64: Type.String({ maxLength: 1_500_000 }),
      }),
      Type.Union([Capture, Type.Null()]),
    ),
    /** Begins a recording by a stream of its own. The one that runs where there is one. Errors: `disk`, `limit`. */
    record: call(Type.Object(Of), Capture),
    /** Resolves when the file is whole. One that has ended is no error. */
    stop: call(Id, Capture),
    /** Errors: `unsupported` by hosts that cannot, `not-found` when the file is gone. */
    open: call(Id, Type.Null()),
    showInFolder: call(Id, Type.Null()),
  },
  events: {
    /** Progress of a recording is told once a second. */
    changed: event(Capture),
    cleared: event(Type.Object({})),
  },
})
