/**
 * What the platform offers, as values. One entry per operation of its documentation; types, request building, validation of
 * answers, the simulator's router and the reference come from these. Field names are the wire's.
 * Where the documentation prints `ID` the wire says `id`: schemas say `id`, `read.ts` accepts both.
 */
import Type, { type Static, type TNever, type TObject, type TSchema } from 'typebox'
import type { PermissionId } from './values.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Operation<
  P extends TObject = TObject,
  Q extends TObject = TObject,
  B extends TSchema = TSchema,
  D extends TSchema = TSchema,
  X extends TObject = TObject,
> {
  /** `<noun>.<verb>`, unique. */
  readonly name: string
  readonly method: Method
  /** As documented, `:name` marks a path parameter. */
  readonly path: string
  /** Reading only: may be retried and is never refused for fear of doing twice. */
  readonly idempotent: boolean
  /** Works without a token. */
  readonly open: boolean
  /** Answers carry `pageInfo`; the body (or the query) has `page` and `pageSize`. */
  readonly paged: boolean
  /** Cannot be undone, or cuts somebody off: who triggers it is asked first. */
  readonly destructive: boolean
  /** Who answers: the platform by itself, or a device that it asks first and that may be slow. */
  readonly pace: Pace
  /** `file`: the answer is a file and no envelope. `payload`: it is what a device said, text or JSON of any kind. */
  readonly answers: 'json' | 'file' | 'payload'
  /** `file`: what is sent is a file as it is and no JSON. */
  readonly takes: 'json' | 'file'
  /** What the account needs, as documented or, where that is silent, by the name of the permission. The platform decides. */
  readonly permission: PermissionId | undefined
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly data: D
  /** Fields of the answer that stand beside `data`. */
  readonly beside: X
}

export type Pace = 'platform' | 'device'

interface OperationSpec<P extends TObject, Q extends TObject, B extends TSchema, D extends TSchema, X extends TObject> {
  name: string
  method: Method
  path: string
  /** Defaults to true for GET. POST lists of the documentation are reads too and say so. */
  idempotent?: boolean
  open?: boolean
  paged?: boolean
  /** Defaults to true for DELETE. */
  destructive?: boolean
  pace?: Pace
  answers?: 'json' | 'file' | 'payload'
  takes?: 'json' | 'file'
  permission?: PermissionId
  params?: P
  query?: Q
  body?: B
  data?: D
  beside?: X
}

const NOTHING = Type.Object({})

export function op<
  P extends TObject = TObject<Record<never, never>>,
  Q extends TObject = TObject<Record<never, never>>,
  B extends TSchema = TObject<Record<never, never>>,
  D extends TSchema = TObject<Record<never, never>>,
  X extends TObject = TObject<Record<never, never>>,
>(spec: OperationSpec<P, Q, B, D, X>): Operation<P, Q, B, D, X> {
  return Object.freeze({
    name: spec.name,
    method: spec.method,
    path: spec.path,
    idempotent: spec.idempotent ?? spec.method === 'GET',
    open: spec.open ?? false,
    paged: spec.paged ?? false,
    destructive: spec.destructive ?? spec.method === 'DELETE',
    pace: spec.pace ?? 'platform',
    answers: spec.answers ?? 'json',
    takes: spec.takes ?? 'json',
    permission: spec.permission,
    params: spec.params ?? (NOTHING as TObject as P),
    query: spec.query ?? (NOTHING as TObject as Q),
    body: spec.body ?? (NOTHING as TSchema as B),
    data: spec.data ?? (NOTHING as TSchema as D),
    beside: spec.beside ?? (NOTHING as TObject as X),
  })
}

/** One of the six websocket subscriptions: what it pushes, a frame each. */
export interface Push<F extends TSchema = TSchema, S extends TSchema = TSchema> {
  readonly name: string
  readonly path: string
  readonly frame: F
  /** What the client may send beside the empty keep-alive; `Never` for nothing. */
  readonly sends: S
}

export function push<F extends TSchema, S extends TSchema = TNever>(spec: {
  name: string
  path: string
  frame: F
  sends?: S
}): Push<F, S> {
  return Object.freeze({ ...spec, sends: spec.sends ?? (Type.Never() as TSchema as S) })
}

export type ParamsOf<O> = O extends { readonly params: infer S extends TSchema } ? Static<S> : never
export type QueryOf<O> = O extends { readonly query: infer S extends TSchema } ? Static<S> : never
export type BodyOf<O> = O extends { readonly body: infer S extends TSchema } ? Static<S> : never
export type DataOf<O> = O extends { readonly data: infer S extends TSchema } ? Static<S> : never
/** Of a list. */
export type RowsOf<O> = Extract<DataOf<O>, readonly unknown[]>
export type BesideOf<O> = O extends { readonly beside: infer S extends TSchema } ? Static<S> : never
export type FrameOf<P> = P extends { readonly frame: infer S extends TSchema } ? Static<S> : never
export type SendsOf<P> = P extends { readonly sends: infer S extends TSchema } ? Static<S> : never

export const PageInfo = Type.Object({
  page: Type.Number({ description: 'from 0' }),
  pageSize: Type.Number(),
  totalCount: Type.Number(),
})
export type PageInfo = Static<typeof PageInfo>

/** The fields of a page, for bodies (and queries) with an order of fields of their own. */
export const PAGE = {
  page: Type.Integer({ minimum: 0, description: 'from 0' }),
  pageSize: Type.Integer({ minimum: 1 }),
}

/** Body of a paged list: page from 0, and the operation's filter. */
export function pageBody<F extends TObject>(filter: F) {
  return Type.Object({ ...PAGE, filter: Type.Optional(filter) })
}

/** Body of a paged list that can be sorted. */
export function orderedPageBody<F extends TObject>(filter: F) {
  const order = Type.String({ description: '+field ascending, -field descending' })
  return Type.Object({ ...PAGE, order: Type.Optional(order), filter: Type.Optional(filter) })
}
