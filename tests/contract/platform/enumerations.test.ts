/** Values that the documentation enumerates at a field, held against ours, field by field. */
import Type, { type TSchema } from 'typebox'
import { describe, expect, it } from 'vitest'
import { operationsByName, pushes } from '../../../shared/platform/index.ts'
import { MediaCode } from '../../../shared/platform/media-stream.ts'
import { NewUserCheck } from '../../../shared/platform/user-management.ts'
import { catalogue, type DocumentedField, type DocumentedOperation } from './catalogue.ts'
import { fieldsOf } from './flatten.ts'
import { pathOnTheWire } from './departures/index.ts'

type Part = 'request' | 'response'

/** An enumeration as printed at a field. `nth`: of the fields of this name there. */
interface Printed {
  readonly documented: DocumentedOperation
  readonly part: Part
  readonly field: DocumentedField
  readonly nth: number
}

const keyOf = ({ documented, part, field }: Printed): string => `${documented.path} ${part} ${field.name}`

const printed: readonly Printed[] = catalogue.flatMap((documented) =>
  (['request', 'response'] as const).flatMap((part) =>
    documented[part].map((field, at, all) => ({
      documented,
      part,
      field,
      nth: all.slice(0, at).filter(({ name }) => name === field.name).length,
    })),
  ),
)
const atFields = printed.filter(({ field }) => field.enum !== undefined)

/** What we know more of than is printed at the field, and why. The value: what is added. */
const MORE: Readonly<Record<string, { readonly added: readonly number[]; readonly reason: string }>> = {
  '/bvcsp/v1/ws/gpsdata response satellite': {
    added: [32, 64, 128],
    reason: 'The same field of "Get device location" lists UWB, base stations and Bluetooth too.',
  },
  ...Object.fromEntries(
    ['add request', 'add response', 'list response'].map((place) => [
      `/bvcsp/v1/bw/resource/${place} objType`,
      { added: [3], reason: 'The text beside the field, and what `objID` may be, know addresses too.' },
    ]),
  ),
}

/** No field of `data`: its table is `NewUserCheck`. */
const NEW_USER_CODE = '/bvcsp/v1/user/newusercheck response code'

/** Printed with the direction that is the other way round on the wire: see the departures of the command subscription. */
const OTHER_WAY = new Set(['/bvcsp/v1/ws/command request command'])

/** The schemas that the part of an operation or subscription consists of. */
function schemasOf(documented: DocumentedOperation, part: Part): TSchema[] {
  const path = pathOnTheWire(documented.path)
  const operation = [...operationsByName.values()].find(
    (candidate) => candidate.path === path && candidate.method === documented.method,
  )
  if (operation) return part === 'request' ? [operation.body] : [operation.data, operation.beside]
  const push = Object.values(pushes).find((candidate) => candidate.path === path)
  return push ? [part === 'request' ? push.sends : push.frame] : []
}

/** The values of our schema of a printed field: of an enumeration, of bits, or of either in a list. */
function oursOf(entry: Printed): readonly (string | number)[] | undefined {
  const { documented, field, nth } = entry
  const part = OTHER_WAY.has(keyOf(entry)) ? 'response' : entry.part
  const name = field.name === 'ID' ? 'id' : field.name
  const named = schemasOf(documented, part)
    .flatMap(fieldsOf)
    .filter(([ours]) => ours === name)
  return named[nth] && valuesOf(named[nth][1])
}

function valuesOf(schema: TSchema & { bits?: Readonly<Record<string, number>> }): readonly (string | number)[] {
  if (Type.IsArray(schema)) return valuesOf(schema.items)
  return Type.IsEnum(schema) ? schema.enum : Object.values(schema.bits ?? {})
}

describe('an enumeration at a field', () => {
  it('is there in 44 places', () => {
    expect(atFields).toHaveLength(44)
  })

  it.each(atFields.filter((entry) => keyOf(entry) !== NEW_USER_CODE).map((entry) => [keyOf(entry), entry] as const))(
    '%s has the printed values',
    (key, entry) => {
      const { enum: values = '', type } = entry.field
      const wanted = values.split(',').map((value) => (type === 'string' ? value : Number(value)))
      expect(oursOf(entry)).toEqual([...wanted, ...(MORE[key]?.added ?? [])])
    },
  )

  it('has more values than printed only where that is explained', () => {
    const keys = atFields.map(keyOf)
    for (const [key, { reason }] of Object.entries(MORE)) {
      expect(keys).toContain(key)
      expect(reason.length).toBeGreaterThan(20)
    }
  })
})

describe('codes with a table of their own', () => {
  it('are those of the check of a new user', () => {
    const [entry] = atFields.filter((candidate) => keyOf(candidate) === NEW_USER_CODE)
    expect(Object.values(NewUserCheck).join()).toBe(entry?.field.enum)
  })

  it('are those of media', () => {
    const tables = printed.filter(({ field }) => field.enum === undefined && field.enumNotes !== undefined)
    expect(tables.map(({ documented }) => documented.section)).toEqual(Array<string>(8).fill('Media stream'))
    for (const { field } of tables)
      expect([...(field.enumNotes ?? '').matchAll(/(\d+):/g)].map(([, code]) => Number(code))).toEqual(
        Object.values(MediaCode),
      )
  })
})
