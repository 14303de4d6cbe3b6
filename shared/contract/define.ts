/**
 * A contract is a value: domains of calls (renderer asks core) and events (core tells renderer).
 * Types of handlers and of the client come from it, so a missing handler does not compile.
 */
import type { Static, TSchema } from 'typebox'

export interface CallSpec<I extends TSchema = TSchema, O extends TSchema = TSchema> {
  readonly input: I
  readonly output: O
}

export interface DomainSpec {
  readonly calls: Readonly<Record<string, CallSpec>>
  readonly events: Readonly<Record<string, TSchema>>
}

export type Contract = Readonly<Record<string, DomainSpec>>

export function call<I extends TSchema, O extends TSchema>(input: I, output: O): CallSpec<I, O> {
  return { input, output }
}

export function event<P extends TSchema>(payload: P): P {
  return payload
}

export function domain<const D extends DomainSpec>(spec: D): D {
  return spec
}

type Calls<C extends Contract, D extends keyof C> = C[D]['calls']
export type CallInput<S> = S extends CallSpec<infer I, TSchema> ? Static<I> : never
export type CallOutput<S> = S extends CallSpec<TSchema, infer O> ? Static<O> : never

/** What a handler may use beside its input: the connection that asked (owner of what is opened) and the signal of its cancellation. */
export interface CallContext {
  readonly connection: Connection
  readonly signal: AbortSignal
}

/** One open pipe, seen from the core. What a call opens for the caller is owned here and goes with it. */
export interface Connection {
  readonly id: number
  own(off: () => void): () => void
}

export type Handlers<C extends Contract> = {
  readonly [D in keyof C]: {
    readonly [K in keyof Calls<C, D>]: (
      input: CallInput<Calls<C, D>[K]>,
      context: CallContext,
    ) => Promise<CallOutput<Calls<C, D>[K]>> | CallOutput<Calls<C, D>[K]>
  }
}

/** The handlers of one domain. */
export type DomainHandlers<C extends Contract, D extends keyof C> = Handlers<C>[D]

export type EventName<C extends Contract> = {
  [D in keyof C & string]: `${D}.${keyof C[D]['events'] & string}`
}[keyof C & string]

export type EventPayload<C extends Contract, N extends string> = N extends `${infer D}.${infer E}`
  ? D extends keyof C
    ? E extends keyof C[D]['events']
      ? Static<C[D]['events'][E]>
      : never
    : never
  : never

export type ClientCalls<C extends Contract> = {
  readonly [D in keyof C]: {
    readonly [K in keyof Calls<C, D>]: (
      input: CallInput<Calls<C, D>[K]>,
      options?: { signal?: AbortSignal },
    ) => Promise<CallOutput<Calls<C, D>[K]>>
  }
}
