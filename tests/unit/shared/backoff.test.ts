import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Backoff, backoffMs } from '../../../shared/backoff.ts'

it('doubles its ceiling up to the most and starts over after a reset', () => {
  const backoff = new Backoff(1000, 8000, () => 1)
  expect([backoff.next(), backoff.next(), backoff.next(), backoff.next(), backoff.next()]).toEqual([
    1000, 2000, 4000, 8000, 8000,
  ])
  backoff.reset()
  expect(backoff.next()).toBe(1000)
})

it('never waits longer than the most and never becomes a busy loop', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { maxLength: 80 }), (draws) => {
      const backoff = new Backoff(1000, 30_000, () => draws.pop() ?? 0)
      for (let count = draws.length; count > 0; count--) {
        const wait = backoff.next()
        expect(wait).toBeGreaterThanOrEqual(100)
        expect(wait).toBeLessThanOrEqual(30_000)
      }
    }),
  )
})

it('needs no memory of its own where the failures are counted elsewhere', () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 7, 50].map((failures) =>
    backoffMs(failures, 0.999_999, { firstMs: 1_000, mostMs: 30_000 }),
  )
  expect(ceilings).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
})
