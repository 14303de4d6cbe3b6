import Type from 'typebox'
import { expect, it } from 'vitest'
import { read } from '../../../../shared/platform/read.ts'
import { enumerationKey, wasRead } from '../../../../shared/platform/undocumented.ts'
import { oneOf } from '../../../../shared/platform/values.ts'

const Shape = { round: 1, square: 2 } as const

it('values are known by their enumeration wherever it stands, once they were read', () => {
  const key = enumerationKey(oneOf(Shape))
  expect(wasRead(key, 3)).toBe(false)
  read(Type.Object({ shapes: Type.Array(oneOf(Shape, { description: 'in a list' })) }), { shapes: ['3', 1] })
  expect(wasRead(key, 3)).toBe(true)
  expect(wasRead(key, '3')).toBe(false)
  expect(wasRead(key, 4)).toBe(false)
  expect(wasRead(enumerationKey(oneOf({ slow: 1, fast: 2 })), 3)).toBe(false)
})

it('a platform that invents ever new ones does not fill the memory', () => {
  const Word = oneOf({ one: 'one-of-many' })
  const key = enumerationKey(Word)
  for (let count = 0; count < 1000; count++) read(Word, `new ${count}`)
  read(oneOf({ one: 'one-of-texts' }), 'x'.repeat(10_000))
  const kept = Array.from({ length: 1000 }, (_, count) => wasRead(key, `new ${count}`)).filter(Boolean)
  expect(kept).toHaveLength(64)
  expect(wasRead(enumerationKey(oneOf({ one: 'one-of-texts' })), 'x'.repeat(10_000))).toBe(false)
})
