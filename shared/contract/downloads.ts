/**
 * Everything that is a file of the platform or of a device on its way to this machine: one queue, which survives cuts, restarts
 * and `kill -9`. A file has its final name only when it is whole. What screens only show (pictures in a chat, a video in place)
 * they fetch by `fileUrl` from the host, ranges included. Documentation: chapters "File record", "Device file".
 */
import Type, { type Static } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { call, domain, event } from './define.ts'

const FileId = Type.String({ minLength: 1, maxLength: 500 })

export const FileSource = Type.Union([
  Type.Object({ kind: Type.Literal('platform'), fileId: FileId }),
  Type.Object({
    kind: Type.Literal('device'),
    puid: Type.String({ minLength: 1, maxLength: 100 }),
    fileId: FileId,
  }),
  /** A recording of a lower platform or device, which a task has fetched to this one. Chapter "28181in". */
  Type.Object({ kind: Type.Literal('lower'), fileId: FileId }),
])
export type FileSource = Static<typeof FileSource>

/** Where a page finds the bytes of a file of the platform: a path of our own origin, served by the host, never kept beyond its cache. */
export function fileUrl(source: FileSource): string {
  const parts = source.kind === 'device' ? ['device', source.puid, source.fileId] : [source.kind, source.fileId]
  return `/file/${parts.map((part) => encodeURIComponent(part)).join('/')}`
}

export const Download = Type.Object({
  id: Type.Integer(),
  source: FileSource,
  name: Type.String(),
  /**
   * - `queued`: its turn has not come. - `running`. - `waiting`: the platform or the device is away, goes on by itself.
   * - `paused`: by the operator. - `failed`: see `error`. - `done`: whole, checked, under its final name.
   */
  state: Type.Enum(['queued', 'running', 'waiting', 'paused', 'failed', 'done'] as const),
  received: Type.Number(),
  total: Type.Optional(Type.Number()),
  /** Bytes a second, of the last seconds. */
  rate: Type.Optional(Type.Number()),
  priority: Type.Enum(['high', 'normal', 'low'] as const),
  createdAt: Type.Number(),
  finishedAt: Type.Optional(Type.Number()),
  /** Absolute, of a finished file; the folder of others. For showing; opening goes by `id`. */
  path: Type.Optional(Type.String()),
  /** Whether the platform's hash was there and fits. */
  verified: Type.Optional(Type.Boolean()),
  error: Type.Optional(ErrorEnvelope),
})
export type Download = Static<typeof Download>

const Ids = Type.Object({ ids: Type.Array(Type.Integer(), { minItems: 1, maxItems: 1000 }) })
const Id = Type.Object({ id: Type.Integer() })

export const downloads = domain({
  calls: {
    /** Newest first. */
    list: call(Type.Object({}), Type.Array(Download)),
    /**
     * Puts a file at the end of the queue. `bytes` and `md5` where the platform told them: space is checked before it begins, both are
     * checked at the end. A file that is there or on its way already is not fetched twice: its download is returned.
     * Errors: `disk` (no room, no right).
     */
    add: call(
      Type.Object({
        source: FileSource,
        name: Type.String({ minLength: 1, maxLength: 255 }),
        bytes: Type.Optional(Type.Number({ minimum: 0 })),
        /** For files of the platform it is asked for anyway, with the size. */
        md5: Type.Optional(Type.String({ pattern: '^[0-9a-fA-F]{32}$' })),
        priority: Type.Optional(Type.Enum(['high', 'normal', 'low'] as const)),
      }),
      Download,
    ),
    pause: call(Ids, Type.Null()),
    resume: call(Ids, Type.Null()),
    /** Takes it out of the list with what was fetched of it. A finished file stays on the disk. */
    remove: call(Ids, Type.Null()),
    setPriority: call(
      Type.Object({ id: Type.Integer(), priority: Type.Enum(['high', 'normal', 'low'] as const) }),
      Type.Null(),
    ),
    /** Errors: `unsupported` by hosts that cannot and for programs, `not-found` when the file is gone. */
    open: call(Id, Type.Null()),
    showInFolder: call(Id, Type.Null()),
    /** Where files go, and what this host can do with them. */
    folder: call(
      Type.Object({}),
      Type.Object({
        path: Type.String(),
        freeBytes: Type.Optional(Type.Number()),
        /** `chooseFolder` has a dialog. */
        canChoose: Type.Boolean(),
        /** `open` and `showInFolder` have something to open with. */
        canOpen: Type.Boolean(),
      }),
    ),
    /** Asks the host for a folder. Null when the operator gave up. */
    chooseFolder: call(Type.Object({}), Type.Union([Type.Object({ path: Type.String() }), Type.Null()])),
  },
  events: {
    /** Progress of one is told at most four times a second. */
    changed: event(Type.Object({ upserts: Type.Array(Download), removed: Type.Array(Type.Integer()) })),
    cleared: event(Type.Object({})),
  },
})
