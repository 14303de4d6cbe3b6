import { describe, expect, it } from 'vitest'
import { median, percentile, summary } from '../../bench/statistics.ts'

const HUNDRED = Array.from({ length: 100 }, (_, at) => 100 - at)

describe('percentiles', () => {
  it('are nearest-rank, whatever the order', () => {
    expect(percentile(HUNDRED, 0.5)).toBe(50)
    expect(percentile(HUNDRED, 0.95)).toBe(95)
    expect(percentile(HUNDRED, 0.99)).toBe(99)
    expect(percentile(HUNDRED, 1)).toBe(100)
    expect(percentile(HUNDRED, 0.001)).toBe(1)
  })

  it('are the largest of few', () => {
    expect(summary([3, 1, 2])).toEqual({ p50: 2, p95: 3, p99: 3 })
    expect(median([4, 1])).toBe(1)
  })

  it('compare numbers, not their text, and leave the samples as they were', () => {
    const samples = [10, 9, 100]
    expect(median(samples)).toBe(10)
    expect(samples).toEqual([10, 9, 100])
  })

  it('of nothing, or of no share, do not exist', () => {
    expect(() => median([])).toThrow(RangeError)
    expect(() => percentile([1], 0)).toThrow(RangeError)
    expect(() => percentile([1], 1.1)).toThrow(RangeError)
  })
})
