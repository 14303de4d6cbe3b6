/** What an answer has, for a table: its fields in the order of the documentation, with their places. */
import { fieldsOf, itemOf, kindOf, optionsOf, type FormSchema } from '../../ui/schema-form/form-schema.ts'

export interface AnswerField {
  /** `channels[].name` */
  readonly path: string
  readonly depth: number
  readonly name: string
  readonly type: string
  readonly optional: boolean
  readonly unit: string
  /** Description, or the values of an enumeration. */
  readonly meaning: string
}

export function answerFields(schema: FormSchema): readonly AnswerField[] {
  const fields: AnswerField[] = []
  collect(schema, '', 0, fields)
  return fields
}

function collect(schema: FormSchema, path: string, depth: number, into: AnswerField[]): void {
  const item = itemOf(schema)
  if (item) return collect(item, `${path}[]`, depth, into)
  for (const { name, schema: part, required } of fieldsOf(schema)) {
    const own = path === '' ? name : `${path}.${name}`
    into.push({
      path: own,
      depth,
      name,
      type: typeText(part),
      optional: !required,
      unit: part.unit ?? '',
      meaning: meaningOf(part),
    })
    collect(part, own, depth + 1, into)
  }
}

function typeText(schema: FormSchema): string {
  const item = itemOf(schema)
  if (item) return `${typeText(item)}[]`
  if (schema.enum) return typeof schema.enum[0] === 'number' ? 'number' : 'string'
  return typeof schema.type === 'string' ? schema.type : 'any'
}

function meaningOf(schema: FormSchema): string {
  const parts = [schema.description ?? '']
  const item = itemOf(schema)
  const named = item ?? schema
  if (kindOf(named) === 'selection')
    parts.push(
      optionsOf(named)
        .map(({ value, name }) => (name ? `${String(value)} ${name}` : String(value)))
        .join(', '),
    )
  if (named.bits)
    parts.push(
      Object.entries(named.bits)
        .map(([name, bit]) => `${bit} ${name}`)
        .join(', '),
    )
  return parts.filter((part) => part !== '').join(': ')
}
