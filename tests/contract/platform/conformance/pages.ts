import { expect } from 'vitest'
import type { PageInfo } from '../../../../shared/platform/define.ts'

interface Page<R> {
  readonly data: readonly R[]
  readonly page?: PageInfo
}

export const FIRST = { page: 0, pageSize: 1000 }

/** The whole list. Its pages have to hold the same rows in the same order, and to count them all. */
export async function inPages<R>(
  list: (page: { page: number; pageSize: number }) => Promise<Page<R>>,
  idOf: (row: R) => unknown,
): Promise<readonly R[]> {
  const { data: all, page: whole } = await list(FIRST)
  const first = await list({ page: 0, pageSize: 2 })
  const second = await list({ page: 1, pageSize: 2 })
  expect([...first.data, ...second.data].map(idOf)).toEqual(all.slice(0, 4).map(idOf))
  expect(whole).toMatchObject({ page: 0, totalCount: all.length })
  expect(second.page).toEqual({ page: 1, pageSize: 2, totalCount: all.length })
  const { data: beyond } = await list({ page: all.length, pageSize: 2 })
  expect(beyond).toEqual([])
  return all
}
