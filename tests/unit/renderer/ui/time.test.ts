import { describe, expect, it } from 'vitest'
import { clockTime, dateTime, duration, secondsLeft } from '../../../../renderer/ui/time.ts'

const local = (...parts: [number, number, number, number, number, number]): number => new Date(...parts).getTime()

describe('clockTime', () => {
  it('shows 24 hours, two digits each', () => {
    const now = local(2026, 2, 9, 23, 59, 59)
    expect(clockTime(local(2026, 2, 9, 0, 4, 7), now)).toBe('00:04:07')
    expect(clockTime(now, now)).toBe('23:59:59')
  })

  it('puts the date in front when it was another day', () => {
    expect(clockTime(local(2026, 2, 8, 23, 59, 59), local(2026, 2, 9, 0, 0, 1))).toBe('03-08 23:59:59')
    expect(clockTime(local(2025, 2, 9, 10, 0, 0), local(2026, 2, 9, 10, 0, 0))).toBe('03-09 10:00:00')
  })
})

describe('dateTime', () => {
  it('shows date and minute', () => {
    expect(dateTime(local(2026, 0, 5, 7, 3, 59))).toBe('2026-01-05 07:03')
  })
})

describe('secondsLeft', () => {
  it('rounds up and never goes below 0', () => {
    expect(secondsLeft(10_001, 10_000)).toBe(1)
    expect(secondsLeft(11_000, 10_000)).toBe(1)
    expect(secondsLeft(11_001, 10_000)).toBe(2)
    expect(secondsLeft(10_000, 10_000)).toBe(0)
    expect(secondsLeft(9_000, 10_000)).toBe(0)
  })
})

describe('duration', () => {
  it.each([
    [0, '0:00'],
    [-5, '0:00'],
    [59.9, '0:59'],
    [60, '1:00'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [36_061, '10:01:01'],
  ])('%d s is %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text)
  })
})
