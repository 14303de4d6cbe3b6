/** Addresses of tiles from what the operator wrote: XYZ, TMS, WMTS and WMS differ only in where the numbers stand. */

export interface TilePlace {
  readonly z: number
  readonly x: number
  readonly y: number
}

const HALF_WORLD_M = Math.PI * 6_378_137

/** Undefined for numbers that no tile has. */
export function tilePlace(segments: readonly string[]): TilePlace | undefined {
  if (segments.length !== 3 || !segments.every((segment) => /^\d{1,9}$/.test(segment))) return undefined
  const [z = 0, x = 0, y = 0] = segments.map(Number)
  return z <= 24 && x < 2 ** z && y < 2 ** z ? { z, x, y } : undefined
}

export function addressOf(address: string, { z, x, y }: TilePlace): string {
  const side = (2 * HALF_WORLD_M) / 2 ** z
  const [west, north] = [x * side - HALF_WORLD_M, HALF_WORLD_M - y * side]
  return address
    .replaceAll('{z}', String(z))
    .replaceAll('{x}', String(x))
    .replaceAll('{y}', String(y))
    .replaceAll('{-y}', String(2 ** z - 1 - y))
    .replaceAll('{bbox}', [west, north - side, west + side, north].join(','))
}
