import { describe, expect, it } from 'vitest'
import {
  CHART,
  chartOf,
  momentOf,
  placeAt,
  seriesFacts,
  valueText,
} from '../../../../renderer/features/media-dialogs/series.ts'

const count = (value: number): string => String(value)

describe('a chart', () => {
  it('runs from the left to the right edge, the largest value on top, 0 at the bottom', () => {
    const shape = chartOf([0, 10, 5])
    expect(shape?.points.map(({ x }) => x)).toEqual([0, CHART.width / 2, CHART.width])
    const [zero, ten, five] = shape?.points.map(({ y }) => y) ?? []
    expect([zero, ten]).toEqual([CHART.height - 1, 1])
    expect(five).toBe(CHART.height / 2)
    expect(shape?.area.endsWith(`V${CHART.height}H0Z`)).toBe(true)
  })

  it('is a level line of one value or of zeros, and none without values', () => {
    expect(chartOf([])).toBeUndefined()
    expect(new Set(chartOf([7])?.points.map(({ y }) => y))).toEqual(new Set([1]))
    expect(new Set(chartOf([0, 0, 0])?.points.map(({ y }) => y))).toEqual(new Set([CHART.height - 1]))
  })

  it('has room below for values less than nothing', () => {
    expect(chartOf([-10, 10])?.points.map(({ y }) => y)).toEqual([CHART.height - 1, 1])
  })
})

describe('figures', () => {
  const series = { name: 'sent', Unit: 'byte/s', Interval: 10, Timestamp: 1000, data: [3, 8, 5] }

  it('are the last and the most, over the time they took', () => {
    expect(seriesFacts(series)).toEqual({ last: 5, most: 8, spanS: 20 })
    expect(seriesFacts({ data: [], Interval: 10 })).toEqual({ last: undefined, most: undefined, spanS: 0 })
    expect(momentOf(series, 2)).toBe(1_000_000)
    expect(momentOf(series, 0)).toBe(980_000)
  })

  it('are found under the pointer', () => {
    expect([0, 0.2, 0.3, 1].map((share) => placeAt(share, 3))).toEqual([0, 0, 1, 2])
  })

  it('stand in sensible units, those of the platform where it has its own', () => {
    expect(valueText(125_000, 'byte/s', count)).toBe('1.00 Mbit/s')
    expect(valueText(2048, 'Byte', count)).toBe('2.0 KB')
    expect(valueText(12, '', count)).toBe('12')
    expect(valueText(12, '%', count)).toBe('12 %')
  })
})
