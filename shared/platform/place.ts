/** Where a call goes: the path of its operation with what it names, and its query. */
import { AppError } from '../errors.ts'
import type { BodyOf, Operation, ParamsOf, QueryOf } from './define.ts'

export interface CallInput<O> {
  params?: ParamsOf<O>
  query?: QueryOf<O>
  body?: BodyOf<O>
}

/** Path and query. Errors: `bad-input` for a name that would be another path. */
export function fillPath<O extends Operation>(operation: O, input: CallInput<O>): string {
  const params = (input.params ?? {}) as Record<string, unknown>
  const path = operation.path.replace(/:([A-Za-z]+)/g, (_, name: string) => pathSegment(name, params[name]))
  const query = Object.entries((input.query ?? {}) as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}

/** One segment and no other: an address resolves dots, encoded or not, into another operation's path. */
function pathSegment(name: string, value: unknown): string {
  const text = String(value)
  if (['', '.', '..'].includes(text)) throw new AppError('bad-input', { path: `/params/${name}`, reason: 'no name' })
  return encodeURIComponent(text)
}
