/** Values made from schemas, for tests that call what they do not know. */
import fc from 'fast-check'
import Type, { type TObject, type TSchema } from 'typebox'

/** Anything the schema allows; `fix` may choose the value of a field by its name. */
export interface MakeOptions {
  /** Called with the name of the field and its schema; undefined leaves it to the schema. */
  fix?: (name: string, schema: TSchema) => fc.Arbitrary<unknown> | undefined
  /** Whether optional fields are there: sometimes, always, never. */
  optional?: 'some' | 'all' | 'none'
}

export function fromSchema(schema: TSchema, options: MakeOptions = {}): fc.Arbitrary<unknown> {
  if (Type.IsObject(schema)) return objectFrom(schema, options)
  if (Type.IsArray(schema)) {
    const { minItems = 0, maxItems = minItems + 3 } = notesOf(schema)
    return fc.array(fromSchema(schema.items, options), {
      minLength: minItems,
      maxLength: Math.min(maxItems, minItems + 3),
    })
  }
  if (Type.IsEnum(schema)) return fc.constantFrom(...schema.enum)
  if (Type.IsInteger(schema)) return fc.integer(limitsOf(notesOf(schema)))
  if (Type.IsNumber(schema)) return numberFrom(notesOf(schema))
  if (Type.IsBoolean(schema)) return fc.boolean()
  if (Type.IsString(schema)) return stringFrom(notesOf(schema))
  if (Type.IsLiteral(schema)) return fc.constant(schema.const)
  if (Type.IsUnion(schema)) return fc.oneof(...schema.anyOf.map((variant) => fromSchema(variant, options)))
  if (Type.IsNull(schema)) return fc.constant(null)
  if (Type.IsRecord(schema)) return fc.constant({})
  return fc.jsonValue({ maxDepth: 2 })
}

function objectFrom(schema: TObject, options: MakeOptions): fc.Arbitrary<unknown> {
  const { fix, optional = 'some' } = options
  const properties: Record<string, TSchema> = schema.properties
  const required: readonly string[] = schema.required ?? []
  const isRequired = new Set(required)
  const fields = Object.entries(properties)
    .filter(([name]) => optional !== 'none' || isRequired.has(name))
    .map(([name, field]) => [name, fix?.(name, field) ?? fromSchema(field, options)] as const)
  const record = Object.fromEntries(fields)
  return optional === 'some'
    ? fc.record(record, { requiredKeys: required.filter((name) => name in record) })
    : fc.record(record)
}

/** What the library keeps on a schema without naming it in its type. */
interface Notes {
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
}

export function notesOf(schema: TSchema): Notes {
  return schema
}

function limitsOf({ minimum, maximum, exclusiveMinimum }: Notes): { min: number; max: number } {
  const min = exclusiveMinimum === undefined ? (minimum ?? 0) : exclusiveMinimum + 1
  return { min, max: Math.max(min, maximum ?? min + 100) }
}

/** Numbers of the platform are whole more often than not. */
function numberFrom(notes: Notes): fc.Arbitrary<number> {
  const limits = limitsOf(notes)
  return fc.oneof(fc.integer(limits), fc.double({ ...limits, noNaN: true }))
}

function stringFrom({ pattern, minLength = 1, maxLength = 12 }: Notes): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 12)) })
}
