import { expect, it } from 'vitest'
import { Collection } from '../../../../../electron/core/fleet/collection.ts'

const row = (id: string, name = id) => ({ id, name })

it('tells only what is new or differs', () => {
  const rows = new Collection<{ id: string; name: string }>()
  expect(rows.upsert([row('a'), row('b')])).toHaveLength(2)
  expect(rows.upsert([row('a'), row('b', 'renamed')])).toEqual([row('b', 'renamed')])
  expect(rows.size).toBe(2)
})

it('pages in the order rows were learned, and an update does not move a row', () => {
  const rows = new Collection<{ id: string; name: string }>()
  rows.upsert(['a', 'b', 'c', 'd'].map((id) => row(id)))
  rows.upsert([row('a', 'changed')])
  expect(rows.page(0, 2).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(rows.page(2, 5).map(({ id }) => id)).toEqual(['c', 'd'])
  expect(rows.page(9, 5)).toEqual([])
})

it('drops what a complete refill did not see', () => {
  const rows = new Collection<{ id: string; name: string }>()
  rows.upsert([row('a'), row('b'), row('c')])
  expect(rows.keepOnly(new Set(['b']))).toEqual(['a', 'c'])
  expect([...rows.values()]).toEqual([row('b')])
})
