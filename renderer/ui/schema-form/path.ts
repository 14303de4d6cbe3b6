/** Places inside a value, and values changed at a place without touching the original: untouched branches stay identical. */
import { isRecord } from '../../../shared/record.ts'
export type Path = readonly (string | number)[]

/** JSON pointer, as the checks of TypeBox name places. */
export function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Names a place of the schema whatever the index: `filter.match`, `channels[].name`. */
export function labelPathOf(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}

/** `undefined` leaves a field out. What is missing on the way is made. */
export function withValue(root: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (typeof step === 'number') {
    const list = Array.isArray(root) ? [...(root as unknown[])] : []
    list[step] = withValue(list[step], rest, value)
    return list
  }
  const record = isRecord(root) ? root : {}
  const part = withValue(Object.hasOwn(record, step) ? record[step] : undefined, rest, value)
  const others = Object.entries(record).filter(([name]) => name !== step || part !== undefined)
  // Defined, not assigned: a field may be called `__proto__`.
  const entries = others.map(([name, own]): [string, unknown] => [name, name === step ? part : own])
  if (part !== undefined && !Object.hasOwn(record, step)) entries.push([step, part])
  return Object.fromEntries(entries)
}

/** An own field; never one that every object has. */
export function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** The list with the entry at `from` at `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const entries = [...list]
  const [entry] = entries.splice(from, 1)
  if (entry !== undefined) entries.splice(to, 0, entry)
  return entries
}
