/** Which units are in an area, and which are nearest. One look at each of the shown: fifty thousand take a millisecond. */
import { distanceM } from './measure.ts'
import type { LngLat } from './datum.ts'

export interface PlacedUnits {
  readonly size: number
  /** Web Mercator, as drawn. */
  readonly x: Float64Array
  readonly y: Float64Array
  /** Degrees, WGS-84. */
  readonly lng: Float64Array
  readonly lat: Float64Array
}

export interface Near {
  readonly slot: number
  readonly metres: number
}

function filtered(units: PlacedUnits, shown: Uint8Array, isIn: (slot: number) => boolean): number[] {
  const found: number[] = []
  for (let slot = 0; slot < units.size; slot++) if (shown[slot] === 1 && isIn(slot)) found.push(slot)
  return found
}

/** `extent`: west, south, east, north in metres of Web Mercator. Edges count. */
export function unitsInBox(units: PlacedUnits, shown: Uint8Array, extent: readonly number[]): number[] {
  const [west = 0, south = 0, east = 0, north = 0] = extent
  return filtered(units, shown, (slot) => {
    const [x, y] = [units.x[slot] ?? 0, units.y[slot] ?? 0]
    return x >= west && x <= east && y >= south && y <= north
  })
}

/** `ring`: corners in metres of Web Mercator, closed or not; by the even-odd rule where it crosses itself. */
export function unitsInPolygon(units: PlacedUnits, shown: Uint8Array, ring: readonly (readonly number[])[]): number[] {
  return filtered(units, shown, (slot) => isInRing(units.x[slot] ?? 0, units.y[slot] ?? 0, ring))
}

function isInRing(x: number, y: number, ring: readonly (readonly number[])[]): boolean {
  let isIn = false
  let [beforeX = 0, beforeY = 0] = ring.at(-1) ?? []
  for (const [cornerX = 0, cornerY = 0] of ring) {
    const isCrossed = cornerY > y !== beforeY > y
    if (isCrossed && x < ((beforeX - cornerX) * (y - cornerY)) / (beforeY - cornerY) + cornerX) isIn = !isIn
    beforeX = cornerX
    beforeY = cornerY
  }
  return isIn
}

/** Metres on the ground around a place in WGS-84. */
export function unitsInRadius(units: PlacedUnits, shown: Uint8Array, middle: LngLat, radiusM: number): number[] {
  return filtered(units, shown, (slot) => distanceM(middle, [units.lng[slot] ?? 0, units.lat[slot] ?? 0]) <= radiusM)
}

/** The `count` nearest to a place in WGS-84, nearest first. `leaveOut` is the unit it is asked for. */
export function nearestUnits(
  units: PlacedUnits,
  shown: Uint8Array,
  place: LngLat,
  count: number,
  leaveOut = -1,
): Near[] {
  const nearest: Near[] = []
  for (let slot = 0; slot < units.size; slot++) {
    if (shown[slot] !== 1 || slot === leaveOut) continue
    const metres = distanceM(place, [units.lng[slot] ?? 0, units.lat[slot] ?? 0])
    const last = nearest.at(-1)
    if (last && nearest.length === count && metres >= last.metres) continue
    const at = nearest.findIndex((near) => near.metres > metres)
    nearest.splice(at < 0 ? nearest.length : at, 0, { slot, metres })
    if (nearest.length > count) nearest.pop()
  }
  return nearest
}
