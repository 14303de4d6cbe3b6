import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchSilence } from '../../../../renderer/features/voice/silence-watch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('silence is told after a while, ends with the next sound, and is not claimed where nothing is measured', () => {
  let level: number | undefined = 0.6
  const told: boolean[] = []
  const off = watchSilence({ level: () => level, onSilence: (isSilent) => told.push(isSilent), afterMs: 2_000 })
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual([])
  level = 0.02
  vi.advanceTimersByTime(1_800)
  expect(told).toEqual([])
  vi.advanceTimersByTime(400)
  expect(told).toEqual([true])
  level = 0.4
  vi.advanceTimersByTime(100)
  expect(told).toEqual([true, false])
  level = undefined
  vi.advanceTimersByTime(5_000)
  level = 0
  off()
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual([true, false])
})
