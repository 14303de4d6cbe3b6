import { describe, expect, it } from 'vitest'
import { areaM2, bearingDeg, distanceM, lengthM, roundDown } from '../../../../renderer/features/map/measure.ts'
import {
  nearestUnits,
  unitsInBox,
  unitsInPolygon,
  unitsInRadius,
} from '../../../../renderer/features/map/select-units.ts'
import { randomUnits } from './units.ts'

const units = randomUnits(2000, 11)
const shown = Uint8Array.from({ length: units.x.length }, (_, slot) => (slot % 7 === 0 ? 0 : 1))
const places = Array.from({ length: units.size }, (_, slot) => slot).filter((slot) => shown[slot] === 1)
const placeOf = (slot: number) => [units.lng[slot] ?? 0, units.lat[slot] ?? 0] as const

describe('units of an area', () => {
  it('are the same by a box and by its corners', () => {
    const [west, south, east, north] = [13_380_000, 3_700_000, 13_400_000, 3_705_000]
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ]
    const inBox = unitsInBox(units, shown, [west, south, east, north])
    expect(inBox.length).toBeGreaterThan(20)
    expect(unitsInPolygon(units, shown, ring)).toEqual(inBox)
    expect(unitsInPolygon(units, shown, [...ring, ring[0] ?? []])).toEqual(inBox)
    expect(inBox.every((slot) => shown[slot] === 1)).toBe(true)
  })

  it('leave out the bay of a polygon', () => {
    const at = randomUnits(3, 1)
    at.x.set([1, 5, 9])
    at.y.set([5, 5, 5])
    const bay = [
      [0, 0],
      [10, 0],
      [10, 10],
      [6, 10],
      [6, 2],
      [4, 2],
      [4, 10],
      [0, 10],
    ]
    expect(unitsInPolygon(at, new Uint8Array(3).fill(1), bay)).toEqual([0, 2])
  })

  it('are within a radius on the ground, not on the map', () => {
    const middle = placeOf(3)
    const expected = places.filter((slot) => distanceM(middle, placeOf(slot)) <= 8000)
    expect(expected.length).toBeGreaterThan(10)
    expect(unitsInRadius(units, shown, middle, 8000)).toEqual(expected)
  })
})

describe('the nearest units', () => {
  it('are the first of all by distance, without the one that asks', () => {
    const own = 3
    const all = places
      .filter((slot) => slot !== own)
      .map((slot) => ({ slot, metres: distanceM(placeOf(own), placeOf(slot)) }))
      .sort((a, b) => a.metres - b.metres)
    expect(nearestUnits(units, shown, placeOf(own), 8, own)).toEqual(all.slice(0, 8))
    expect(nearestUnits(units, shown, placeOf(own), 5000, own)).toEqual(all)
  })
})

describe('measures', () => {
  it('are of the round earth', () => {
    // Berlin to Paris, and a degree of the equator.
    expect(distanceM([13.4, 52.52], [2.35, 48.86])).toBeCloseTo(877_000, -4)
    expect(
      lengthM([
        [0, 0],
        [1, 0],
        [1, 0],
        [2, 0],
      ]),
    ).toBeCloseTo(222_390, -2)
    const cell = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as const
    expect(areaM2(cell)).toBeCloseTo(12_364e6, -8)
    expect(bearingDeg([10, 50], [10, 51])).toBeCloseTo(0, 6)
    expect(bearingDeg([0, 0], [-1, 0])).toBeCloseTo(270, 6)
  })

  it('of a scale are round', () => {
    expect([0.7, 1, 4.9, 5, 99, 110, 2600].map(roundDown)).toEqual([0.5, 1, 2, 5, 50, 100, 2000])
  })
})
