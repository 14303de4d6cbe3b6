/** What a form reads of a schema: JSON schema as TypeBox writes it, with the annotations of `shared/platform/values.ts`. */
export interface FormSchema {
  /** How TypeBox marks its schemas; the only thing that one of any value has. */
  readonly '~kind'?: string
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, FormSchema>>
  readonly required?: readonly string[] | undefined
  readonly items?: FormSchema | readonly FormSchema[]
  readonly anyOf?: readonly FormSchema[]
  readonly oneOf?: readonly FormSchema[]
  readonly enum?: readonly Scalar[]
  /** Names of `enum`, in its order. */
  readonly names?: readonly string[]
  readonly const?: Scalar
  readonly bits?: Readonly<Record<string, number>>
  readonly unit?: string
  /** The number is a moment: epoch seconds or milliseconds. */
  readonly moment?: 's' | 'ms'
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

export type Scalar = string | number | boolean | null

/** How a part of a value is shown. `json` is for what no other way fits. */
export type FieldKind =
  'text' | 'number' | 'moment' | 'boolean' | 'selection' | 'bits' | 'group' | 'list' | 'variants' | 'json'

export function kindOf(schema: FormSchema): FieldKind {
  if (schema.enum || schema.const !== undefined) return 'selection'
  const variants = variantsOf(schema)
  if (variants.length > 0) return variants.every((one) => one.const !== undefined) ? 'selection' : 'variants'
  if (schema.type === 'string') return 'text'
  if (schema.type === 'boolean') return 'boolean'
  if (schema.type === 'number' || schema.type === 'integer') return numberKind(schema)
  if (schema.type === 'object' && schema.properties) return 'group'
  if (schema.type === 'array' && itemOf(schema)) return 'list'
  return 'json'
}

function numberKind(schema: FormSchema): FieldKind {
  if (schema.bits) return 'bits'
  return schema.moment ? 'moment' : 'number'
}

export function variantsOf(schema: FormSchema): readonly FormSchema[] {
  return schema.anyOf ?? schema.oneOf ?? []
}

/** The schema of the entries of a list whose entries are all alike. */
export function itemOf(schema: FormSchema): FormSchema | undefined {
  const { items } = schema
  return items && !isTuple(items) ? items : undefined
}

function isTuple(items: FormSchema | readonly FormSchema[]): items is readonly FormSchema[] {
  return Array.isArray(items)
}

export interface Option {
  readonly value: Scalar
  /** Undefined: the value says it itself. */
  readonly name: string | undefined
}

/** The values to choose from, with their names. */
export function optionsOf(schema: FormSchema): readonly Option[] {
  if (schema.enum) return schema.enum.map((value, at) => ({ value, name: schema.names?.[at] }))
  const literals = schema.const === undefined ? variantsOf(schema) : [schema]
  return literals.map((one) => ({ value: one.const ?? null, name: one.title }))
}

export interface FormField {
  readonly name: string
  readonly schema: FormSchema
  readonly required: boolean
}

export function fieldsOf(schema: FormSchema): readonly FormField[] {
  const required = new Set(schema.required ?? [])
  return Object.entries(schema.properties ?? {}).map(([name, part]) => ({
    name,
    schema: part,
    required: required.has(name),
  }))
}

/** What a value begins with: what can only be one way is filled in, the rest is the operator's to say. */
export function startingValue(schema: FormSchema): unknown {
  if (schema.default !== undefined) return schema.default
  const kind = kindOf(schema)
  if (kind === 'list') return []
  if (kind === 'selection') {
    const options = optionsOf(schema)
    return options.length === 1 ? options[0]?.value : undefined
  }
  if (kind !== 'group') return undefined
  const parts = fieldsOf(schema)
    .filter(({ required }) => required)
    .map(({ name, schema: part }) => [name, startingValue(part)] as const)
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined))
}
