import Type from 'typebox'
import { describe, expect, it } from 'vitest'
import { read, ReadError } from '../../../../shared/platform/read.ts'
import { oneOf } from '../../../../shared/platform/values.ts'

const Row = Type.Object({
  id: Type.String(),
  status: Type.Optional(Type.Number()),
  enable: Type.Optional(Type.Boolean()),
  channels: Type.Optional(Type.Array(Type.Object({ id: Type.Number(), name: Type.String() }))),
})

describe('mends what the documentation itself mixes', () => {
  it('reads ID as id, at every depth', () => {
    expect(read(Row, { ID: 'PU_1', channels: [{ ID: 3, name: 'a' }] })).toEqual({
      id: 'PU_1',
      channels: [{ id: 3, name: 'a' }],
    })
  })
  it('prefers id when both are there', () => {
    expect(read(Row, { ID: 'old', id: 'new' })).toMatchObject({ id: 'new' })
  })
  it('reads numbers from texts, texts from numbers, yes and no from 0 and 1', () => {
    expect(read(Row, { id: 7, status: '1', enable: 0 })).toEqual({ id: '7', status: 1, enable: false })
  })
  it('reads a field under the name it is documented by', () => {
    const Odd = Type.Object({ timelines: Type.Array(Type.Number(), { documented: { name: 'timeLines' } }) })
    expect(read(Odd, { timeLines: [1] })).toEqual({ timelines: [1] })
    expect(read(Odd, { timelines: [2], timeLines: [1] })).toMatchObject({ timelines: [2] })
  })
  it('lets a value of an enumeration pass that nobody told us of, in its type', () => {
    const Kind = Type.Object({ kind: oneOf({ wired: 1, wireless: 2 }) })
    expect(read(Kind, { kind: 9 })).toEqual({ kind: 9 })
    expect(read(Kind, { kind: '2' })).toEqual({ kind: 2 })
    expect(() => read(Kind, { kind: 'fast' })).toThrow('/kind: not a number')
  })
  it('takes null for absent', () => {
    expect(read(Row, { id: 'a', status: null })).toEqual({ id: 'a' })
  })
  it('lets unknown fields pass', () => {
    expect(read(Row, { id: 'a', vendorField: { x: 1 } })).toEqual({ id: 'a', vendorField: { x: 1 } })
  })
})

describe('refuses what cannot be mended and says where', () => {
  it.each([
    [{}, '/id', 'missing'],
    [{ id: 'a', status: 'soon' }, '/status', 'not a number: "soon"'],
    [{ id: 'a', status: '' }, '/status', 'not a number: ""'],
    [{ id: 'a', status: 'x'.repeat(100) }, '/status', `not a number: "${'x'.repeat(39)}…`],
    [{ id: 'a', channels: {} }, '/channels', 'not a list: an object'],
    [{ id: 'a', channels: [{ id: 1, name: 'x' }, { id: 2 }] }, '/channels/1/name', 'missing'],
    [[], '', 'not an object: a list'],
    [null, '', 'not an object: null'],
  ])('%j', (value, path, reason) => {
    expect(() => read(Row, value)).toThrow(ReadError)
    try {
      read(Row, value)
    } catch (error) {
      expect(error).toMatchObject({ path, reason })
    }
  })
  it('does not take inherited names for fields', () => {
    const Odd = Type.Object({ constructor: Type.String() })
    expect(() => read(Odd, {})).toThrow('missing')
  })
})
