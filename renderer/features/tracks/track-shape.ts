/**
 * What is drawn of a track at one scale: points that would fall on the pixel of the one drawn before are left out. They are found
 * once for each zoom step in one pass, a million points in some ten milliseconds, and kept. What is written to files is never this.
 */
import { isGap } from './track-facts.ts'
import type { TrackPoints } from './track-points.ts'

export type Project = (place: readonly [lng: number, lat: number]) => readonly number[]

export interface TrackShape {
  readonly x: Float64Array
  readonly y: Float64Array
  /** 1 where the way to this point is not known: the line is broken before it. */
  readonly breaks: Uint8Array
  readonly count: number
}

/** Powers of two of metres a px: a step finer than the screen shows is enough. */
const FINEST_M = 0.1
const FINER = 0.75
const MOSTLY = 0.8

export class TrackShapes {
  readonly #whole: TrackShape
  readonly #steps = new Map<number, TrackShape>()

  constructor(points: TrackPoints, project: Project) {
    this.#whole = projected(points, project)
  }

  get whole(): TrackShape {
    return this.#whole
  }

  /** `resolution`: metres of the map a px. */
  at(resolution: number): TrackShape {
    const step = Math.floor(Math.log2(Math.max(FINEST_M, resolution)))
    const known = this.#steps.get(step)
    if (known) return known
    const shape = thinned(this.#whole, 2 ** step * FINER)
    this.#steps.set(step, shape)
    return shape
  }
}

/** South-west and north-east of all its points. */
export function cornersOf({ x, y, count }: TrackShape): [number[], number[]] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < count; at++) {
    const [left, up] = [x[at] ?? 0, y[at] ?? 0]
    west = Math.min(west, left)
    east = Math.max(east, left)
    south = Math.min(south, up)
    north = Math.max(north, up)
  }
  return [
    [west, south],
    [east, north],
  ]
}

function projected(points: TrackPoints, project: Project): TrackShape {
  const { count, lng, lat } = points
  const shape = { x: new Float64Array(count), y: new Float64Array(count), breaks: new Uint8Array(count), count }
  for (let at = 0; at < count; at++) {
    const [x = 0, y = 0] = project([lng[at] ?? 0, lat[at] ?? 0])
    shape.x[at] = x
    shape.y[at] = y
    shape.breaks[at] = at === 0 || isGap(points, at) ? 1 : 0
  }
  return shape
}

/** The first point, those before and after a gap, the last, and between them each that is `metres` from the one kept before. */
function thinned(whole: TrackShape, metres: number): TrackShape {
  const { x, y, breaks, count } = whole
  const least = metres * metres
  const kept = { x: new Float64Array(count), y: new Float64Array(count), breaks: new Uint8Array(count) }
  let size = 0
  let [lastX, lastY] = [0, 0]
  for (let at = 0; at < count; at++) {
    const [east, north] = [x[at] ?? 0, y[at] ?? 0]
    const isEdge = breaks[at] === 1 || breaks[at + 1] === 1 || at === count - 1
    if (!isEdge && (east - lastX) * (east - lastX) + (north - lastY) * (north - lastY) < least) continue
    kept.x[size] = lastX = east
    kept.y[size] = lastY = north
    kept.breaks[size++] = breaks[at] ?? 0
  }
  // Where hardly anything is left out a copy is a waste of its size.
  if (size > count * MOSTLY) return whole
  return { x: kept.x.slice(0, size), y: kept.y.slice(0, size), breaks: kept.breaks.slice(0, size), count: size }
}
