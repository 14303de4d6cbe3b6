import { expect, it } from 'vitest'
import { isTooDeep } from '../../../../../electron/core/platform/depth.ts'

const nested = (depth: number): string => `${'{"a":['.repeat(depth / 2)}${']}'.repeat(depth / 2)}`

it('lets 64 levels pass and no more', () => {
  expect(isTooDeep(nested(64))).toBe(false)
  expect(isTooDeep(nested(66))).toBe(true)
  expect(isTooDeep('['.repeat(100_000))).toBe(true)
})

it('counts no brackets inside of texts', () => {
  expect(isTooDeep(JSON.stringify({ a: `\\"${'['.repeat(200)}`, b: '{'.repeat(200) }))).toBe(false)
})

it('counts levels, not brackets', () => {
  expect(isTooDeep(`[${'[1],{"a":2},'.repeat(1000)}3]`)).toBe(false)
})
