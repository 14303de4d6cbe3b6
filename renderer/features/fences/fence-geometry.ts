/** Fences as shapes of the map and back. The map's metres are longer than the ground's the further from the equator. */
import Circle from 'ol/geom/Circle'
import type Geometry from 'ol/geom/Geometry'
import Polygon from 'ol/geom/Polygon'
import type { LngLat } from '../map/datum.ts'
import type { Area } from './fence.ts'

/** What of the map is needed: its way from WGS-84 to its own metres. */
export interface Projection {
  project(place: LngLat): number[]
  unproject(point: readonly number[]): LngLat
}

const RAD = Math.PI / 180

export function shapeOf(way: Projection, area: Area): Geometry {
  if (area.kind === 'polygon') return new Polygon([closed(area.corners.map((corner) => way.project(corner)))])
  return new Circle(way.project(area.middle), area.radiusM / Math.cos(area.middle[1] * RAD))
}

/** Undefined for a shape that is no area of a fence. */
export function areaOf(way: Projection, shape: Geometry): Area | undefined {
  if (shape instanceof Circle) {
    const middle = rounded(way.unproject(shape.getCenter()))
    return { kind: 'circle', middle, radiusM: Math.round(shape.getRadius() * Math.cos(middle[1] * RAD) * 10) / 10 }
  }
  if (!(shape instanceof Polygon)) return undefined
  const [ring = []] = shape.getCoordinates()
  return { kind: 'polygon', corners: ring.slice(0, -1).map((point) => rounded(way.unproject(point))) }
}

function closed(ring: number[][]): number[][] {
  const [first] = ring
  return first ? [...ring, first] : ring
}

/** A tenth of a metre: more digits say nothing. */
function rounded([lng, lat]: LngLat): LngLat {
  return [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]
}
