import { afterEach, expect, it, vi } from 'vitest'
import { STILL_MS, Stills } from '../../../../renderer/features/live/stills.ts'

afterEach(() => vi.useRealTimers())

const picture = {} as HTMLCanvasElement
const channel = (number: number) => ({ puid: `PU_${number}`, index: 0 })

it('keeps the last picture of a channel as long as it says something about now, and gives its memory back then', () => {
  vi.useFakeTimers({ now: 0 })
  const stills = new Stills(() => Date.now())
  stills.keep(channel(1), { picture, atMs: -5_000 })
  stills.keep(channel(1), { picture, atMs: -1_000 })
  expect(stills.of(channel(1))?.atMs).toBe(-1_000)
  expect(stills.of({ ...channel(1), index: 1 })).toBeUndefined()
  vi.advanceTimersByTime(STILL_MS - 2_000)
  expect(stills.of(channel(1))).toBeDefined()
  vi.advanceTimersByTime(1_500)
  expect(stills.of(channel(1))).toBeUndefined()
  vi.advanceTimersByTime(STILL_MS)
  expect(stills.size).toBe(0)
})

it('keeps a bounded number of them, and none for somebody else', () => {
  const stills = new Stills(() => 0)
  for (let number = 0; number < 100; number++) stills.keep(channel(number), { picture, atMs: 0 })
  expect([stills.size, stills.of(channel(51)), stills.of(channel(99))?.atMs]).toEqual([48, undefined, 0])
  stills.clear()
  expect(stills.of(channel(99))).toBeUndefined()
})
