/**
 * The points of one unit's track in columns of numbers, oldest first: a million of them are eight arrays, not a million objects.
 * Times are epoch ms by the platform's clock, places degrees in WGS-84, speeds km/h, headings degrees from north.
 */
import { NOT_TOLD, TRACK_WIDTH } from '../../../shared/contract/tracks.ts'

export class TrackPoints {
  readonly count: number
  readonly time: Float64Array
  readonly lng: Float64Array
  readonly lat: Float64Array
  /** `NOT_TOLD` where the platform did not say. */
  readonly speed: Float32Array
  readonly heading: Float32Array

  private constructor(count: number) {
    this.count = count
    this.time = new Float64Array(count)
    this.lng = new Float64Array(count)
    this.lat = new Float64Array(count)
    this.speed = new Float32Array(count)
    this.heading = new Float32Array(count)
  }

  /** From pages as they came, in any order; of two points of one time one is kept. */
  static from(pages: readonly (readonly number[])[]): TrackPoints {
    const rows = joined(pages)
    const order = inOrder(rows)
    const count = order?.length ?? rows.length / TRACK_WIDTH
    const points = new TrackPoints(count)
    for (let point = 0; point < count; point++) {
      const at = (order ? (order[point] ?? 0) : point) * TRACK_WIDTH
      points.time[point] = rows[at] ?? 0
      points.lng[point] = rows[at + 1] ?? 0
      points.lat[point] = rows[at + 2] ?? 0
      points.speed[point] = rows[at + 3] ?? NOT_TOLD
      points.heading[point] = rows[at + 4] ?? NOT_TOLD
    }
    return points
  }

  /** Index of the last point at or before `time`; -1 when there is none. */
  indexAt(time: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.time[middle] ?? 0) <= time) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

function joined(pages: readonly (readonly number[])[]): Float64Array {
  const rows = new Float64Array(pages.reduce((sum, page) => sum + page.length, 0))
  let at = 0
  for (const page of pages) {
    rows.set(page, at)
    at += page.length
  }
  return rows
}

/** Numbers of the points by their time, each time once; undefined when they are so already, as they mostly come. */
function inOrder(rows: Float64Array): Uint32Array | undefined {
  if (isRising(rows)) return undefined
  const timeOf = (point: number): number => rows[point * TRACK_WIDTH] ?? 0
  const order = new Uint32Array(rows.length / TRACK_WIDTH)
  for (let point = 0; point < order.length; point++) order[point] = point
  order.sort((one, other) => timeOf(one) - timeOf(other))
  return order.filter((point, at) => at === 0 || timeOf(order[at - 1] ?? 0) !== timeOf(point))
}

function isRising(rows: Float64Array): boolean {
  for (let at = TRACK_WIDTH; at < rows.length; at += TRACK_WIDTH)
    if ((rows[at] ?? 0) <= (rows[at - TRACK_WIDTH] ?? 0)) return false
  return true
}
