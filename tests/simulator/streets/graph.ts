/**
 * The streets of a city as a graph of crossings in plain arrays. Each street is two lanes: 2n there and 2n + 1 back, so that the
 * other lane of `lane` is `lane ^ 1`. Metres east and north of the middle of the city.
 */
export interface StreetGraph {
  readonly crossings: {
    readonly count: number
    readonly east: Float64Array
    readonly north: Float64Array
    /** 1 where there are traffic lights. */
    readonly lights: Uint8Array
    /** Lanes that leave crossing n are `leaving[first[n]]` to before `leaving[first[n + 1]]`. */
    readonly first: Uint32Array
    readonly leaving: Uint16Array
  }
  readonly lanes: {
    readonly count: number
    readonly from: Uint16Array
    readonly to: Uint16Array
    /** Metres. */
    readonly length: Float64Array
    /** Radians, north 0, clockwise. */
    readonly heading: Float64Array
    /** `Road`. */
    readonly road: Uint8Array
    readonly tunnel: Uint8Array
  }
}

/** How far a way turns from one lane into another, radians, 0 to π. */
export function turnOf({ lanes }: StreetGraph, from: number, to: number): number {
  const turn = Math.abs((lanes.heading[to] ?? 0) - (lanes.heading[from] ?? 0)) % (2 * Math.PI)
  return turn > Math.PI ? 2 * Math.PI - turn : turn
}

export function degreeOf({ crossings }: StreetGraph, crossing: number): number {
  return (crossings.first[crossing + 1] ?? 0) - (crossings.first[crossing] ?? 0)
}
