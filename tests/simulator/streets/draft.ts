/** Streets while a city is drawn: crossings and what joins them. */
import type { StreetGraph } from './graph.ts'
import { Road, type RoadId } from './roads.ts'

export interface Street {
  readonly from: number
  readonly to: number
  readonly road: RoadId
  readonly tunnel: boolean
}

export interface Spot {
  readonly east: number
  readonly north: number
}

export class Draft {
  readonly spots: Spot[] = []
  readonly #streets = new Map<number, Street>()

  crossing(east: number, north: number): number {
    return this.spots.push({ east, north }) - 1
  }

  /** Two crossings are joined once: the first street stays. */
  join(from: number, to: number, road: RoadId, tunnel = false): void {
    const key = Math.min(from, to) * 65_536 + Math.max(from, to)
    if (from !== to && !this.#streets.has(key)) this.#streets.set(key, { from, to, road, tunnel })
  }

  /** The crossing out of `among` that is nearest. */
  nearest(among: readonly number[], { east, north }: Spot): number {
    let found = among[0] ?? 0
    let least = Infinity
    for (const crossing of among) {
      const spot = this.spots[crossing]
      const distance = spot ? Math.hypot(spot.east - east, spot.north - north) : Infinity
      if (distance < least) [found, least] = [crossing, distance]
    }
    return found
  }

  /** A way with crossings each `stepM` or so between two; `bendM` to the right of the straight line in its middle. */
  joinFar(from: number, to: number, road: RoadId, stepM: number, bendM: number, isTunnel = (_share: number) => false) {
    const [one, other] = [this.spots[from], this.spots[to]]
    if (!one || !other) return
    const [east, north] = [other.east - one.east, other.north - one.north]
    const length = Math.hypot(east, north)
    const pieces = Math.max(1, Math.round(length / stepM))
    let last = from
    for (let piece = 1; piece <= pieces; piece++) {
      const share = piece / pieces
      const aside = (bendM * Math.sin(Math.PI * share)) / length
      const next =
        piece === pieces
          ? to
          : this.crossing(one.east + east * share + north * aside, one.north + north * share - east * aside)
      this.join(last, next, road, isTunnel(share - 0.5 / pieces))
      last = next
    }
  }

  get graph(): StreetGraph {
    const { spots } = this
    const streets = [...this.#streets.values()]
    const count = streets.length * 2
    const lanes = {
      count,
      from: new Uint16Array(count),
      to: new Uint16Array(count),
      length: new Float64Array(count),
      heading: new Float64Array(count),
      road: new Uint8Array(count),
      tunnel: new Uint8Array(count),
    }
    streets.forEach(({ from, to, road, tunnel }, index) => {
      const [one, other] = [spots[from], spots[to]]
      if (!one || !other) return
      const [east, north] = [other.east - one.east, other.north - one.north]
      for (const back of [0, 1] as const) {
        const lane = index * 2 + back
        lanes.from[lane] = back ? to : from
        lanes.to[lane] = back ? from : to
        lanes.length[lane] = Math.hypot(east, north)
        lanes.heading[lane] = (Math.atan2(back ? -east : east, back ? -north : north) + 2 * Math.PI) % (2 * Math.PI)
        lanes.road[lane] = road
        lanes.tunnel[lane] = tunnel ? 1 : 0
      }
    })
    return { crossings: crossingsOf(spots, lanes), lanes }
  }
}

function crossingsOf(spots: readonly Spot[], lanes: StreetGraph['lanes']): StreetGraph['crossings'] {
  const first = new Uint32Array(spots.length + 1)
  for (const from of lanes.from) first[from + 1] = (first[from + 1] ?? 0) + 1
  for (let at = 1; at <= spots.length; at++) first[at] = (first[at] ?? 0) + (first[at - 1] ?? 0)
  const leaving = new Uint16Array(lanes.count)
  const filled = first.slice()
  lanes.from.forEach((from, lane) => {
    leaving[filled[from] ?? 0] = lane
    filled[from] = (filled[from] ?? 0) + 1
  })
  const great = new Uint8Array(spots.length)
  lanes.from.forEach((from, lane) => {
    const road = lanes.road[lane]
    if (road === Road.arterial || road === Road.mainStreet) great[from] = (great[from] ?? 0) + 1
  })
  return {
    count: spots.length,
    east: Float64Array.from(spots, ({ east }) => east),
    north: Float64Array.from(spots, ({ north }) => north),
    // Where greater streets meet, or one is crossed; a bend has none.
    lights: Uint8Array.from(spots, (_, at) =>
      (great[at] ?? 0) >= 3 && (first[at + 1] ?? 0) - (first[at] ?? 0) >= 3 ? 1 : 0,
    ),
    first,
    leaving,
  }
}
