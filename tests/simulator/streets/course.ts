/** What one unit drives or walks in one round, timed: where on which street it is at each moment. Made by `course-draft.ts`. */
import type { StreetGraph } from './graph.ts'

/** Numbers of a stretch with one acceleration: it begins after so many s and m, with so many m/s, and gains so many m/s². */
const [AFTER_S, AFTER_M, SPEED, GAIN, LANE, LEG] = [0, 1, 2, 3, 4, 5] as const
export const STRETCH_WIDTH = 6
/** Numbers of a leg, from standing to standing: m where it begins and ends, and the crossings there. */
export const LEG_WIDTH = 4

/** Corners are cut by so much, m. */
const CORNER_M = 12

export interface Moment {
  /** Metres east and north of the middle of the city. */
  readonly east: number
  readonly north: number
  /** Radians, north 0, clockwise, 0 to 2π. */
  readonly heading: number
  /** m/s. */
  readonly speed: number
  /** Since the round began. */
  readonly metres: number
  /** Metres from where this leg begins and to where it ends, and the crossings there. */
  readonly fromBegin: number
  readonly toEnd: number
  readonly from: number
  readonly to: number
  readonly lane: number
  /** `Road`. */
  readonly road: number
}

export class Course {
  readonly #graph: StreetGraph
  readonly #stretches: Float32Array
  readonly #lanes: Uint16Array
  readonly #laneBegins: Float32Array
  readonly #legs: Float32Array

  /** `laneBegins`: metres after which each of the lanes begins. */
  constructor(
    graph: StreetGraph,
    parts: {
      readonly stretches: readonly number[]
      readonly lanes: readonly number[]
      readonly laneBegins: readonly number[]
      readonly legs: readonly number[]
    },
  ) {
    this.#graph = graph
    this.#stretches = new Float32Array(parts.stretches)
    this.#lanes = new Uint16Array(parts.lanes)
    this.#laneBegins = new Float32Array(parts.laneBegins)
    this.#legs = new Float32Array(parts.legs)
  }

  /** When the last leg is over, s. */
  get endS(): number {
    return this.#of(this.#count - 1, AFTER_S)
  }

  at(seconds: number): Moment {
    const stretch = this.#stretchBy(AFTER_S, seconds)
    const since = Math.max(0, seconds - this.#of(stretch, AFTER_S))
    const gain = this.#of(stretch, GAIN)
    const speed = Math.max(0, this.#of(stretch, SPEED) + gain * since)
    const metres = this.#of(stretch, AFTER_M) + ((this.#of(stretch, SPEED) + speed) / 2) * since
    const leg = this.#of(stretch, LEG) * LEG_WIDTH
    const [begin, end] = [this.#legs[leg] ?? 0, this.#legs[leg + 1] ?? 0]
    const lane = this.#of(stretch, LANE)
    const { east, north, heading } = this.#onLane(lane, metres, begin, end)
    return {
      east,
      north,
      heading,
      speed,
      metres,
      fromBegin: Math.max(0, metres - begin),
      toEnd: Math.max(0, end - metres),
      from: this.#legs[leg + 2] ?? 0,
      to: this.#legs[leg + 3] ?? 0,
      lane: this.#lanes[lane] ?? 0,
      road: this.#graph.lanes.road[this.#lanes[lane] ?? 0] ?? 0,
    }
  }

  /** When it had gone so far for the first time, s. */
  secondsAt(metres: number): number {
    let stretch = this.#stretchBy(AFTER_M, metres)
    // Several begin where it stands: the first of them is when it came.
    while (stretch > 0 && this.#of(stretch, AFTER_M) >= metres) stretch--
    const left = Math.max(0, metres - this.#of(stretch, AFTER_M))
    const [speed, gain] = [this.#of(stretch, SPEED), this.#of(stretch, GAIN)]
    const root = Math.sqrt(Math.max(0, speed * speed + 2 * gain * left))
    const seconds = left === 0 ? 0 : (2 * left) / (speed + root)
    return this.#of(stretch, AFTER_S) + seconds
  }

  /**
   * In a tunnel, and for `reacquiringS` after it, the receiver has no fix: when it was lost, s. Undefined where it has one.
   */
  fixLostAt(seconds: number, reacquiringS: number): number | undefined {
    let stretch = this.#stretchBy(AFTER_S, seconds)
    if (!this.#isTunnel(this.#of(stretch, LANE))) {
      const lane = this.#of(stretch, LANE)
      if (lane === 0 || !this.#isTunnel(lane - 1)) return undefined
      while (stretch > 0 && this.#of(stretch - 1, LANE) === lane) stretch--
      if (seconds - this.#of(stretch, AFTER_S) >= reacquiringS) return undefined
      stretch--
    }
    while (stretch > 0 && this.#isTunnel(this.#of(stretch - 1, LANE))) stretch--
    return this.#of(stretch, AFTER_S)
  }

  get #count(): number {
    return this.#stretches.length / STRETCH_WIDTH
  }

  #of(stretch: number, field: number): number {
    return this.#stretches[stretch * STRETCH_WIDTH + field] ?? 0
  }

  #isTunnel(lane: number): boolean {
    return this.#graph.lanes.tunnel[this.#lanes[lane] ?? 0] === 1
  }

  /** The last one that begins at `value` or before. */
  #stretchBy(field: number, value: number): number {
    let [low, high] = [0, this.#count - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#of(middle, field) <= value) low = middle
      else high = middle - 1
    }
    return low
  }

  #onLane(index: number, metres: number, legBegin: number, legEnd: number) {
    const { crossings, lanes } = this.#graph
    const lane = this.#lanes[index] ?? 0
    const begin = this.#laneBegins[index] ?? 0
    const length = lanes.length[lane] ?? 0
    const along = Math.min(length, Math.max(0, metres - begin))
    if (length - along < CORNER_M && begin + length < legEnd - 1) return this.#round(index, along - length)
    if (along < CORNER_M && begin > legBegin + 1) return this.#round(index - 1, along)
    const [from, heading] = [lanes.from[lane] ?? 0, lanes.heading[lane] ?? 0]
    return {
      east: (crossings.east[from] ?? 0) + Math.sin(heading) * along,
      north: (crossings.north[from] ?? 0) + Math.cos(heading) * along,
      heading,
    }
  }

  /** From the lane `index` into the next, `past` m behind the crossing (before it: less than 0), on a curve. */
  #round(index: number, past: number) {
    const { crossings, lanes } = this.#graph
    const [one, next] = [this.#lanes[index] ?? 0, this.#lanes[index + 1] ?? 0]
    const crossing = lanes.to[one] ?? 0
    const share = (past + CORNER_M) / (2 * CORNER_M)
    const [before, after] = [lanes.heading[one] ?? 0, lanes.heading[next] ?? 0]
    const [back, on] = [(1 - share) ** 2 * CORNER_M, share ** 2 * CORNER_M]
    const [east, north] = [
      (1 - share) * Math.sin(before) + share * Math.sin(after),
      (1 - share) * Math.cos(before) + share * Math.cos(after),
    ]
    return {
      east: (crossings.east[crossing] ?? 0) - Math.sin(before) * back + Math.sin(after) * on,
      north: (crossings.north[crossing] ?? 0) - Math.cos(before) * back + Math.cos(after) * on,
      heading: (Math.atan2(east, north) + 2 * Math.PI) % (2 * Math.PI),
    }
  }
}
