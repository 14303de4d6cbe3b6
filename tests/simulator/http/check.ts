/** Holds a request against the contract's schemas. */
import Type, { type TObject, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { Operation } from '../../../shared/platform/define.ts'

export interface Request {
  readonly params: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** Values of an address are text: those that the schema wants as numbers become numbers, if they are written as such. */
export function typedValues(schema: TObject, values: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, text]) => {
      const known = schema.properties[name]
      return [name, known && wantsNumber(known) && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text]
    }),
  )
}

function wantsNumber(schema: TSchema): boolean {
  if (Type.IsEnum(schema)) return typeof schema.enum[0] === 'number'
  return Type.IsNumber(schema) || Type.IsInteger(schema)
}

/** What is wrong with the request, or undefined. */
export function requestFault(operation: Operation, request: Request): string | undefined {
  return (
    schemaFault('path', operation.params, request.params) ??
    schemaFault('query', operation.query, request.query) ??
    schemaFault('body', operation.body, request.body)
  )
}

function schemaFault(part: string, schema: TSchema, value: unknown): string | undefined {
  if (Value.Check(schema, value)) return undefined
  const [error] = Value.Errors(schema, value)
  return error ? `${part}${error.instancePath}: ${error.message}` : `${part} does not fit`
}

/** Fields that the contract does not know: a platform ignores them, a client should not send them. */
export function unknownFields(schema: TSchema, value: unknown, path = ''): string[] {
  if (Type.IsArray(schema)) {
    return Array.isArray(value)
      ? value.flatMap((item, index) => unknownFields(schema.items, item, `${path}/${index}`))
      : []
  }
  if (!Type.IsObject(schema) || typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, field]) => {
    const known = schema.properties[name]
    return known ? unknownFields(known, field, `${path}/${name}`) : [`${path}/${name}`]
  })
}
