/** Filters as the record lists have them: what is not wished for lets everything through. */

export type Condition<T> = (entry: T) => boolean

export function allOf<T>(conditions: readonly (Condition<T> | undefined)[]): Condition<T> {
  const wanted = conditions.filter((condition) => condition !== undefined)
  return (entry) => wanted.every((condition) => condition(entry))
}

/** An empty text is no wish. */
export function same<T, V extends string | number | boolean>(
  wanted: V | undefined,
  of: (entry: T) => V | undefined,
): Condition<T> | undefined {
  return wanted === undefined || wanted === '' ? undefined : (entry) => of(entry) === wanted
}

/** An empty list is no wish. */
export function oneOfThese<T, V>(wanted: readonly V[] | undefined, of: (entry: T) => V): Condition<T> | undefined {
  return wanted && wanted.length > 0 ? (entry) => wanted.includes(of(entry)) : undefined
}

/** Both ends belong to it; no end and 0 as the end leave it open. */
export function within<T>(
  from: number | undefined,
  to: number | undefined,
  of: (entry: T) => number | undefined,
): Condition<T> | undefined {
  if (!from && !to) return undefined
  return (entry) => {
    const value = of(entry)
    return value !== undefined && value >= (from ?? 0) && (!to || value <= to)
  }
}
