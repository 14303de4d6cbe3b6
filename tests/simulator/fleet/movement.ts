/** Where a device is: a pure function of its route and the time, along the streets of a grid. */
import { CITY } from './names.ts'
import type { Random } from '../random.ts'

const METRES_PER_DEGREE = 111_320
/** Distance between two parallel streets. */
const BLOCK_M = 250

/** A round trip along four streets; a speed of 0 stands at its first corner. */
export interface Route {
  /** South-west corner, metres east and north of the middle of the city. */
  readonly east: number
  readonly north: number
  readonly width: number
  readonly height: number
  readonly speed: number
  /** Metres along the round trip at time 0. */
  readonly phase: number
}

export interface Place {
  readonly lng: number
  readonly lat: number
  /** Degrees, north 0, clockwise. */
  readonly heading: number
  /** Metres per second. */
  readonly speed: number
}

export function makeRoute(
  random: Random,
  middle: { east: number; north: number },
  speed: readonly [number, number],
): Route {
  const snap = (value: number) => Math.round(value / BLOCK_M) * BLOCK_M
  const blocks = speed[1] > 3 ? 8 : 2
  const width = random.between(1, blocks) * BLOCK_M
  const height = random.between(1, blocks) * BLOCK_M
  return {
    east: snap(middle.east + random.between(-1800, 1800) - width / 2),
    north: snap(middle.north + random.between(-1800, 1800) - height / 2),
    width,
    height,
    speed: speed[1] === 0 ? 0 : speed[0] + random.next() * (speed[1] - speed[0]),
    phase: random.next() * 2 * (width + height),
  }
}

/** Place on `route` at `timeMs` (epoch ms), WGS-84. */
export function placeOn(route: Route, timeMs: number): Place {
  const around = 2 * (route.width + route.height)
  const along = route.speed === 0 ? 0 : (route.phase + route.speed * (timeMs / 1000)) % around
  const { x, y, heading } = corner(route, along)
  const lat = CITY.lat + (route.north + y) / METRES_PER_DEGREE
  const lng = CITY.lng + (route.east + x) / (METRES_PER_DEGREE * Math.cos((CITY.lat * Math.PI) / 180))
  return { lng: round6(lng), lat: round6(lat), heading, speed: route.speed }
}

function corner(route: Route, along: number): { x: number; y: number; heading: number } {
  if (along < route.width) return { x: along, y: 0, heading: 90 }
  if (along < route.width + route.height) return { x: route.width, y: along - route.width, heading: 0 }
  if (along < 2 * route.width + route.height)
    return { x: 2 * route.width + route.height - along, y: route.height, heading: 270 }
  return { x: 0, y: 2 * (route.width + route.height) - along, heading: 180 }
}

function round6(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
