/** How far, how large, which way: on the round earth, whatever the map makes of it. Degrees, longitude first. */
import Polygon from 'ol/geom/Polygon.js'
import { getArea, getDistance } from 'ol/sphere.js'
import type { LngLat } from './datum.ts'

const RAD = Math.PI / 180

/** Metres, along the great circle. */
export function distanceM(from: LngLat, to: LngLat): number {
  return getDistance([...from], [...to])
}

/** Metres along a line. */
export function lengthM(line: readonly LngLat[]): number {
  return line.reduce((sum, place, at) => (at === 0 ? 0 : sum + distanceM(line[at - 1] ?? place, place)), 0)
}

/** Square metres inside of a ring, closed or not. */
export function areaM2(ring: readonly LngLat[]): number {
  return getArea(new Polygon([ring.map((place) => [...place])]), { projection: 'EPSG:4326' })
}

/** Degrees from north, clockwise, when setting out. */
export function bearingDeg(from: LngLat, to: LngLat): number {
  const turn = (to[0] - from[0]) * RAD
  const [a, b] = [from[1] * RAD, to[1] * RAD]
  const angle = Math.atan2(
    Math.sin(turn) * Math.cos(b),
    Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(turn),
  )
  return (angle / RAD + 360) % 360
}

/** A round number of metres of at most so many, as scale lines have them: 1, 2 or 5 times a power of ten. */
export function roundDown(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres))
  return power * ([5, 2, 1].find((step) => step * power <= metres) ?? 1)
}
