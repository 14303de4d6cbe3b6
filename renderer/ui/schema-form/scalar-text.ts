/** Numbers and moments as they are typed, and back. */

/** Undefined for what is no number. A point separates decimals, as on the wire. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim()
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed)) return undefined
  const value = Number(trimmed)
  return Number.isFinite(value) ? value : undefined
}

export function numberText(value: unknown): string {
  return typeof value === 'number' ? String(value) : ''
}

const PER_UNIT_MS = { s: 1000, ms: 1 } as const
export type MomentUnit = keyof typeof PER_UNIT_MS

/** For an input of the type `datetime-local`: `yyyy-MM-ddThh:mm:ss` in the machine's time zone. */
export function momentText(value: unknown, unit: MomentUnit): string {
  if (typeof value !== 'number') return ''
  const time = new Date(value * PER_UNIT_MS[unit])
  if (Number.isNaN(time.getTime())) return ''
  const two = (part: number): string => String(part).padStart(2, '0')
  const date = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${date}T${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`
}

/** Undefined for what is no moment. */
export function momentOf(text: string, unit: MomentUnit): number | undefined {
  const timeMs = new Date(text).getTime()
  return Number.isNaN(timeMs) ? undefined : Math.round(timeMs / PER_UNIT_MS[unit])
}

/** 2001 to 2096: a number of this size counts from 1970 or is no time at all. */
const MOMENT_FROM_MS = 1e12
const MOMENT_TO_MS = 4e12

/** How a number that may be a moment reads as one: for hints, where nothing says which it is. */
export function readAsMoment(value: unknown, unit: string | undefined): string {
  if ((unit !== 's' && unit !== 'ms') || typeof value !== 'number') return ''
  const timeMs = value * PER_UNIT_MS[unit]
  if (timeMs < MOMENT_FROM_MS || timeMs >= MOMENT_TO_MS) return ''
  return momentText(value, unit).replace('T', ' ')
}
