/** The quickest ways of one kind of mover. The tree of ways to a place is found when it is first wanted, and kept. */
import type { StreetGraph } from './graph.ts'
import type { Mover } from './movers.ts'
import { CrossingHeap } from './crossing-heap.ts'

/** Ways end where they would take longer than any round, s: nobody goes there. */
const FARTHEST_S = 1500
const NOWHERE = 65_535

/** Of all crossings, to one place. */
export interface WayTree {
  /** Expected seconds; `Infinity` from where no way leads. */
  secondsFrom(crossing: number): number
  /** The lane that leads on. */
  laneFrom(crossing: number): number
}

export class Ways {
  readonly mover: Mover
  readonly #graph: StreetGraph
  /** Expected seconds of each lane with the crossing at its end; Infinity where this mover does not go. */
  readonly #seconds: Float64Array
  readonly #trees = new Map<number, WayTree>()
  readonly #reach = new Map<string, readonly number[]>()
  readonly #heap: CrossingHeap
  readonly #found: Float64Array

  constructor(graph: StreetGraph, mover: Mover) {
    this.mover = mover
    this.#graph = graph
    const { crossings, lanes } = graph
    this.#seconds = Float64Array.from({ length: lanes.count }, (_, lane) => {
      const road = lanes.road[lane] ?? 0
      if (!mover.takes(road, lanes.tunnel[lane] === 1)) return Infinity
      const hasLights = crossings.lights[lanes.to[lane] ?? 0] === 1
      return mover.laneS(lanes.length[lane] ?? 0, road) + mover.crossingS(hasLights)
    })
    this.#heap = new CrossingHeap(crossings.count)
    this.#found = new Float64Array(crossings.count)
  }

  /** All ways to `place`, a crossing. */
  to(place: number): WayTree {
    const known = this.#trees.get(place)
    if (known) return known
    const tree = this.#search(place)
    this.#trees.set(place, tree)
    return tree
  }

  /** The crossings that may be visited from `home`: every `each`-th of those within reach, and itself. */
  placesAround(home: number, each: number): readonly number[] {
    const key = `${home} ${each}`
    const known = this.#reach.get(key)
    if (known) return known
    const tree = this.to(home)
    const places: number[] = []
    for (let at = 0; at < this.#graph.crossings.count; at++)
      if (at === home || (at % each === 0 && tree.secondsFrom(at) <= this.mover.reachS)) places.push(at)
    this.#reach.set(key, places)
    return places
  }

  /** Lanes from a crossing to a place. */
  lanes(from: number, place: number): number[] {
    const tree = this.to(place)
    const lanes: number[] = []
    if (tree.secondsFrom(from) === Infinity) return lanes
    for (let at = from; at !== place;) {
      const lane = tree.laneFrom(at)
      lanes.push(lane)
      at = this.#graph.lanes.to[lane] ?? place
    }
    return lanes
  }

  /** Dijkstra from the place, against the direction of travel. */
  #search(place: number): WayTree {
    const { crossings, lanes } = this.#graph
    const found = this.#found.fill(Infinity)
    const next = new Uint16Array(crossings.count).fill(NOWHERE)
    const heap = this.#heap
    found[place] = 0
    heap.add(place, 0)
    for (let at = heap.take(found); at >= 0; at = heap.take(found)) {
      const soFar = found[at] ?? 0
      for (let index = crossings.first[at] ?? 0; index < (crossings.first[at + 1] ?? 0); index++) {
        // The other lane of one that leaves here arrives here.
        const lane = (crossings.leaving[index] ?? 0) ^ 1
        const before = lanes.from[lane] ?? 0
        const seconds = soFar + (this.#seconds[lane] ?? Infinity)
        if (seconds >= (found[before] ?? 0) || seconds > FARTHEST_S) continue
        found[before] = seconds
        next[before] = lane
        heap.add(before, seconds)
      }
    }
    // Tenths of a second in two bytes: there are thousands of trees in a large fleet.
    const tenths = new Uint16Array(crossings.count).fill(NOWHERE)
    for (let at = 0; at < crossings.count; at++) {
      const seconds = found[at] ?? Infinity
      if (seconds < Infinity) tenths[at] = Math.ceil(seconds * 10)
    }
    return {
      secondsFrom(crossing) {
        const known = tenths[crossing] ?? NOWHERE
        return known === NOWHERE ? Infinity : known / 10
      },
      laneFrom: (crossing) => next[crossing] ?? 0,
    }
  }
}
