/** Filtering, ordering and paging of lists, as the documented list operations do it. */
import type { PageInfo } from '../../../shared/platform/define.ts'

/** Larger pages are cut to this, as `pageInfo.pageSize` then says. */
export const MAX_PAGE_SIZE = 1000

export interface Page<T> {
  readonly items: readonly T[]
  readonly pageInfo: PageInfo
}

/** `page` counts from 0. */
export function pageOf<T>(items: readonly T[], request: { page: number; pageSize: number }): Page<T> {
  const pageSize = Math.min(request.pageSize, MAX_PAGE_SIZE)
  const start = request.page * pageSize
  return {
    items: items.slice(start, start + pageSize),
    pageInfo: { page: request.page, pageSize, totalCount: items.length },
  }
}

/** Fuzzy as documented: the text occurs in one of the fields, whatever its case. An empty text matches all. */
export function matches(match: string | undefined, ...fields: readonly string[]): boolean {
  if (!match) return true
  const wanted = match.toLowerCase()
  return fields.some((field) => field.toLowerCase().includes(wanted))
}

/** `+field` ascending, `-field` descending; a field that the items lack leaves the order alone. */
export function ordered<T>(
  items: readonly T[],
  order: unknown,
  keyOf: (item: T, field: string) => string | number | undefined,
): readonly T[] {
  const parts = /^([+-])(\w+)$/.exec(typeof order === 'string' ? order : '')
  const [first] = items
  if (!parts?.[2] || first === undefined || keyOf(first, parts[2]) === undefined) return items
  const field = parts[2]
  const sign = parts[1] === '-' ? -1 : 1
  return items.toSorted((a, b) => {
    const left = keyOf(a, field) ?? ''
    const right = keyOf(b, field) ?? ''
    return left === right ? 0 : left < right ? -sign : sign
  })
}
