import { expect, it } from 'vitest'
import { MAX_FRAMES, withFrames, type Watched } from '../../../../renderer/features/platform-explorer/watch-store.ts'

const EMPTY: Watched = { watchId: 1, state: { phase: 'live' }, frames: [], count: 0 }
const batch = (from: number, length: number) => Array.from({ length }, (_, at) => ({ at: from + at, frame: from + at }))

it('keeps the newest frames in front and counts all that came', () => {
  const once = withFrames(EMPTY, batch(0, 3), 0)
  expect(once.frames.map(({ frame }) => frame)).toEqual([2, 1, 0])
  const twice = withFrames(once, batch(3, 1), 40)
  expect(twice.frames.map(({ frame, number }) => [frame, number])).toEqual([
    [3, 4],
    [2, 3],
    [1, 2],
    [0, 1],
  ])
  expect(twice.count).toBe(44)
})

it('never keeps more than a bounded number, each under its own', () => {
  let watched = EMPTY
  for (let turn = 0; turn < 10; turn++) watched = withFrames(watched, batch(turn * 200, 200), 5)
  expect(watched.frames).toHaveLength(MAX_FRAMES)
  expect(new Set(watched.frames.map(({ number }) => number)).size).toBe(MAX_FRAMES)
  expect(watched.frames[0]?.frame).toBe(1999)
  expect(watched.count).toBe(2050)
})
