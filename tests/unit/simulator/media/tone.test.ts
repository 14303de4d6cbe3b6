import { describe, expect, it } from 'vitest'
import { encodeALaw, toneFrequency, tonePacket } from '../../../simulator/media/tone.ts'

describe('encodeALaw', () => {
  it('gives the values of G.711', () => {
    expect([0, 16, 32_767, -1, -32_768].map(encodeALaw)).toEqual([0xd5, 0xd4, 0xaa, 0x55, 0x2a])
    expect([encodeALaw(1000), encodeALaw(-1000)]).toEqual([0xfa, 0x7a])
  })
})

describe('tonePacket', () => {
  it('joins to itself without a seam and has the frequency of the device', () => {
    const packet = tonePacket(400)
    expect(packet).toHaveLength(160)
    expect(packet.subarray(0, 20)).toEqual(packet.subarray(20, 40))
  })

  it('has thirty frequencies on a grid of whole periods', () => {
    const found = new Set(Array.from({ length: 1000 }, (_, hash) => toneFrequency(hash)))
    expect(found.size).toBe(30)
    expect([...found].every((frequency) => frequency % 50 === 0 && frequency < 4000)).toBe(true)
  })
})
