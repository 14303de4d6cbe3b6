/** What may be written: what the schemas of the operation say, and values of enumerations that the platform itself had sent. */
import Type, { type TSchema } from 'typebox'
import type { Checker } from '../../../shared/wire.ts'
import type { Operation } from '../../../shared/platform/define.ts'
import { enumerationKey, wasRead } from '../../../shared/platform/undocumented.ts'
import { checker } from '../checker.ts'

/** Of `{ params, query, body }`. Fields that the schemas do not know pass. */
export function inputChecker({ params, query, body }: Operation): ReturnType<Checker> {
  const schema = Type.Object({ params, query, body })
  const check = checker(schema)
  return (input) => check(input) && check(documentedIn(schema, input))
}

/** A copy for the check: in the place of values that were read stands one that is documented. */
function documentedIn(schema: TSchema, value: unknown): unknown {
  if (Type.IsArray(schema)) return Array.isArray(value) ? value.map((item) => documentedIn(schema.items, item)) : value
  if (Type.IsEnum(schema)) return wasRead(enumerationKey(schema), value) ? schema.enum[0] : value
  if (!Type.IsObject(schema) || typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const known = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined
      return [name, known ? documentedIn(known, field) : field]
    }),
  )
}
