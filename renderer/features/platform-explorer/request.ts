/** What an operation is asked with: one form for its path, query and body, and the request that comes of it. */
import Type from 'typebox'
import type { Operation } from '../../../shared/platform/define.ts'
import { fillPath } from '../../../shared/platform/place.ts'
import { isRecord } from '../../../shared/record.ts'
import { fieldsOf, startingValue, type FormSchema } from '../../ui/schema-form/form-schema.ts'
import { fieldOf } from '../../ui/schema-form/path.ts'

export const INPUT_PARTS = ['params', 'query', 'body'] as const

/** `params`, `query` and `body` as far as the operation has any. */
export interface ExplorerInput {
  readonly params?: Record<string, string | number>
  readonly query?: Record<string, string | number>
  readonly body?: unknown
}

const schemas = new WeakMap<Operation, FormSchema>()

/** The same object for the same operation: a form keeps what it knows of it. */
export function inputSchema(operation: Operation): FormSchema {
  const known = schemas.get(operation)
  if (known) return known
  const parts = INPUT_PARTS.filter((part) => !isEmpty(operation[part])).map((part) => [part, operation[part]] as const)
  const schema = Type.Object(Object.fromEntries(parts)) as FormSchema
  schemas.set(operation, schema)
  return schema
}

function isEmpty(schema: FormSchema): boolean {
  return schema.type === 'object' && fieldsOf(schema).length === 0
}

/** Twenty rows a page: what a screen shows. */
const PAGE_SIZE = 20

export function startingInput(operation: Operation): ExplorerInput {
  const input = startingValue(inputSchema(operation)) as Record<string, unknown>
  const part = pagePart(operation)
  if (!part) return input
  const own = input[part]
  return { ...input, [part]: { ...(isRecord(own) ? own : {}), page: 0, pageSize: PAGE_SIZE } }
}

/** Where a paged operation is told its page. */
function pagePart(operation: Operation): 'query' | 'body' | undefined {
  if (!operation.paged) return undefined
  const has = (schema: FormSchema): boolean => schema.properties?.['page'] !== undefined
  return (['body', 'query'] as const).find((part) => has(operation[part]))
}

/** The input for another page; undefined where the operation cannot be told. */
export function withPage(operation: Operation, input: ExplorerInput, page: number): ExplorerInput | undefined {
  const part = pagePart(operation)
  const own = part && input[part]
  return part && isRecord(own) ? { ...input, [part]: { ...own, page } } : undefined
}

export interface ShownRequest {
  readonly method: Operation['method']
  /** With its query. A parameter without a value stands as `:name`. */
  readonly path: string
  /** Undefined where none is sent. */
  readonly body: unknown
}

/** The request as it goes out. */
export function requestOf(operation: Operation, input: ExplorerInput): ShownRequest {
  const body = operation.method === 'GET' ? undefined : (input.body ?? {})
  return { method: operation.method, path: pathOf(operation, input), body }
}

function pathOf(operation: Operation, input: ExplorerInput): string {
  const missing = Object.keys(operation.params.properties).some((name) => {
    const value = fieldOf(input.params, name)
    return value === undefined || ['', '.', '..'].includes(String(value))
  })
  return missing ? operation.path : fillPath(operation, input)
}
