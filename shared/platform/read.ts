/**
 * Tolerant reading: makes of a decoded answer what its schema says. Readers are built once per schema as closures (no
 * generated code: it must run under the page's CSP too). What they mend, because the documentation itself mixes it:
 * `ID` for `id` and other names a field is documented under, numbers as strings and strings as numbers, 0/1 for booleans,
 * null for "absent". Unknown fields and unknown values of enumerations pass through; these values are noted, to be written back.
 */
import Type, { type TSchema } from 'typebox'
import { enumerationKey, noteUndocumented, type Enumeration } from './undocumented.ts'
import type { Documented } from './values.ts'

export type Reader = (value: unknown) => unknown

/** A value that cannot be made to fit. `path` is a JSON pointer, put together on the way out: reading well costs no paths. */
export class ReadError extends Error {
  readonly path: string
  readonly reason: string

  constructor(path: string, reason: string) {
    super(`${path || '/'}: ${reason}`)
    this.path = path
    this.reason = reason
  }

  /** The same, seen from what holds the value under `name`. */
  under(name: string | number): ReadError {
    return new ReadError(`/${name}${this.path}`, this.reason)
  }
}

/** `value`: what was found; short and plain ones are told. */
function unfit(reason: string, value: unknown): ReadError {
  return new ReadError('', `${reason}: ${shortly(value)}`)
}

const readers = new WeakMap<TSchema, Reader>()

/** Reads `value` in place and returns it; throws `ReadError`. */
export function read(schema: TSchema, value: unknown): unknown {
  return readerOf(schema)(value)
}

function readerOf(schema: TSchema): Reader {
  const known = readers.get(schema)
  if (known) return known
  const reader = build(schema)
  readers.set(schema, reader)
  return reader
}

function build(schema: TSchema): Reader {
  if (Type.IsObject(schema)) return objectReader(schema.properties, new Set(schema.required ?? []))
  if (Type.IsArray(schema)) return arrayReader(readerOf(schema.items))
  if (Type.IsNumber(schema) || Type.IsInteger(schema)) return readNumber
  if (Type.IsString(schema)) return readString
  if (Type.IsBoolean(schema)) return readBoolean
  if (Type.IsEnum(schema)) return enumReader(schema)
  return (value) => value
}

interface FieldReader {
  readonly name: string
  /** The other name it may come under. */
  readonly printed: string | undefined
  readonly required: boolean
  /** Every object has something of this name. */
  readonly inherited: boolean
  readonly reader: Reader
}

function objectReader(properties: Record<string, TSchema>, required: ReadonlySet<string>): Reader {
  const fields: readonly FieldReader[] = Object.entries(properties).map(([name, schema]) => ({
    name,
    printed: printedName(name, schema),
    required: required.has(name),
    inherited: name in Object.prototype,
    reader: readerOf(schema),
  }))
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unfit('not an object', value)
    const record = value as Record<string, unknown>
    let at = ''
    try {
      for (const field of fields) {
        at = field.name
        readField(record, field)
      }
    } catch (error) {
      throw error instanceof ReadError ? error.under(at) : error
    }
    return record
  }
}

function readField(record: Record<string, unknown>, { name, printed, required, inherited, reader }: FieldReader): void {
  if (printed !== undefined && record[name] === undefined && record[printed] !== undefined) {
    record[name] = record[printed]
    delete record[printed]
  }
  const own = inherited && !Object.hasOwn(record, name) ? undefined : record[name]
  if (own === undefined || own === null) {
    if (required) throw new ReadError('', 'missing')
    if (own === null) delete record[name]
    return
  }
  const mended = reader(own)
  if (mended !== own) record[name] = mended
}

/** The other name a field may come under. */
function printedName(name: string, schema: TSchema & { documented?: Documented }): string | undefined {
  return schema.documented?.name ?? (name === 'id' ? 'ID' : undefined)
}

function enumReader(schema: Enumeration): Reader {
  const documented = new Set<unknown>(schema.enum)
  const key = enumerationKey(schema)
  const mend = scalarReader(schema.enum)
  return (value) => {
    const mended = mend(value)
    if (!documented.has(mended)) noteUndocumented(key, mended)
    return mended
  }
}

function scalarReader(values: readonly (string | number)[]): Reader {
  if (values.every((value) => typeof value === 'number')) return readNumber
  return values.every((value) => typeof value === 'string') ? readString : (value) => value
}

function arrayReader(item: Reader): Reader {
  return (value) => {
    if (!Array.isArray(value)) throw unfit('not a list', value)
    let at = 0
    try {
      for (; at < value.length; at++) value[at] = item(value[at])
    } catch (error) {
      throw error instanceof ReadError ? error.under(at) : error
    }
    return value
  }
}

function readNumber(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'string' && value.trim() !== '') {
    const number = Number(value)
    if (Number.isFinite(number)) return number
  }
  throw unfit('not a number', value)
}

function readString(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw unfit('not a text', value)
}

function readBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (value === 1 || value === '1' || value === 'true') return true
  if (value === 0 || value === '0' || value === 'false') return false
  throw unfit('not a yes or no', value)
}

const MAX_TOLD_CHARACTERS = 40

function shortly(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  const text = typeof value === 'string' ? `"${value}"` : String(value)
  return text.length > MAX_TOLD_CHARACTERS ? `${text.slice(0, MAX_TOLD_CHARACTERS)}…` : text
}
