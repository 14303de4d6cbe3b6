import { transform } from 'ol/proj'
import { describe, expect, it } from 'vitest'
import { readPlace, writePlace } from '../../../../renderer/features/map/coordinates.ts'
import { toUtm } from '../../../../renderer/features/map/utm.ts'
import { random } from './units.ts'

describe('coordinates', () => {
  it('are written in four notations', () => {
    expect(writePlace('decimal', 120.305, 31.572)).toBe('31.572000, 120.305000')
    expect(writePlace('dms', 120.305, 31.572)).toBe('31°34′19.2″N 120°18′18.0″E')
    expect(writePlace('dms', -0.000_01, -59.999_999)).toBe('60°00′00.0″S 0°00′00.0″W')
    // Eiffel tower.
    expect(writePlace('utm', 2.294_497, 48.858_222)).toBe('31U 448252 5411935')
    expect(writePlace('mgrs', 2.294_497, 48.858_222)).toBe('31U DQ 48251 11935')
    // Sydney: southern half.
    expect(writePlace('mgrs', 151.2153, -33.8568)).toBe('56H LH 34900 52288')
    // Bergen: one of the wider zones.
    expect(writePlace('utm', 5.324, 60.393)).toMatch(/^32V /)
  })

  it('in UTM are those of another program', () => {
    const next = random(5)
    for (let round = 0; round < 300; round++) {
      const [lng, lat] = [(next() - 0.5) * 360, (next() - 0.5) * 110]
      const utm = toUtm(lng, lat)
      const code = `EPSG:${lat < 0 ? 327 : 326}${String(utm?.zone).padStart(2, '0')}`
      const [east = 0, north = 0] = transform([lng, lat], 'EPSG:4326', code)
      expect(Math.hypot(east - (utm?.easting ?? 0), north - (utm?.northing ?? 0))).toBeLessThan(0.05)
    }
  })

  it('are decimal where the grid ends', () => {
    expect(writePlace('mgrs', 10, 87)).toBe('87.000000, 10.000000')
  })

  it('are read as people write them', () => {
    const city = [120.305, 31.572]
    for (const typed of [
      '31.572, 120.305',
      '31.572 120.305',
      ' 31.572，120.305 ',
      'N31.572 E120.305',
      '120.305E, 31.572N',
      '31°34′19.2″N 120°18′18.0″E',
      `31 34 19.2, 120 18 18`,
      '31 34 19.2 120 18 18',
    ]) {
      const read = readPlace(typed)
      expect(read?.[0], typed).toBeCloseTo(city[0] ?? 0, 6)
      expect(read?.[1], typed).toBeCloseTo(city[1] ?? 0, 6)
    }
    expect(readPlace('33.5S 70.6W')).toEqual([-70.6, -33.5])
    expect(readPlace('-33.5, -70.6')).toEqual([-70.6, -33.5])
  })

  it('that are no place are refused', () => {
    for (const typed of [
      '',
      '31.572',
      '91, 0',
      '0, 181',
      'here, there',
      '31 61 0, 120 0 0',
      '1 2 3',
      'x'.repeat(1e5),
    ]) {
      expect(readPlace(typed), typed.slice(0, 20)).toBeUndefined()
    }
  })

  it('that were written in degrees, minutes and seconds are read back', () => {
    const next = random(7)
    for (let round = 0; round < 500; round++) {
      const [lng, lat] = [(next() - 0.5) * 360, (next() - 0.5) * 180]
      const read = readPlace(writePlace('dms', lng, lat))
      expect(Math.abs((read?.[0] ?? 999) - lng)).toBeLessThan(2e-5)
      expect(Math.abs((read?.[1] ?? 999) - lat)).toBeLessThan(2e-5)
    }
  })
})
