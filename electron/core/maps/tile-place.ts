import type { TilePlace } from '../../../shared/tile-address.ts'

/** Undefined for numbers that no tile has. */
export function tilePlace(segments: readonly string[]): TilePlace | undefined {
  if (segments.length !== 3 || !segments.every((segment) => /^\d{1,9}$/.test(segment))) return undefined
  const [z = 0, x = 0, y = 0] = segments.map(Number)
  return z <= 24 && x < 2 ** z && y < 2 ** z ? { z, x, y } : undefined
}
