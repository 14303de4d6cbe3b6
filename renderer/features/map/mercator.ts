/** Web Mercator, the projection of the map: metres from where Greenwich meets the equator. */
import type { LngLat } from './datum.ts'

export const EARTH_M = 6_378_137
/** Half the side of the square that the world is. */
export const HALF_WORLD_M = Math.PI * EARTH_M
/** Beyond it the square ends. */
const MOST_LAT = 85.051_128
const RAD = Math.PI / 180

export function mercatorX(lng: number): number {
  return lng * RAD * EARTH_M
}

export function mercatorY(lat: number): number {
  const bounded = Math.max(-MOST_LAT, Math.min(MOST_LAT, lat))
  return EARTH_M * Math.log(Math.tan(Math.PI / 4 + (bounded * RAD) / 2))
}

export function fromMercator(x: number, y: number): LngLat {
  return [x / EARTH_M / RAD, (2 * Math.atan(Math.exp(y / EARTH_M)) - Math.PI / 2) / RAD]
}
