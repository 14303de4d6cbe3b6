/** Traffic lights: a function of the crossing and the time, so that all who come see the same. */
import { mixed } from '../random.ts'
import type { StreetGraph } from './graph.ts'

/** All is red for so long between the two directions, s. */
const CLEARING_S = 3

export class Signals {
  readonly #graph: StreetGraph
  readonly #cycleS: Float64Array
  readonly #shiftS: Float64Array
  /** Of each lane, which half of the cycle is its green. */
  readonly #half: Uint8Array

  constructor(graph: StreetGraph, seed: number) {
    this.#graph = graph
    const { crossings, lanes } = graph
    this.#cycleS = new Float64Array(crossings.count)
    this.#shiftS = new Float64Array(crossings.count)
    for (let at = 0; at < crossings.count; at++) {
      const hash = mixed(seed, at, 0x5169)
      this.#cycleS[at] = 56 + (hash % 29)
      this.#shiftS[at] = (hash >>> 8) % 90
    }
    this.#half = Uint8Array.from({ length: lanes.count }, (_, lane) => halfOf(graph, lane))
  }

  /** Seconds until who comes along `lane` may pass its end. `timeS`: seconds since 1970. */
  waitS(lane: number, timeS: number): number {
    const crossing = this.#graph.lanes.to[lane] ?? 0
    if (this.#graph.crossings.lights[crossing] !== 1) return 0
    const cycleS = this.#cycleS[crossing] ?? 60
    const beginS = this.#half[lane] === 1 ? cycleS / 2 : 0
    const sinceGreenS = (timeS + (this.#shiftS[crossing] ?? 0) - beginS) % cycleS
    return sinceGreenS < cycleS / 2 - CLEARING_S ? 0 : cycleS - sinceGreenS
  }
}

/** Those along the first lane that arrives, both ways, are one half; those across it the other. */
function halfOf({ crossings, lanes }: StreetGraph, lane: number): number {
  const leaving = crossings.leaving[crossings.first[lanes.to[lane] ?? 0] ?? 0] ?? 0
  const across = Math.sin((lanes.heading[lane] ?? 0) - (lanes.heading[leaving] ?? 0))
  return Math.abs(across) > Math.SQRT1_2 ? 1 : 0
}
