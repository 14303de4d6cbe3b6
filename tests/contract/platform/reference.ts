/** The reference of the platform contract as a page of Markdown, made from the values. */
import Type, { type TSchema } from 'typebox'
import type { Operation, Push } from '../../../shared/platform/define.ts'
import { operations, pushes } from '../../../shared/platform/index.ts'
import type { Documented } from '../../../shared/platform/values.ts'

interface Notes {
  description?: string
  unit?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
  pattern?: string
  enum?: readonly (string | number)[]
  names?: readonly string[]
  bits?: Readonly<Record<string, number>>
  documented?: Documented
}

const HEAD = `# The platform's operations

Made from the values of this folder by \`npm run reference\`; a test fails when it is not current. Fields are the wire's.
\`?\` marks what may be missing, the unit stands in brackets. "documented as" is how the platform's documentation prints it:
either is read, ours is written. How operations are written: \`define.ts\`, \`values.ts\`; how answers are read: \`read.ts\`.
`

export function reference(): string {
  const sections = Object.entries(operations).map(
    ([name, section]) => `\n## ${name}\n${(Object.values(section) as Operation[]).map(operationText).join('')}`,
  )
  const subscriptions = (Object.values(pushes) as Push[]).map(pushText)
  return `${HEAD}${sections.join('')}\n## Subscriptions\n${subscriptions.join('')}`
}

function operationText(operation: Operation): string {
  const { name, method, path, params, query, body, data, beside, answers } = operation
  const parts = [
    part('path', params),
    part('query', query),
    part('body', body),
    answers === 'json'
      ? part('answer', data)
      : [answers === 'file' ? 'answer: a file' : 'answer: what the device says'],
    part('beside the data', beside),
  ].flat()
  return `\n### \`${name}\`\n\n\`${method} ${path}\`${flagsOf(operation)}\n${block(parts)}`
}

function pushText({ name, path, frame, sends }: Push): string {
  const parts = [...part('frame', frame), ...(Type.IsNever(sends) ? [] : part('may be sent', sends))]
  return `\n### \`${name}\`\n\n\`${path}\`\n${block(parts)}`
}

function flagsOf(operation: Operation): string {
  const flags = [
    operation.open && 'without a token',
    operation.idempotent && 'reads',
    operation.paged && 'in pages',
    operation.pace === 'device' && 'asks the device',
    operation.destructive && 'cannot be undone',
    operation.permission && `needs \`${operation.permission}\``,
  ].filter((flag) => typeof flag === 'string')
  return flags.length > 0 ? ` · ${flags.join(' · ')}` : ''
}

function block(lines: readonly string[]): string {
  return lines.length > 0 ? `\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n` : ''
}

function part(title: string, schema: TSchema): string[] {
  const lines = fieldLines(schema, 1)
  if (lines.length === 0 && Type.IsObject(schema)) return []
  return [Type.IsObject(schema) ? title : `${title}: ${typeText(schema)}`, ...lines]
}

function fieldLines(schema: TSchema, depth: number): string[] {
  if (Type.IsArray(schema)) return fieldLines(schema.items, depth)
  if (!Type.IsObject(schema)) return []
  const required = new Set<string>(schema.required ?? [])
  return Object.entries(schema.properties).flatMap(([name, field]) => [
    `${'  '.repeat(depth)}${name}${required.has(name) ? '' : '?'}  ${typeText(field)}${notesText(field)}`,
    ...fieldLines(field, depth + 1),
  ])
}

function typeText(schema: TSchema): string {
  if (Type.IsArray(schema)) return `list of ${typeText(schema.items)}`
  if (Type.IsObject(schema)) return 'object'
  if (Type.IsInteger(schema)) return 'whole number'
  if (Type.IsNumber(schema)) return 'number'
  if (Type.IsString(schema)) return 'text'
  if (Type.IsBoolean(schema)) return 'yes or no'
  if (Type.IsEnum(schema)) return namedValues(schema)
  return 'anything'
}

function namedValues({ enum: values = [], names = [] }: Notes): string {
  return values.map((value, at) => `${value}${names[at] === undefined ? '' : ` ${names[at]}`}`).join(' | ')
}

function notesText(schema: TSchema & Notes): string {
  const { unit, description, bits, documented } = schema
  const notes = [
    limitsText(schema),
    bits &&
      `bits ${Object.entries(bits)
        .map(([name, value]) => `${value} ${name}`)
        .join(' | ')}`,
    description,
    documented && `documented as ${[documented.name, documented.type].filter(Boolean).join(' ')}`,
  ].filter((note) => note !== undefined && note !== '')
  return `${unit ? ` [${unit}]` : ''}${notes.length > 0 ? `: ${notes.join('; ')}` : ''}`
}

function limitsText({ minimum, maximum, minLength, maxLength, maxItems, pattern }: Notes): string | undefined {
  const range = (from: number | undefined, to: number | undefined, what: string): string | undefined =>
    from === undefined && to === undefined ? undefined : `${from ?? ''} to ${to ?? ''}${what}`.trim()
  return [
    range(minimum, maximum, ''),
    range(minLength, maxLength, ' characters'),
    maxItems === undefined ? undefined : `at most ${maxItems}`,
    pattern,
  ]
    .filter((limit) => limit !== undefined)
    .join(', ')
}
