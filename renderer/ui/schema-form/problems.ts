/**
 * Where a value does not fit its schema, told so that each place can show its own problem. Checked by TypeBox's interpreting
 * `Value`: the page may not make code from text.
 */
import { Check, Errors } from 'typebox/value'
import { isRecord } from '../../../shared/record.ts'
import { fieldsOf, itemOf, kindOf, variantsOf, type FormSchema } from './form-schema.ts'
import { fieldOf, pointerOf, type Path } from './path.ts'

export interface Problem {
  /** A key of `schemaForm.problems`. */
  readonly key: ProblemKey
  readonly values: Readonly<Record<string, string | number>>
}

export const PROBLEM_KEYS = [
  'required',
  'text',
  'number',
  'integer',
  'yesNo',
  'object',
  'list',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'enum',
  'const',
  'minItems',
  'maxItems',
  'uniqueItems',
  'notFitting',
  'json',
] as const
export type ProblemKey = (typeof PROBLEM_KEYS)[number]

/** The variant the operator chose at a place, if he did. */
export type ChosenVariant = (pointer: string) => number | undefined

const nothingChosen: ChosenVariant = () => undefined

/** By JSON pointer; at most one for each place. */
export function problemsOf(schema: FormSchema, value: unknown, chosen = nothingChosen): ReadonlyMap<string, Problem> {
  const problems = new Map<string, Problem>()
  collect(schema, value, [], chosen, problems)
  return problems
}

function collect(schema: FormSchema, value: unknown, path: Path, chosen: ChosenVariant, into: Map<string, Problem>) {
  const pointer = pointerOf(path)
  if (value === undefined) return void into.set(pointer, { key: 'required', values: {} })
  const kind = kindOf(schema)
  if (kind === 'variants') {
    const variant = variantsOf(schema)[chosen(pointer) ?? bestVariant(schema, value)]
    if (variant) collect(variant, value, path, chosen, into)
    return
  }
  if (kind === 'group' && isRecord(value)) {
    for (const field of fieldsOf(schema)) {
      const part = fieldOf(value, field.name)
      if (part !== undefined || field.required) collect(field.schema, part, [...path, field.name], chosen, into)
    }
    return
  }
  const item = kind === 'list' ? itemOf(schema) : undefined
  if (item && Array.isArray(value)) value.forEach((one, at) => collect(item, one, [...path, at], chosen, into))
  const fault = firstFault(schema, value, item !== undefined)
  if (fault) into.set(pointer, fault)
}

/** Of the value itself; what is wrong inside a list's entries stands at the entries. */
function firstFault(schema: FormSchema, value: unknown, ownOnly: boolean): Problem | undefined {
  if (Check(schema, value)) return undefined
  const fault = Errors(schema, value).find((error) => !ownOnly || error.instancePath === '')
  return fault && problemFrom(fault.keyword, fault.params)
}

const TYPES: Readonly<Record<string, ProblemKey>> = {
  string: 'text',
  number: 'number',
  integer: 'integer',
  boolean: 'yesNo',
  object: 'object',
  array: 'list',
}

function problemFrom(keyword: string, params: object): Problem {
  const facts = params as Record<string, unknown>
  if (keyword === 'type') return { key: TYPES[String(facts['type'])] ?? 'notFitting', values: {} }
  const key = PROBLEM_KEYS.find((known) => known === keyword) ?? 'notFitting'
  const values = Object.entries(facts).filter(([, fact]) => typeof fact === 'string' || typeof fact === 'number')
  return { key, values: Object.fromEntries(values) as Problem['values'] }
}

/** The first variant the value fits, or the one it is nearest to. */
export function bestVariant(schema: FormSchema, value: unknown): number {
  const faults = variantsOf(schema).map((variant) =>
    Check(variant, value) ? 0 : 1 + Errors(variant, value).length + (hasForeignKind(variant, value) ? 100 : 0),
  )
  return Math.max(0, faults.indexOf(Math.min(...faults)))
}

/** A fixed field of the variant says otherwise: it is another one's value. */
function hasForeignKind(variant: FormSchema, value: unknown): boolean {
  return fieldsOf(variant).some(({ name, schema }) => {
    const own = fieldOf(value, name)
    return schema.const !== undefined && own !== undefined && own !== schema.const
  })
}
