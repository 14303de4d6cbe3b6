/** Spoils a value as a broken or hostile platform might: somewhere in it, something else. */
import type { Random } from '../simulator/random.ts'

const LONG = 'x'.repeat(20_000)

const JUNK: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => true,
  () => -1,
  () => 1e308,
  () => '',
  () => 'NaN',
  () => '\u0000\ud800',
  () => LONG,
  () => [],
  () => ({}),
  () => [[[[]]]],
  (random) => nested(random.between(10, 500)),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as unknown,
  (random) => Array.from({ length: random.between(1, 50) }, () => ({ ID: random.next() })),
]

function nested(depth: number): unknown {
  let value: unknown = 0
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** A copy of a JSON value with one to three places spoiled: replaced, removed, renamed or doubled. */
export function mutate(value: unknown, random: Random): unknown {
  let result = structuredClone(value)
  for (let times = random.between(1, 3); times > 0; times--) result = spoil(result, random)
  return result
}

function spoil(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.1)) return random.pick(JUNK)(random)
  const keys = Object.keys(value)
  if (keys.length === 0) return random.pick(JUNK)(random)
  if (Array.isArray(value) && random.chance(0.3) && makeCycle(value, random)) return value
  const key = random.pick(keys)
  const holder = value as Record<string, unknown>
  // Half the time deeper.
  if (random.chance(0.5)) holder[key] = spoil(holder[key], random)
  else if (random.chance(0.2)) Reflect.deleteProperty(holder, key)
  else if (random.chance(0.2)) holder[key.toUpperCase()] = holder[key]
  else holder[key] = random.pick(JUNK)(random)
  return value
}

/** Rows that hang below each other in a circle, wherever they name what they hang below. */
export function makeCycle(rows: readonly unknown[], random: Random): boolean {
  const linked = rows.filter(isLinked)
  if (linked.length === 0) return false
  const ring = linked.slice(0, random.between(1, linked.length))
  ring.forEach((row, at) => (row.pid = ring[(at + 1) % ring.length]?.id))
  return true
}

function isLinked(row: unknown): row is { id: unknown; pid: unknown } {
  return typeof row === 'object' && row !== null && 'id' in row && 'pid' in row
}

/** As text, with the text spoiled too now and then: cut off, with numbers that JSON or a computer has not, nested deeper than a stack. */
export function spoiltText(value: unknown, random: Random): string {
  const text = JSON.stringify(mutate(value, random)) ?? 'undefined'
  if (random.chance(0.05)) return text.slice(0, random.between(0, text.length))
  if (random.chance(0.05)) return text.replace(/:\d+/, ':NaN')
  if (random.chance(0.05)) return text.replace(/:\d+/, random.pick([':1e400', ':-1e400']))
  return random.chance(0.05) ? text.replace(/:\d+/, `:${'['.repeat(10_000)}${']'.repeat(10_000)}`) : text
}
