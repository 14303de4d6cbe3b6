/**
 * What stands for a place on a base map. Units tell WGS-84; maps of China are drawn in GCJ-02 or, from it, in BD-09, which lie
 * some hundred metres beside. What is drawn over such a map is shifted with it, and what is read off it is shifted back.
 * Degrees throughout, longitude first.
 */
import type { MapDatum } from '../../../shared/contract/maps.ts'

export type Datum = MapDatum
export type LngLat = readonly [lng: number, lat: number]

/** Of the ellipsoid of Krassowsky, which GCJ-02 is computed with. */
const AXIS_M = 6_378_245
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
/** Outside of this box nothing is shifted. */
const WEST = 72.004
const EAST = 137.8347
const SOUTH = 0.8293
const NORTH = 55.8271
const RAD = Math.PI / 180
/** Each round is a thousand times nearer: four are less than a millimetre. */
const ROUNDS = 4

/** From WGS-84 to where the map of that datum has the place. */
export function fromWgs84(datum: Datum, lng: number, lat: number): LngLat {
  if (datum === 'wgs84' || isOutside(lng, lat)) return [lng, lat]
  const shifted = toGcj02(lng, lat)
  return datum === 'gcj02' ? shifted : toBd09(shifted)
}

/** Back, by trying: there is no formula for it. */
export function toWgs84(datum: Datum, lng: number, lat: number): LngLat {
  if (datum === 'wgs84' || isOutside(lng, lat)) return [lng, lat]
  let [x, y] = [lng, lat]
  for (let round = 0; round < ROUNDS; round++) {
    const [atLng, atLat] = fromWgs84(datum, x, y)
    x += lng - atLng
    y += lat - atLat
  }
  return [x, y]
}

function isOutside(lng: number, lat: number): boolean {
  return lng < WEST || lng > EAST || lat < SOUTH || lat > NORTH
}

function toGcj02(lng: number, lat: number): LngLat {
  const [x, y] = [lng - 105, lat - 35]
  const sine = Math.sin(lat * RAD)
  const magic = 1 - ECCENTRICITY_SQUARED * sine * sine
  const root = Math.sqrt(magic)
  const north = (AXIS_M * (1 - ECCENTRICITY_SQUARED)) / (magic * root)
  const east = (AXIS_M / root) * Math.cos(lat * RAD)
  return [lng + eastwardM(x, y) / (east * RAD), lat + northwardM(x, y) / (north * RAD)]
}

function northwardM(x: number, y: number): number {
  const straight = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
  return straight + waves(x) + wave(20, y, 1) + wave(40, y, 1 / 3) + wave(160, y, 1 / 12) + wave(320, y, 1 / 30)
}

function eastwardM(x: number, y: number): number {
  const straight = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x))
  return straight + waves(x) + wave(20, x, 1) + wave(40, x, 1 / 3) + wave(150, x, 1 / 12) + wave(300, x, 1 / 30)
}

/** The two quick waves that both directions have in common. */
function waves(x: number): number {
  return wave(20, x, 6) + wave(20, x, 2)
}

function wave(heightM: number, at: number, frequency: number): number {
  return (heightM * Math.sin(at * frequency * Math.PI) * 2) / 3
}

function toBd09([lng, lat]: LngLat): LngLat {
  const turn = (Math.PI * 3000) / 180
  const radius = Math.hypot(lng, lat) + 0.000_02 * Math.sin(lat * turn)
  const angle = Math.atan2(lat, lng) + 0.000_003 * Math.cos(lng * turn)
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006]
}
