/**
 * Where some units were in the last minutes: of each so many points in a ring, all rings in a few typed arrays that are made once.
 * A unit has a row as long as somebody wants its trail; what it tells costs nothing but the numbers written.
 */
import type { LngLat } from '../datum.ts'

export interface TrailLimits {
  /** Units at most. */
  readonly units: number
  /** Points of each at most: the oldest goes for a new one. */
  readonly points: number
}

/** One place of a unit. Degrees in WGS-84, epoch ms by the platform's clock, metres of Web Mercator on the base map. */
export interface TrailPoint {
  readonly time: number
  readonly lng: number
  readonly lat: number
  readonly x: number
  readonly y: number
}

export class TrailRings {
  readonly points: number
  /** Of the point `at(row, n)`. */
  readonly time: Float64Array
  readonly x: Float64Array
  readonly y: Float64Array
  readonly #lng: Float64Array
  readonly #lat: Float64Array
  readonly #first: Uint16Array
  readonly #count: Uint16Array
  readonly #rows = new Map<string, number>()
  readonly #free: number[] = []
  /** Less time between two points than this is not worth one. */
  readonly #spacingMs: number

  constructor({ units, points }: TrailLimits, spacingMs: number) {
    this.points = points
    this.#spacingMs = spacingMs
    const size = units * points
    this.time = new Float64Array(size)
    this.x = new Float64Array(size)
    this.y = new Float64Array(size)
    this.#lng = new Float64Array(size)
    this.#lat = new Float64Array(size)
    this.#first = new Uint16Array(units)
    this.#count = new Uint16Array(units)
    for (let row = units - 1; row >= 0; row--) this.#free.push(row)
  }

  get isFull(): boolean {
    return this.#free.length === 0
  }

  /** Units and their rows. */
  get rows(): ReadonlyMap<string, number> {
    return this.#rows
  }

  /** The row of a unit, given to it when it has none. Undefined when there is no room. */
  take(id: string): number | undefined {
    const known = this.#rows.get(id)
    if (known !== undefined) return known
    const row = this.#free.pop()
    if (row === undefined) return undefined
    this.#rows.set(id, row)
    this.#first[row] = this.#count[row] = 0
    return row
  }

  /** Gives up the trails of all others. */
  keep(isWanted: (id: string) => boolean): void {
    for (const [id, row] of this.#rows) {
      if (isWanted(id)) continue
      this.#rows.delete(id)
      this.#free.push(row)
    }
  }

  countOf(row: number): number {
    return this.#count[row] ?? 0
  }

  /** Where the point `n` of a row, the oldest first, stands in the arrays. */
  at(row: number, n: number): number {
    return row * this.points + (((this.#first[row] ?? 0) + n) % this.points)
  }

  /** Nothing happens when it is not later than the newest one by the spacing. */
  push(row: number, time: number, lng: number, lat: number, x: number, y: number): void {
    const count = this.countOf(row)
    if (count > 0 && time - (this.time[this.at(row, count - 1)] ?? 0) < this.#spacingMs) return
    if (count === this.points) this.#first[row] = ((this.#first[row] ?? 0) + 1) % this.points
    else this.#count[row] = count + 1
    const at = this.at(row, Math.min(count, this.points - 1))
    this.time[at] = time
    this.x[at] = x
    this.y[at] = y
    this.#lng[at] = lng
    this.#lat[at] = lat
  }

  /** What was before the first point that is known, oldest first. */
  putBefore(row: number, earlier: readonly TrailPoint[]): void {
    const known = Array.from({ length: this.countOf(row) }, (_, n) => this.#pointAt(this.at(row, n)))
    const firstTime = known[0]?.time ?? Number.POSITIVE_INFINITY
    this.#first[row] = this.#count[row] = 0
    // What was seen from here goes before what is on record.
    for (const point of earlier) if (point.time <= firstTime - this.#spacingMs) this.#add(row, point)
    for (const point of known) this.#add(row, point)
  }

  /** The base map puts places somewhere else. */
  project(project: (place: LngLat) => readonly number[]): void {
    for (const row of this.#rows.values()) {
      for (let n = 0; n < this.countOf(row); n++) {
        const at = this.at(row, n)
        const [x = 0, y = 0] = project([this.#lng[at] ?? 0, this.#lat[at] ?? 0])
        this.x[at] = x
        this.y[at] = y
      }
    }
  }

  #pointAt(at: number): TrailPoint {
    const [time = 0, x = 0, y = 0] = [this.time[at], this.x[at], this.y[at]]
    return { time, x, y, lng: this.#lng[at] ?? 0, lat: this.#lat[at] ?? 0 }
  }

  #add(row: number, { time, lng, lat, x, y }: TrailPoint): void {
    this.push(row, time, lng, lat, x, y)
  }
}
