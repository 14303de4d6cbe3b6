import Type from 'typebox'
import { describe, expect, it } from 'vitest'
import { en } from '../../../../../renderer/locales/en/index.ts'
import type { FormSchema } from '../../../../../renderer/ui/schema-form/form-schema.ts'
import { bestVariant, PROBLEM_KEYS, problemsOf } from '../../../../../renderer/ui/schema-form/problems.ts'

const keysOf = (schema: FormSchema, value: unknown, chosen?: (pointer: string) => number | undefined) =>
  Object.fromEntries([...problemsOf(schema, value, chosen)].map(([pointer, { key }]) => [pointer, key]))

const Shape = Type.Union([
  Type.Object({ kind: Type.Literal('circle'), radius: Type.Number({ minimum: 1 }) }),
  Type.Object({ kind: Type.Literal('line'), points: Type.Array(Type.Number(), { minItems: 2 }) }),
])

describe('problemsOf', () => {
  const schema = Type.Object({
    id: Type.String({ pattern: '^[a-z]{3,}$' }),
    port: Type.Integer({ minimum: 1, maximum: 65535 }),
    mode: Type.Enum([1, 2]),
    note: Type.Optional(Type.String({ maxLength: 3 })),
    list: Type.Optional(Type.Array(Type.Object({ name: Type.String() }))),
    shape: Type.Optional(Shape),
    any: Type.Optional(Type.Unknown()),
  })

  it('finds nothing in a value that fits, with fields nobody knows', () => {
    expect(keysOf(schema, { id: 'abc', port: 80, mode: 2, any: [null], foreign: { x: 1 } })).toEqual({})
  })

  it('tells each place what is wrong with it', () => {
    const value = { id: 'A', port: 70000, mode: 7, note: 'long', list: [{ name: 'a' }, {}, { name: 1 }] }
    expect(keysOf(schema, value)).toEqual({
      '/id': 'pattern',
      '/port': 'maximum',
      '/mode': 'enum',
      '/note': 'maxLength',
      '/list/1/name': 'required',
      '/list/2/name': 'text',
    })
    expect(problemsOf(schema, value).get('/port')?.values).toMatchObject({ limit: 65535 })
  })

  it('asks for what is needed, not for what may be left out', () => {
    expect(keysOf(schema, {})).toEqual({ '/id': 'required', '/port': 'required', '/mode': 'required' })
    expect(keysOf(Type.Object({ port: Type.Integer() }), { port: 1.5 })).toEqual({ '/port': 'integer' })
    expect(keysOf(Type.Object({ list: Type.Array(Type.Number()) }), { list: [undefined] })).toEqual({
      '/list/0': 'required',
    })
  })

  it('holds a list to its own limits beside those of its entries', () => {
    const list = Type.Object({ list: Type.Array(Type.Number(), { minItems: 2 }) })
    expect(keysOf(list, { list: ['x'] })).toEqual({ '/list': 'minItems', '/list/0': 'number' })
  })

  it('holds one of several shapes to the one it is, or to the one that was chosen', () => {
    const holder = Type.Object({ shape: Shape })
    expect(keysOf(holder, { shape: { kind: 'circle', radius: 0 } })).toEqual({ '/shape/radius': 'minimum' })
    expect(keysOf(holder, { shape: { kind: 'line', points: [1] } })).toEqual({ '/shape/points': 'minItems' })
    expect(keysOf(holder, { shape: {} }, (pointer) => (pointer === '/shape' ? 1 : undefined))).toEqual({
      '/shape/kind': 'required',
      '/shape/points': 'required',
    })
    expect(bestVariant(Shape, { kind: 'line', points: [] })).toBe(1)
  })

  it('has a sentence for every problem', () => {
    const words = en.schemaForm.problems as Record<string, string>
    expect(PROBLEM_KEYS.filter((key) => key !== 'json' && !words[key])).toEqual([])
  })
})
