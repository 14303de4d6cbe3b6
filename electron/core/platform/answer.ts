/** From the bytes of an answer to its checked data, or to an error that says which operation, where, and what. */
import Type from 'typebox'
import { AppError, type ErrorDetails } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { PageInfo, type BesideOf, type DataOf, type Operation } from '../../../shared/platform/define.ts'
import { read, ReadError } from '../../../shared/platform/read.ts'
import { parseRecord } from '../../../shared/record.ts'
import { isTooDeep } from './depth.ts'

export interface Answer<O> {
  readonly data: DataOf<O>
  /** What stands beside `data`. */
  readonly beside: BesideOf<O>
  readonly page?: PageInfo
  /** How many rows of a list were left out, and why the first of them. */
  readonly badRows?: string
}

export interface RawAnswer {
  readonly status: number
  readonly text: string
}

/** Errors: `platform` (code ≠ 0), `http-status`, `bad-answer`. */
export function readAnswer<O extends Operation>(operation: O, raw: RawAnswer, host: string): Answer<O> {
  const envelope = parseRecord(raw.text)
  if (operation.answers === 'payload' && !isEnvelope(envelope)) return readPayload(operation, raw, host)
  if (envelope === undefined || typeof envelope['code'] === 'undefined') {
    // A front-end may answer for the platform: 401 means the same as its own code 9.
    if (raw.status === 401) throw refusal(operation, PlatformCode.authentication, {})
    if (raw.status < 200 || raw.status > 299) throw new AppError('http-status', { host, httpStatus: raw.status })
    throw new AppError('bad-answer', { operation: operation.name, path: '/', reason: 'no envelope' })
  }
  if (isTooDeep(raw.text))
    throw new AppError('bad-answer', { operation: operation.name, path: '/', reason: 'too deep' })
  const code = numberOf(envelope['code'])
  if (code !== PlatformCode.success) throw refusal(operation, code, envelope)
  try {
    const data = envelope['data'] ?? emptyOf(operation)
    const beside = readBeside(operation, envelope)
    if (!operation.paged) return { data: read(operation.data, data) as DataOf<O>, beside }
    const page = read(PageInfo, envelope['pageInfo']) as PageInfo
    return { ...readRows(operation, data), beside, page }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    throw new AppError('bad-answer', { operation: operation.name, path: error.path, reason: error.reason })
  }
}

/** A device may say JSON of its own, which has more than an envelope without data. */
function isEnvelope(value: Record<string, unknown> | undefined): boolean {
  return value !== undefined && 'code' in value && Object.keys(value).every((name) => name === 'code' || name === 'msg')
}

/** What a device said is nobody's schema: JSON where it is some, or else the text. */
function readPayload<O extends Operation>(operation: O, { status, text }: RawAnswer, host: string): Answer<O> {
  if (status === 401) throw refusal(operation, PlatformCode.authentication, {})
  if (status < 200 || status > 299) throw new AppError('http-status', { host, httpStatus: status })
  if (isTooDeep(text)) throw new AppError('bad-answer', { operation: operation.name, path: '/', reason: 'too deep' })
  return { data: jsonOrText(text) as DataOf<O>, beside: {} as BesideOf<O> }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** The envelope without what every answer has. */
function readBeside<O extends Operation>(operation: O, envelope: Record<string, unknown>): BesideOf<O> {
  const { code: _code, msg: _msg, data: _data, pageInfo: _pageInfo, ...beside } = envelope
  return read(operation.beside, beside) as BesideOf<O>
}

/** One broken row must not hide the thousands beside it; a list of nothing else is a broken list. */
function readRows<O extends Operation>(operation: O, data: unknown): Pick<Answer<O>, 'data' | 'badRows'> {
  const schema = operation.data
  if (!Type.IsArray(schema) || !Array.isArray(data)) return { data: read(schema, data) as DataOf<O> }
  const faults: ReadError[] = []
  const rows: unknown[] = []
  data.forEach((row: unknown, at) => {
    try {
      rows.push(read(schema.items, row))
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      faults.push(error.under(at))
    }
  })
  const [first] = faults
  if (!first) return { data: rows as DataOf<O> }
  if (rows.length === 0) throw first
  return { data: rows as DataOf<O>, badRows: `${faults.length} of ${data.length} rows left out, ${first.message}` }
}

/** Numbers may come as text. Nothing, yes and no are no numbers, and no success. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
}

function refusal(operation: Operation, code: number, envelope: Record<string, unknown>): AppError {
  const data = envelope['data']
  const facts = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
  const details: ErrorDetails = { operation: operation.name, platformCode: Number.isFinite(code) ? code : -1 }
  if (typeof envelope['msg'] === 'string') details.platformMessage = envelope['msg']
  const [remaining, locking] = [numberOf(facts['remaining']), numberOf(facts['locking'])]
  if (code === PlatformCode.wrongPassword && Number.isFinite(remaining)) details.triesLeft = remaining
  if (code === PlatformCode.maxRetries && Number.isFinite(locking)) details.lockedUntil = Date.now() + locking * 1000
  return new AppError('platform', details)
}

/** A list without entries may come as null or not at all. */
function emptyOf({ data }: Operation): unknown {
  return Type.IsArray(data) ? [] : {}
}
