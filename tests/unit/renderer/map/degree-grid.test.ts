import { describe, expect, it } from 'vitest'
import { degreeText, linesBetween, stepFor } from '../../../../renderer/features/map/degree-grid.ts'

describe('the grid of degrees', () => {
  it('is as fine as there is room for', () => {
    expect(stepFor(50)).toBe(30)
    expect(stepFor(6)).toBe(10)
    expect(stepFor(0.02)).toBeCloseTo(2 / 60, 9)
    expect(stepFor(0.000_01)).toBeCloseTo(1 / 3600, 9)
  })

  it('has all multiples within the map', () => {
    expect(linesBetween(-11, 21, 10)).toEqual([-10, 0, 10, 20])
    expect(linesBetween(1, 2, 5)).toEqual([])
  })

  it('is written with the parts that are there', () => {
    expect(degreeText(120, 'E', 'W')).toBe('120°E')
    expect(degreeText(-33.5, 'N', 'S')).toBe('33°30′S')
    expect(degreeText(31 + 5 / 60 + 10 / 3600, 'N', 'S')).toBe('31°05′10″N')
    expect(degreeText(0, 'N', 'S')).toBe('0°')
  })
})
