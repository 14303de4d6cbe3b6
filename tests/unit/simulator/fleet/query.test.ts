import { describe, expect, it } from 'vitest'
import { matches, MAX_PAGE_SIZE, ordered, pageOf } from '../../../simulator/fleet/query.ts'

describe('pageOf', () => {
  const items = Array.from({ length: 2500 }, (_, index) => index)

  it('counts pages from 0 and says how many there are in all', () => {
    const page = pageOf(items, { page: 2, pageSize: 100 })
    expect(page.items[0]).toBe(200)
    expect(page.items).toHaveLength(100)
    expect(page.pageInfo).toEqual({ page: 2, pageSize: 100, totalCount: 2500 })
  })

  it('gives a short last page and an empty one beyond it', () => {
    expect(pageOf(items, { page: 2, pageSize: 1000 }).items).toHaveLength(500)
    expect(pageOf(items, { page: 9, pageSize: 1000 }).items).toHaveLength(0)
  })

  it('cuts a larger page and says so', () => {
    expect(pageOf(items, { page: 0, pageSize: 5000 }).pageInfo.pageSize).toBe(MAX_PAGE_SIZE)
  })
})

describe('matches and ordered', () => {
  it('finds text in any field whatever its case', () => {
    expect(matches('east', 'PU_1', 'Patrol East 012')).toBe(true)
    expect(matches('东城', 'PU_1', '东城巡逻 012')).toBe(true)
    expect(matches('west', 'PU_1', 'Patrol East 012')).toBe(false)
    expect(matches('', 'anything')).toBe(true)
  })

  it('orders both ways and leaves unknown fields alone', () => {
    const items = [{ id: 'b' }, { id: 'a' }, { id: 'c' }]
    const keyOf = (item: { id: string }, field: string) => (field === 'id' ? item.id : undefined)
    expect(ordered(items, '+id', keyOf).map((item) => item.id)).toEqual(['a', 'b', 'c'])
    expect(ordered(items, '-id', keyOf).map((item) => item.id)).toEqual(['c', 'b', 'a'])
    expect(ordered(items, '+name', keyOf)).toBe(items)
    expect(ordered(items, undefined, keyOf)).toBe(items)
  })
})
