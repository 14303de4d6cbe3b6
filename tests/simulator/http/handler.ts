/** What an operation is given and gives. Handlers are found by the operation's name. */
import type { BesideOf, BodyOf, DataOf, Operation, ParamsOf, QueryOf } from '../../../shared/platform/define.ts'
import type { Session } from '../sessions.ts'
import type { Answer } from './answer.ts'
import type { FileAnswer } from './file-answer.ts'

export interface Call<P = unknown, B = unknown, Q = unknown> {
  readonly params: P
  readonly body: B
  readonly query: Q
  /** Absent only in open operations. */
  readonly session: Session | undefined
  /** `host:port` of the client. */
  readonly address: string
  /** Of an operation that takes a file. */
  readonly sent?: SentFile
}

export interface SentFile {
  readonly bytes: Uint8Array
  readonly contentType: string
}

export interface SignedCall<P = unknown, B = unknown, Q = unknown> extends Call<P, B, Q> {
  readonly session: Session
}

/** An envelope or a file. */
export type Outcome = Answer<unknown, unknown> | FileAnswer
export type Handler = (call: Call) => Outcome | Promise<Outcome>
export type Handlers = ReadonlyMap<string, Handler>
export type HandlerEntry = readonly [name: string, handler: Handler]

type Answered<O> = Answer<DataOf<O>, BesideOf<O>>

/** An operation that works without a token. */
export function openHandler<O extends Operation>(
  operation: O,
  run: (call: Call<ParamsOf<O>, BodyOf<O>, QueryOf<O>>) => Answered<O> | Promise<Answered<O>>,
): HandlerEntry {
  // The request was held against the operation's schemas before it comes here.
  return [operation.name, (call) => run(call as Call<ParamsOf<O>, BodyOf<O>, QueryOf<O>>)]
}

export function handler<O extends Operation>(
  operation: O,
  run: (call: SignedCall<ParamsOf<O>, BodyOf<O>, QueryOf<O>>) => Answered<O> | Promise<Answered<O>>,
): HandlerEntry {
  return [operation.name, (call) => run(call as SignedCall<ParamsOf<O>, BodyOf<O>, QueryOf<O>>)]
}

/** An operation that answers with a file, or with an envelope that says why not. */
export function fileHandler<O extends Operation>(
  operation: O,
  run: (call: SignedCall<ParamsOf<O>, BodyOf<O>, QueryOf<O>>) => Answer | FileAnswer,
): HandlerEntry {
  return [operation.name, (call) => run(call as SignedCall<ParamsOf<O>, BodyOf<O>, QueryOf<O>>)]
}
