import { expect, it } from 'vitest'
import { decodeALaw } from '../../../../shared/media/a-law.ts'

it('decodes the values of the standard, and each one with its opposite', () => {
  const all = Uint8Array.from({ length: 256 }, (_, code) => code)
  const out = new Int16Array(256)
  decodeALaw(all, out)
  // Silence, the smallest and the largest.
  expect([out[0xd5], out[0x55], out[0xaa], out[0x2a]]).toEqual([8, -8, 32_256, -32_256])
  for (let code = 0; code < 128; code++) expect(out[code]).toBe(-(out[code | 0x80] ?? 0))
  expect(new Set(out).size).toBe(256)
})
