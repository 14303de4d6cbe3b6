import { expect, it } from 'vitest'
import { Stillness } from '../../../../../renderer/features/ptz/preset/stillness.ts'

const PIXELS = 100

/** Looks every 250 ms at what `brightness` gives for the time; when it says that it rests, or that it gives up. */
function watch(brightness: (atMs: number) => number[], frames: (atMs: number) => number = (atMs) => atMs / 40) {
  const stillness = new Stillness(0)
  for (let atMs = 250; atMs < 60_000; atMs += 250) {
    const answer = stillness.see({ atMs, frames: frames(atMs), brightness: brightness(atMs) })
    if (answer !== false) return { atMs, rests: answer === true }
  }
  return undefined
}
const flat = (value: number): number[] => Array.from({ length: PIXELS }, () => value)
/** Everything changes with each look. */
const turning = (atMs: number): number[] => Array.from({ length: PIXELS }, (_, at) => ((at + atMs / 50) * 37) % 256)

it('rests two seconds after the picture came to rest', () => {
  expect(watch((atMs) => (atMs < 6_000 ? turning(atMs) : flat(80)))).toEqual({ atMs: 8_000, rests: true })
})

it('is not said of a camera that has not begun to move yet', () => {
  const found = watch((atMs) => (atMs > 900 && atMs < 5_000 ? turning(atMs) : flat(80)))
  expect(found).toEqual({ atMs: 7_000, rests: true })
  expect(watch(() => flat(80))).toEqual({ atMs: 3_000, rests: true })
})

it('does not mind what is small in the picture', () => {
  const traffic = (atMs: number): number[] => flat(80).fill(atMs % 500 === 0 ? 200 : 80, 0, 3)
  expect(watch(traffic)).toMatchObject({ rests: true })
})

it('is given up for a picture that never rests, and one that is frozen', () => {
  expect(watch(turning)).toMatchObject({ rests: false })
  expect(
    watch(
      () => flat(80),
      () => 7,
    ),
  ).toMatchObject({ rests: false })
})
