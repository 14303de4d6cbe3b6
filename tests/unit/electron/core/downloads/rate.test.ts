import { expect, it, vi } from 'vitest'
import { Changes } from '../../../../../electron/core/downloads/changes.ts'
import { Rate } from '../../../../../electron/core/downloads/rate.ts'
import type { Download } from '../../../../../shared/contract/downloads.ts'

it('is that of the last seconds, not of the whole', () => {
  const rate = new Rate()
  rate.note(0, 0)
  expect(rate.perSecond(100)).toBeUndefined()
  for (let atMs = 100; atMs <= 10_000; atMs += 100) rate.note(atMs * 10, atMs)
  expect(rate.perSecond(10_000)).toBe(10_000)
  for (let atMs = 10_100; atMs <= 20_000; atMs += 100) rate.note(100_000 + (atMs - 10_000), atMs)
  expect(rate.perSecond(20_000)).toBeGreaterThan(900)
  expect(rate.perSecond(20_000)).toBeLessThan(1100)
})

it('falls when nothing comes, and begins anew with the file', () => {
  const rate = new Rate()
  rate.note(0, 0)
  rate.note(1000, 1000)
  expect(rate.perSecond(1000)).toBe(1000)
  expect(rate.perSecond(10_000)).toBe(100)
  rate.note(10, 10_100)
  expect(rate.perSecond(10_500)).toBe(0)
})

it('progress of many is told together, four times a second; a change of state at once', () => {
  vi.useFakeTimers()
  try {
    const told: [number[], readonly number[]][] = []
    const changes = new Changes(
      (id) => ({ id }) as Download,
      (upserts, removed) => told.push([upserts.map(({ id }) => id), removed]),
    )
    for (let turn = 0; turn < 100; turn++) {
      changes.grew(1)
      changes.grew(2)
      vi.advanceTimersByTime(10)
    }
    expect(told).toEqual(Array.from({ length: 4 }, () => [[1, 2], []]))
    changes.grew(1)
    changes.changed([3])
    changes.removed([1])
    expect(told.slice(4)).toEqual([
      [[3], []],
      [[], [1]],
    ])
    vi.advanceTimersByTime(1000)
    expect(told).toHaveLength(6)
    changes.grew(2)
    changes.stop()
    vi.advanceTimersByTime(1000)
    expect(told).toHaveLength(6)
  } finally {
    vi.useRealTimers()
  }
})
