import { expect, it } from 'vitest'
import { toEpochMs } from '../../../shared/units.ts'

it('takes seconds and milliseconds for what they are', () => {
  expect(toEpochMs(1_700_000_000)).toBe(1_700_000_000_000)
  expect(toEpochMs(1_700_000_000_123)).toBe(1_700_000_000_123)
})

it('takes zero, less and nothing as "none"', () => {
  expect(toEpochMs(0)).toBeUndefined()
  expect(toEpochMs(-5)).toBeUndefined()
  expect(toEpochMs(undefined)).toBeUndefined()
  expect(toEpochMs(Number.NaN)).toBeUndefined()
})
