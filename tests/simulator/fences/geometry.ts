/** Whether a place lies inside a fence. A city is small enough to take it as flat. */
import { FenceShape } from '../../../shared/platform/fence.ts'
import type { FencePlan } from './fence.ts'

interface Point {
  /** Degrees, WGS-84. */
  readonly lat: number
  readonly lng: number
}

const METRES_PER_DEGREE = 111_320

export function isInside({ fenceType, radius, coords }: FencePlan, place: Point): boolean {
  if (fenceType === FenceShape.polygon) return isInPolygon(coords, place)
  const [middle] = coords
  return middle !== undefined && distanceM(middle, place) <= (radius ?? 0) / 100
}

export function distanceM(from: Point, to: Point): number {
  const north = (to.lat - from.lat) * METRES_PER_DEGREE
  const east = (to.lng - from.lng) * METRES_PER_DEGREE * Math.cos((from.lat * Math.PI) / 180)
  return Math.hypot(north, east)
}

/** Counts the edges that a ray to the east crosses. */
function isInPolygon(corners: readonly Point[], { lat, lng }: Point): boolean {
  let inside = false
  let before = corners.at(-1)
  for (const corner of corners) {
    if (before && corner.lat > lat !== before.lat > lat) {
      const crossing = corner.lng + ((lat - corner.lat) / (before.lat - corner.lat)) * (before.lng - corner.lng)
      if (lng < crossing) inside = !inside
    }
    before = corner
  }
  return inside
}

/** Between two reports in a row a device goes no farther, and goes straight; what is farther apart says nothing of the way. */
const FARTHEST_M = 100
const STEP_M = 4

/** How often the way from one place to the next crosses the edge. */
export function crossingsBetween(plan: FencePlan, from: Point, to: Point): number {
  const metres = distanceM(from, to)
  const steps = metres > FARTHEST_M ? 1 : Math.max(1, Math.ceil(metres / STEP_M))
  let inside = isInside(plan, from)
  let crossings = 0
  for (let step = 1; step <= steps; step++) {
    const share = step / steps
    const at = { lat: from.lat + (to.lat - from.lat) * share, lng: from.lng + (to.lng - from.lng) * share }
    if (isInside(plan, at) === inside) continue
    inside = !inside
    crossings++
  }
  return crossings
}
