/** Land and borders of the world, bundled with the program, as lines of Web Mercator. */
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import worldUrl from 'world-atlas/countries-50m.json?url'
import { mercatorX, mercatorY } from './mercator.ts'

export interface WorldLine {
  /** x, y, x, y … metres. */
  readonly points: Float64Array
  /** West, south, east, north. */
  readonly extent: readonly [number, number, number, number]
}

export interface WorldShapes {
  /** Outlines of one piece of land with its lakes. */
  readonly land: readonly (readonly WorldLine[])[]
  readonly borders: readonly WorldLine[]
}

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>
type Line = readonly (readonly number[])[]

let reading: Promise<WorldShapes> | undefined

/** Once for the window. Rejects when the file cannot be had; then it may be tried again. */
export function readWorld(): Promise<WorldShapes> {
  reading ??= read().catch((error: unknown) => {
    reading = undefined
    throw error
  })
  return reading
}

async function read(): Promise<WorldShapes> {
  const answer = await fetch(worldUrl)
  const world = (await answer.json()) as World
  const land = feature(world, world.objects.land)
  const polygons = land.features.flatMap(({ geometry }): readonly Line[][] => {
    if (geometry.type === 'Polygon') return [geometry.coordinates]
    return geometry.type === 'MultiPolygon' ? geometry.coordinates : []
  })
  const borders = mesh(world, world.objects.countries, (one, other) => one !== other)
  return { land: polygons.map((rings) => rings.map(lineOf)), borders: borders.coordinates.map(lineOf) }
}

function lineOf(line: Line): WorldLine {
  const points = new Float64Array(line.length * 2)
  const extent: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  line.forEach(([lng = 0, lat = 0], at) => {
    const [x, y] = [mercatorX(lng), mercatorY(lat)]
    points[at * 2] = x
    points[at * 2 + 1] = y
    extent[0] = Math.min(extent[0], x)
    extent[1] = Math.min(extent[1], y)
    extent[2] = Math.max(extent[2], x)
    extent[3] = Math.max(extent[3], y)
  })
  return { points, extent }
}
