import { describe, expect, it } from 'vitest'
import { makeRoute, placeOn } from '../../../simulator/fleet/movement.ts'
import { createRandom } from '../../../simulator/random.ts'

const METRES_PER_DEGREE = 111_320

describe('placeOn', () => {
  const route = makeRoute(createRandom(5), { east: 0, north: 0 }, [5, 14])

  it('moves with the speed of the route, along streets only', () => {
    for (let second = 0; second < 600; second++) {
      const from = placeOn(route, second * 1000)
      const to = placeOn(route, (second + 1) * 1000)
      const north = (to.lat - from.lat) * METRES_PER_DEGREE
      const east = (to.lng - from.lng) * METRES_PER_DEGREE * Math.cos((from.lat * Math.PI) / 180)
      expect(Math.abs(north) + Math.abs(east)).toBeCloseTo(route.speed, -0.3)
      if (from.heading === to.heading) expect(Math.min(Math.abs(north), Math.abs(east))).toBeLessThan(0.3)
    }
  })

  it('stands still without speed', () => {
    const fixed = makeRoute(createRandom(5), { east: 0, north: 0 }, [0, 0])
    expect(placeOn(fixed, 1)).toEqual(placeOn(fixed, 9_999_999))
  })
})
