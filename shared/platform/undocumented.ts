/**
 * Values of enumerations that a platform sent and the documentation does not know. Who changes a record sends the rest of it
 * back as it was: such a value may be written where the same enumeration stands. One that was never read may not.
 */

/** What `oneOf` makes: its values, and their names, tell one enumeration from another. */
export interface Enumeration {
  readonly enum: readonly (string | number)[]
  readonly names?: readonly string[]
}

/** Of one enumeration. A platform that invents ever new ones is not to fill the memory. */
const MOST_VALUES = 64
const MOST_CHARACTERS = 200

const read = new Map<string, Set<unknown>>()

/** Equal for the same enumeration, wherever it stands. */
export function enumerationKey({ enum: values, names = [] }: Enumeration): string {
  return JSON.stringify([names, values])
}

export function noteUndocumented(key: string, value: unknown): void {
  if (typeof value === 'string' && value.length > MOST_CHARACTERS) return
  const values = read.get(key) ?? new Set()
  read.set(key, values)
  if (values.size < MOST_VALUES) values.add(value)
}

export function wasRead(key: string, value: unknown): boolean {
  return read.get(key)?.has(value) ?? false
}
