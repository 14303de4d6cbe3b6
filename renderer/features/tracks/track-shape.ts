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
function thinned({ x, y, breaks, count }: TrackShape, metres: number): TrackShape {
  const kept = new Uint32Array(count)
  let size = 0
  let last = 0
  for (let at = 0; at < count; at++) {
    const isEdge = breaks[at] === 1 || breaks[at + 1] === 1 || at === count - 1
    const east = (x[at] ?? 0) - (x[last] ?? 0)
    const north = (y[at] ?? 0) - (y[last] ?? 0)
    if (!isEdge && east * east + north * north < metres * metres) continue
    kept[size++] = at
    last = at
  }
  const taken = kept.subarray(0, size)
  return {
    x: Float64Array.from(taken, (at) => x[at] ?? 0),
    y: Float64Array.from(taken, (at) => y[at] ?? 0),
    breaks: Uint8Array.from(taken, (at) => breaks[at] ?? 0),
    count: size,
  }
}
