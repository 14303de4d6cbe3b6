import { expect, it } from 'vitest'
import { loudness } from '../../../../renderer/features/voice/loudness.ts'

it('loudness runs from silence to full', () => {
  expect(loudness(new Float32Array(64))).toBe(0)
  expect(loudness(new Float32Array(64).fill(1))).toBeCloseTo(1)
  expect(loudness(new Float32Array(64).fill(0.1))).toBeCloseTo(2 / 3)
})
