import Type from 'typebox'
import { describe, expect, it } from 'vitest'
import { operations } from '../../../../../shared/platform/index.ts'
import type { Operation } from '../../../../../shared/platform/define.ts'
import { bitsOf, oneOf } from '../../../../../shared/platform/values.ts'
import {
  fieldsOf,
  itemOf,
  kindOf,
  optionsOf,
  startingValue,
  type FormSchema,
} from '../../../../../renderer/ui/schema-form/form-schema.ts'

describe('kindOf', () => {
  it.each([
    [Type.String(), 'text'],
    [Type.Number({ unit: 's' }), 'number'],
    [Type.Integer(), 'number'],
    [Type.Integer({ unit: 's', moment: 's' }), 'moment'],
    [Type.Boolean(), 'boolean'],
    [oneOf({ off: 0, on: 1 }), 'selection'],
    [Type.Union([Type.Literal('a'), Type.Literal('b')]), 'selection'],
    [Type.Literal(3), 'selection'],
    [bitsOf({ one: 1 }), 'bits'],
    [Type.Object({}), 'group'],
    [Type.Array(Type.String()), 'list'],
    [Type.Union([Type.String(), Type.Object({})]), 'variants'],
    [Type.Unknown(), 'json'],
    [Type.Record(Type.String(), Type.Number()), 'json'],
    [Type.Tuple([Type.Number(), Type.Number()]), 'json'],
    [{ type: 'string' }, 'text'],
    [{ oneOf: [{ type: 'string' }, { type: 'number' }] }, 'variants'],
  ] as [FormSchema, string][])('%j is %s', (schema, kind) => {
    expect(kindOf(schema)).toBe(kind)
  })

  it('has a form of its own for nearly everything the platform is told', () => {
    const json: string[] = []
    const walk = (schema: FormSchema, place: string): void => {
      if (kindOf(schema) === 'json') json.push(place)
      for (const { name, schema: part } of fieldsOf(schema)) walk(part, `${place}.${name}`)
      const item = itemOf(schema)
      if (item) walk(item, `${place}[]`)
    }
    const all = Object.values(operations).flatMap((section) => Object.values(section) as Operation[])
    for (const { name, params, query, body } of all) {
      walk(params, `${name} params`)
      walk(query, `${name} query`)
      walk(body, `${name} body`)
    }
    expect(json).toEqual(['device.command body'])
  })
})

describe('optionsOf', () => {
  it('names the values', () => {
    expect(optionsOf(oneOf({ off: 0, on: 1 }))).toEqual([
      { value: 0, name: 'off' },
      { value: 1, name: 'on' },
    ])
    expect(optionsOf(Type.Literal('x'))).toEqual([{ value: 'x', name: undefined }])
  })
})

describe('startingValue', () => {
  it('fills in only what can be no other way', () => {
    const schema = Type.Object({
      kind: Type.Literal('a'),
      name: Type.String(),
      mode: Type.Enum([1, 2]),
      yes: Type.Boolean(),
      count: Type.Integer({ default: 5 }),
      list: Type.Array(Type.String()),
      inner: Type.Object({ only: Type.Enum(['x']), text: Type.String() }),
      left: Type.Optional(Type.Object({})),
    })
    expect(startingValue(schema)).toEqual({ kind: 'a', count: 5, list: [], inner: { only: 'x' } })
  })
})
