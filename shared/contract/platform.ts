/**
 * Plain reading and writing of the platform: one call for every operation of `shared/platform`, allow-listed by it.
 * Domains with state have calls of their own; session and dialog operations are not reachable here.
 */
import Type from 'typebox'
import { PageInfo, type Operation } from '../platform/define.ts'
import { call, domain } from './define.ts'

const RESERVED = /^(auth|dialog)\./

/** Operations whose state the core keeps: they have calls of their own, and one done behind its back would make it lie. */
export function isReserved(operation: Pick<Operation, 'name'>): boolean {
  return RESERVED.test(operation.name)
}

export const platform = domain({
  calls: {
    /**
     * Errors: `bad-input` (unknown or reserved operation, one that answers a file, input that does not fit its schemas),
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
  },
  events: {},
})
