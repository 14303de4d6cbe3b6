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

const ENVELOPE_FIELDS = new Set(['code', 'msg', 'pageInfo'])
const PAGE_FIELDS = new Set(['page', 'pageSize', 'totalCount'])

/** The lines of the envelope of an answer, but for `data`. */
export function envelopeLines(fields: readonly DocumentedField[]): string[] {
  return split(fields).envelope.map((field) => `${field.nested ? 'pageInfo.' : ''}${documentedLine(field)}`)
}

/** An answer but for its envelope, of which `envelope.test.ts` knows. Of `data` that is flagged as optional, see there. */
export function withoutEnvelope(fields: readonly DocumentedField[]): readonly DocumentedField[] {
  return split(fields).own.map((field) =>
    !field.nested && field.name === 'data' ? { ...field, required: true } : field,
  )
}

function split(fields: readonly DocumentedField[]) {
  const envelope: DocumentedField[] = []
  const own: DocumentedField[] = []
  let isPageInfo = false
  for (const field of fields) {
    if (!field.nested) isPageInfo = field.name === 'pageInfo'
    const isEnvelope = field.nested ? isPageInfo && PAGE_FIELDS.has(field.name) : ENVELOPE_FIELDS.has(field.name)
    if (isEnvelope) envelope.push(field)
    else own.push(field)
  }
  return { envelope, own }
}
