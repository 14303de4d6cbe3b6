/** Units at random places around a city, the same for the same seed. */
import { fromMercator } from '../../../../renderer/features/map/mercator.ts'

const CITY_X = 13_392_000
const CITY_Y = 3_710_000
const SPREAD_M = 60_000

export function randomUnits(size: number, seed: number) {
  const next = random(seed)
  const capacity = Math.max(1024, size)
  const units = {
    size,
    x: new Float64Array(capacity),
    y: new Float64Array(capacity),
    lng: new Float64Array(capacity),
    lat: new Float64Array(capacity),
    level: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
  }
  for (let slot = 0; slot < size; slot++) {
    units.x[slot] = CITY_X + (next() - 0.5) * SPREAD_M
    units.y[slot] = CITY_Y + (next() - 0.5) * SPREAD_M
    const [lng, lat] = fromMercator(units.x[slot] ?? 0, units.y[slot] ?? 0)
    units.lng[slot] = lng
    units.lat[slot] = lat
    units.level[slot] = next() < 0.02 ? 1 + Math.floor(next() * 4) : 0
    units.flags[slot] = next() < 0.8 ? 3 : 1
  }
  return units
}

/** mulberry32: numbers from 0 to 1. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
