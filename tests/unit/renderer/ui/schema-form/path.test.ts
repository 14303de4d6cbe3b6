import { describe, expect, it } from 'vitest'
import { fieldOf, labelPathOf, moved, pointerOf, withValue } from '../../../../../renderer/ui/schema-form/path.ts'

describe('withValue', () => {
  const root = { a: { b: 1, c: [1, { d: 2 }] }, other: { kept: true } }

  it('changes one place and leaves everything else identical', () => {
    const next = withValue(root, ['a', 'c', 1, 'd'], 3) as typeof root
    expect(next).toEqual({ a: { b: 1, c: [1, { d: 3 }] }, other: { kept: true } })
    expect(next.other).toBe(root.other)
    expect(root.a.c[1]).toEqual({ d: 2 })
  })

  it('leaves a field out, and makes what is missing on the way', () => {
    expect(withValue(root, ['a', 'b'], undefined)).toEqual({ a: { c: [1, { d: 2 }] }, other: { kept: true } })
    expect(withValue(undefined, ['x', 'y'], 1)).toEqual({ x: { y: 1 } })
    expect(withValue({}, ['x'], undefined)).toEqual({})
  })

  it('keeps the order of fields, and an entry of a list that nobody filled in', () => {
    expect(Object.keys(withValue({ a: 1, b: 2, c: 3 }, ['b'], 9) as object)).toEqual(['a', 'b', 'c'])
    expect(withValue([1, 2], [1], undefined)).toEqual([1, undefined])
  })

  it('touches no prototype', () => {
    const next = withValue({}, ['__proto__', 'polluted'], true)
    expect(Object.hasOwn(next as object, '__proto__')).toBe(true)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(fieldOf({}, 'constructor')).toBeUndefined()
  })
})

describe('names of places', () => {
  it('are JSON pointers, and paths of the schema', () => {
    expect(pointerOf(['a/b', 0, 'c~d'])).toBe('/a~1b/0/c~0d')
    expect(labelPathOf(['channels', 3, 'name'])).toBe('channels[].name')
    expect(labelPathOf(['filter', 'match'])).toBe('filter.match')
  })
})

describe('moved', () => {
  it('puts an entry elsewhere', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b'])
  })
})
