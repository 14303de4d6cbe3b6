/** Our schemas as the documentation prints them: one line per field, parents before their children. */
import Type, { type TSchema } from 'typebox'
import type { Operation, Push } from '../../../shared/platform/define.ts'

/** The lines of a body: its own fields, or `[]` and the fields of its elements. */
export function flattenBody(schema: TSchema): string[] {
  if (Type.IsArray(schema)) return [`[] ${typeName(schema)}`, ...childrenOf(schema)]
  return childrenOf(schema)
}

/** The lines of an answer without its envelope. */
export function flattenAnswer({ data, beside }: Operation): string[] {
  const rows = childrenOf(data)
  const hasData = rows.length > 0 || !Type.IsObject(data)
  const lines = hasData ? [`data ${typeName(data)}`, ...rows] : []
  return [...lines, ...childrenOf(beside)]
}

export function flattenFrame({ frame }: Push): string[] {
  return childrenOf(frame)
}

/** Name and schema of every field, parents before their children. */
export function fieldsOf(schema: TSchema): [string, TSchema][] {
  if (Type.IsArray(schema)) return fieldsOf(schema.items)
  if (!Type.IsObject(schema)) return []
  return Object.entries(schema.properties).flatMap(([name, field]): [string, TSchema][] => [
    [name, field],
    ...fieldsOf(field),
  ])
}

function childrenOf(schema: TSchema): string[] {
  if (Type.IsArray(schema)) return childrenOf(schema.items)
  if (!Type.IsObject(schema)) return []
  const required = new Set<string>(schema.required ?? [])
  return Object.entries(schema.properties).flatMap(([name, field]) => [
    `${name} ${typeName(field)}${required.has(name) ? '' : '?'}`,
    ...childrenOf(field),
  ])
}

function typeName(schema: TSchema): string {
  if (Type.IsArray(schema)) return `${typeName(schema.items)}[]`
  if (Type.IsObject(schema) || Type.IsRecord(schema)) return 'object'
  if (Type.IsNumber(schema) || Type.IsInteger(schema)) return 'number'
  if (Type.IsString(schema)) return 'string'
  if (Type.IsBoolean(schema)) return 'boolean'
  if (Type.IsEnum(schema)) return typeof schema.enum[0]
  return 'any'
}
