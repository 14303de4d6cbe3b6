/** The platform's documentation as a flat list: every operation with the names of its fields in the order they are printed. */
import { readFileSync } from 'node:fs'

export interface DocumentedField {
  /** Empty for the elements of a list that is the whole body. */
  readonly name: string
  readonly type: string
  readonly required: boolean
  /** The depth is lost: only whether there is any. */
  readonly nested: boolean
  /** Values it may have, split by commas. */
  readonly enum?: string
  readonly enumNotes?: string
}

export interface DocumentedOperation {
  readonly section: string
  readonly title: string
  readonly method: string
  readonly path: string
  /** Free text; some of it enumerates values. */
  readonly description: string
  /** First word: the name. */
  readonly pathParams: readonly string[]
  /** First word: the name, second: yes or no. */
  readonly query: readonly string[]
  readonly request: readonly DocumentedField[]
  readonly response: readonly DocumentedField[]
}

const file = new URL('catalog.json', import.meta.url)

export const catalogue = (JSON.parse(readFileSync(file, 'utf8')) as { operations: readonly DocumentedOperation[] })
  .operations

/** `name type`, with `?` behind it when it may be missing. Whole numbers count as numbers. */
export function documentedLine({ name, type, required }: DocumentedField): string {
  return `${name || '[]'} ${type.replace('integer', 'number')}${required ? '' : '?'}`
}

/** The envelope is one for all operations, however its fields are ordered and flagged: of it only `data` is compared. */
export function withoutEnvelope(fields: readonly DocumentedField[]): readonly DocumentedField[] {
  const envelope = new Set(['code', 'msg', 'pageInfo'])
  const inPageInfo = new Set(['page', 'pageSize', 'totalCount'])
  const left: DocumentedField[] = []
  let isPageInfo = false
  for (const field of fields) {
    if (!field.nested) isPageInfo = field.name === 'pageInfo'
    if (isPageInfo && field.nested && inPageInfo.has(field.name)) continue
    if (!field.nested && envelope.has(field.name)) continue
    left.push(!field.nested && field.name === 'data' ? { ...field, required: true } : field)
  }
  return left
}
