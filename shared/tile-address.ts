/**
 * Addresses of tiles with places for numbers, as servers and their capabilities write them: `{z}` `{x}` `{y}` (XYZ), `{-y}` for
 * rows counted from the south (TMS), `{TileMatrix}` `{TileCol}` `{TileRow}` (WMTS), `{bbox}` or `{bbox-epsg-3857}` for corners
 * (WMS), `{s}` for one of three servers.
 */

/** Names of the same place, ours first. Those of WMTS come in any case. */
const PLACES = {
  z: /\{(?:z|tilematrix)\}/gi,
  x: /\{(?:x|tilecol)\}/gi,
  y: /\{(?:y|tilerow)\}/gi,
  fromSouth: /\{-y\}/g,
  corners: /\{bbox(?:-epsg-3857)?\}/gi,
  server: /\{s\}/g,
} as const
const SERVERS = 'abc'

export interface TilePlace {
  readonly z: number
  readonly x: number
  readonly y: number
}

const HALF_WORLD_M = Math.PI * 6_378_137

/** Whether an address has places for the numbers of a tile, and none for anything else. */
export function isTileAddress(address: string): boolean {
  if (!/^https?:\/\//.test(address)) return false
  const has = (place: keyof typeof PLACES): boolean => address.search(PLACES[place]) >= 0
  const filled = fillTileAddress(address, { z: 0, x: 0, y: 0 })
  // What stands in braces still is a place nobody here can fill: WMTS has some for its sets and styles.
  if (/[{}]/.test(filled) || !URL.canParse(filled)) return false
  return has('corners') || (has('z') && has('x') && (has('y') || has('fromSouth')))
}

export function fillTileAddress(address: string, { z, x, y }: TilePlace): string {
  const side = (2 * HALF_WORLD_M) / 2 ** z
  const [west, north] = [x * side - HALF_WORLD_M, HALF_WORLD_M - y * side]
  return address
    .replace(PLACES.z, String(z))
    .replace(PLACES.x, String(x))
    .replace(PLACES.y, String(y))
    .replace(PLACES.fromSouth, String(2 ** z - 1 - y))
    .replace(PLACES.corners, [west, north - side, west + side, north].join(','))
    .replace(PLACES.server, SERVERS[(x + y) % SERVERS.length] ?? '')
}
