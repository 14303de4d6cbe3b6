/**
 * Answers exactly as the documentation prints them: `ID` for `id`, other names and types where the schema notes them. What
 * the schema does not know is sent as it is.
 */
import Type, { type TSchema } from 'typebox'
import type { Documented } from '../../../shared/platform/values.ts'

export function asDocumented(schema: TSchema, value: unknown): unknown {
  if (Type.IsArray(schema) && Array.isArray(value)) return value.map((item) => asDocumented(schema.items, item))
  if (!Type.IsObject(schema) || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const known = schema.properties[name]
      if (!known) return [name, field]
      return [printedName(name, known), asPrinted(known, asDocumented(known, field))]
    }),
  )
}

function documentedOf(schema: TSchema & { documented?: Documented }): Documented {
  return schema.documented ?? {}
}

function printedName(name: string, schema: TSchema): string {
  return documentedOf(schema).name ?? (name === 'id' ? 'ID' : name)
}

function asPrinted(schema: TSchema, value: unknown): unknown {
  const { type } = documentedOf(schema)
  if (type === 'string') return String(value)
  if (type === 'number') return Number(value)
  return type === 'boolean' ? Boolean(value) : value
}
