import { describe, expect, it } from 'vitest'
import { fromWgs84, toWgs84, type LngLat } from '../../../../renderer/features/map/datum.ts'
import { distanceM } from '../../../../renderer/features/map/measure.ts'

/** Pairs as other programs have them: WGS-84, GCJ-02, BD-09. */
const TIANANMEN: readonly [LngLat, LngLat, LngLat] = [
  [116.391_349, 39.907_375],
  [116.397_59, 39.908_78],
  [116.403_93, 39.915_19],
]

describe('the datum of a base map', () => {
  it('puts a known place where maps of China have it', () => {
    const [wgs, gcj, bd] = TIANANMEN
    expect(distanceM(fromWgs84('gcj02', ...wgs), gcj)).toBeLessThan(5)
    expect(distanceM(fromWgs84('bd09', ...wgs), bd)).toBeLessThan(15)
  })

  it('comes back to the place it started from, all over China', () => {
    for (const datum of ['gcj02', 'bd09'] as const) {
      for (let lng = 75; lng < 134; lng += 2.37) {
        for (let lat = 4; lat < 53; lat += 1.91) {
          const there = fromWgs84(datum, lng, lat)
          expect(distanceM(there, [lng, lat])).toBeGreaterThan(50)
          expect(distanceM(toWgs84(datum, ...there), [lng, lat])).toBeLessThan(0.01)
        }
      }
    }
  })

  it('leaves the rest of the world, and maps in WGS-84, as they are', () => {
    expect(fromWgs84('gcj02', 13.4, 52.5)).toEqual([13.4, 52.5])
    expect(toWgs84('bd09', -0.1, 51.5)).toEqual([-0.1, 51.5])
    expect(fromWgs84('wgs84', 116.39, 39.9)).toEqual([116.39, 39.9])
  })
})
