/** A document with a change laid over it: objects field by field, lists and values as a whole. */
export function merged<T extends object>(base: Readonly<T>, change: object): T {
  const result: Record<string, unknown> = { ...base }
  for (const [name, value] of Object.entries(change)) {
    const before = result[name]
    result[name] = isPlain(before) && isPlain(value) ? merged(before, value) : value
  }
  return result as T
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
