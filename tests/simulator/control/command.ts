/** A command of the control address: its input as a schema, so that the same table serves HTTP and tests in-process. */
import type { Static, TSchema } from 'typebox'

export interface Command<S extends TSchema = TSchema, R = unknown> {
  readonly input: S
  readonly run: (input: Static<S>) => R
}

export function command<S extends TSchema, R>(input: S, run: (input: Static<S>) => R): Command<S, R> {
  return { input, run }
}

type AnyTable = Readonly<Record<string, Command<TSchema, unknown>>>

/** The commands as plain functions. */
export type CallsOf<T> = {
  readonly [K in keyof T]: T[K] extends Command<infer S, infer R> ? (input: Static<S>) => R : never
}

/** The same over HTTP. */
export type RemoteCallsOf<T> = {
  readonly [K in keyof T]: T[K] extends Command<infer S, infer R> ? (input: Static<S>) => Promise<Awaited<R>> : never
}

/** For tests that hold the simulator in their own process. */
export function callsOf<T extends AnyTable>(table: T): CallsOf<T> {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, entry.run])) as CallsOf<T>
}
