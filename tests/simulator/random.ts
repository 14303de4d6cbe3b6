/** Deterministic numbers: the same seed builds the same fleet on every machine. */

export interface Random {
  /** In [0, 1). */
  next(): number
  /** Whole number in [from, to]. */
  between(from: number, to: number): number
  pick<T>(items: readonly T[]): T
  /** True with this probability. */
  chance(probability: number): boolean
}

/** mulberry32: 32 bits of state, good enough for names and routes. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick(items) {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    chance: (probability) => next() < probability,
  }
}

/** FNV-1a, 32 bits: what a device derives its scene and tone from. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Three numbers to 32 even bits: what is by chance, and yet can be asked for at any place or time without what came before. */
export function mixed(one: number, two: number, three: number): number {
  let hash = Math.imul(one ^ 0x9e3779b9, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15) ^ two, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 13) ^ three, 0x27d4eb2f)
  hash = Math.imul(hash ^ (hash >>> 16), 0x165667b1)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** The same in [0, 1). */
export function mixedShare(one: number, two: number, three: number): number {
  return mixed(one, two, three) / 4_294_967_296
}
