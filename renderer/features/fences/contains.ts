/** Whether a place lies inside of a fence. Fences are small: their edges are straight on the map. */
import type { LngLat } from '../map/datum.ts'
import { distanceM } from '../map/measure.ts'
import type { Area } from './fence.ts'

export function contains(area: Area, place: LngLat): boolean {
  if (area.kind === 'circle') return distanceM(area.middle, place) <= area.radiusM
  return isInPolygon(area.corners, place)
}

/** Counts the edges that a ray to the east crosses. */
function isInPolygon(corners: readonly LngLat[], [lng, lat]: LngLat): boolean {
  let isInside = false
  let [beforeLng, beforeLat] = corners.at(-1) ?? [0, 0]
  for (const [cornerLng, cornerLat] of corners) {
    if (cornerLat > lat !== beforeLat > lat) {
      const crossing = cornerLng + ((lat - cornerLat) / (beforeLat - cornerLat)) * (beforeLng - cornerLng)
      if (lng < crossing) isInside = !isInside
    }
    ;[beforeLng, beforeLat] = [cornerLng, cornerLat]
  }
  return isInside
}
