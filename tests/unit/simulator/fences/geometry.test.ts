import { expect, it } from 'vitest'
import { FenceShape } from '../../../../shared/platform/fence.ts'
import type { FencePlan } from '../../../simulator/fences/fence.ts'
import { crossingsBetween, distanceM, isInside } from '../../../simulator/fences/geometry.ts'

const PLAN: FencePlan = { name: '', status: 1, actionType: 1, fenceType: 1, coords: [], alarmTimes: [] }
const polygon = (...corners: [number, number][]): FencePlan => ({
  ...PLAN,
  fenceType: FenceShape.polygon,
  coords: corners.map(([lat, lng]) => ({ lat, lng })),
})

it('measures along both directions', () => {
  expect(distanceM({ lat: 60, lng: 10 }, { lat: 60.01, lng: 10 })).toBeCloseTo(1113, 0)
  expect(distanceM({ lat: 60, lng: 10 }, { lat: 60, lng: 10.01 })).toBeCloseTo(557, 0)
})

it('takes the radius of a circle in centimetres', () => {
  const circle: FencePlan = { ...PLAN, radius: 100_000, coords: [{ lat: 31, lng: 120 }] }
  expect(isInside(circle, { lat: 31.008, lng: 120 })).toBe(true)
  expect(isInside(circle, { lat: 31.01, lng: 120 })).toBe(false)
})

it('knows the inside of a polygon with a bay, whichever way it is drawn', () => {
  const bay: [number, number][] = [
    [0, 0],
    [0, 4],
    [4, 4],
    [4, 0],
    [2, 2],
  ]
  for (const shape of [polygon(...bay), polygon(...bay.toReversed())]) {
    expect(isInside(shape, { lat: 2, lng: 3 })).toBe(true)
    expect(isInside(shape, { lat: 2, lng: 1 })).toBe(false)
    expect(isInside(shape, { lat: 0.5, lng: 1 })).toBe(true)
    expect(isInside(shape, { lat: 5, lng: 3 })).toBe(false)
  }
})

it('counts how often a way crosses the edge, also when both ends lie on the same side', () => {
  const circle: FencePlan = { ...PLAN, radius: 2000, coords: [{ lat: 31, lng: 120 }] }
  const at = (northM: number) => ({ lat: 31 + northM / 111_320, lng: 120 })
  expect(crossingsBetween(circle, at(-40), at(-25))).toBe(0)
  expect(crossingsBetween(circle, at(-40), at(0))).toBe(1)
  expect(crossingsBetween(circle, at(0), at(10))).toBe(0)
  expect(crossingsBetween(circle, at(-40), at(40))).toBe(2)
  // What lies far apart was not driven straight.
  expect(crossingsBetween(circle, at(-900), at(900))).toBe(0)
  expect(crossingsBetween(circle, at(-900), at(0))).toBe(1)
})
