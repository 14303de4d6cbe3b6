/** The tables as the core sees them: the same methods, promised. Built from their names; the types come from the table modules. */
import type { TableNames } from './messages.ts'

type Method = (...args: never[]) => unknown

export type Remote<T extends Readonly<Record<string, Readonly<Record<string, Method>>>>> = {
  readonly [N in keyof T]: {
    readonly [M in keyof T[N]]: (...args: Parameters<T[N][M]>) => Promise<ReturnType<T[N][M]>>
  }
}

/** `call` carries a request over and brings its answer back. */
export function remote<T extends Readonly<Record<string, Readonly<Record<string, Method>>>>>(
  names: TableNames,
  call: (table: string, method: string, args: readonly unknown[]) => Promise<unknown>,
): Remote<T> {
  const tables = Object.entries(names).map(([table, methods]) => [
    table,
    Object.fromEntries(
      methods.map((method) => [method, (...args: readonly unknown[]) => call(table, method, args)] as const),
    ),
  ])
  return Object.fromEntries(tables) as Remote<T>
}
