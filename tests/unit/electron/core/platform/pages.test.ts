import { expect, it } from 'vitest'
import { Pages, type Page, type PagesOptions } from '../../../../../electron/core/platform/pages.ts'

function source(total: number, size: number) {
  let running = 0
  const seen = { most: 0, asked: [] as number[] }
  const fetchPage = async (page: number): Promise<Page<number>> => {
    seen.asked.push(page)
    seen.most = Math.max(seen.most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    const rows = Array.from({ length: Math.max(0, Math.min(size, total - page * size)) }, (_, row) => page * size + row)
    return { rows, page: { page, pageSize: size, totalCount: total } }
  }
  return { fetchPage, seen }
}

/** All rows in the order they came. */
async function rowsOf<T>(options: PagesOptions<T>): Promise<{ rows: T[]; isSteady: boolean }> {
  const pages = new Pages(options)
  const rows: T[] = []
  for await (const page of pages) rows.push(...page.rows)
  return { rows, isSteady: pages.isSteady }
}

async function collect(total: number, size: number, parallel: number) {
  const { fetchPage, seen } = source(total, size)
  const { rows } = await rowsOf({ fetchPage, parallel, signal: new AbortController().signal })
  return { rows: rows.sort((a, b) => a - b), seen }
}

it('brings every row once and never more pages at once than allowed', async () => {
  const { rows, seen } = await collect(1234, 100, 4)
  expect(rows).toEqual(Array.from({ length: 1234 }, (_, row) => row))
  expect(seen.most).toBe(4)
})

it.each([0, 1, 100])('asks one page for %i rows', async (total) => {
  const { rows, seen } = await collect(total, 100, 4)
  expect(rows.length).toBe(total)
  expect(seen.asked).toEqual([0])
})

it('stops when the platform promises more rows than it has', async () => {
  const asked: number[] = []
  await rowsOf<number>({
    fetchPage: (page) => {
      asked.push(page)
      const rows = page < 3 ? [page] : []
      return Promise.resolve({ rows, page: { page, pageSize: 1, totalCount: 1_000_000_000 } })
    },
    parallel: 2,
    signal: new AbortController().signal,
  })
  expect(asked.length).toBeLessThan(8)
})

it('cancels the others when one fails', async () => {
  const signals: AbortSignal[] = []
  const failing = rowsOf<number>({
    fetchPage: (page, signal) => {
      signals.push(signal)
      if (page === 2) return Promise.reject(new Error('page 2'))
      if (page === 0) return Promise.resolve({ rows: [0], page: { page, pageSize: 1, totalCount: 10 } })
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('cancelled'))))
    },
    parallel: 3,
    signal: new AbortController().signal,
  })
  await expect(failing).rejects.toThrow('page 2')
  expect(signals.every((signal) => signal.aborted)).toBe(true)
})

it('tells a list that kept its length from one that changed while it was read', async () => {
  const read = (totals: number[]) =>
    rowsOf<number>({
      fetchPage: (page) =>
        Promise.resolve({ rows: [page], page: { page, pageSize: 1, totalCount: totals[page] ?? 0 } }),
      parallel: 2,
      signal: new AbortController().signal,
    })
  expect((await read([3, 3, 3])).isSteady).toBe(true)
  expect((await read([3, 3, 2])).isSteady).toBe(false)
})

it('hands nothing on after it was cancelled, not even an answer that was complete', async () => {
  const cancel = new AbortController()
  const reading = rowsOf<number>({
    fetchPage: (page) => {
      cancel.abort()
      return Promise.resolve({ rows: [page], page: { page, pageSize: 1, totalCount: 1 } })
    },
    parallel: 2,
    signal: cancel.signal,
  })
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
})

it('asks no further when nobody takes, and cancels what is asked when the loop is left', async () => {
  const { fetchPage, seen } = source(1000, 1)
  const signals: AbortSignal[] = []
  const pages = new Pages({
    fetchPage: (page, signal) => {
      signals.push(signal)
      return fetchPage(page)
    },
    parallel: 3,
    signal: new AbortController().signal,
  })
  let taken = 0
  for await (const page of pages) {
    taken += page.rows.length
    await new Promise((resolve) => setImmediate(resolve))
    expect(seen.asked.length).toBeLessThanOrEqual(taken + 3)
    if (taken === 5) break
  }
  expect(signals.every((signal) => signal.aborted)).toBe(true)
})
