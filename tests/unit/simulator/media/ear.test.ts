import { describe, expect, it } from 'vitest'
import { createEar } from '../../../simulator/media/ear.ts'
import { tonePacket } from '../../../simulator/media/tone.ts'

describe('an ear', () => {
  it.each([300, 450, 1000, 1750])('tells a tone of %i Hz', (frequencyHz) => {
    const ear = createEar()
    for (let count = 0; count < 50; count++) ear.hear(tonePacket(frequencyHz))
    expect(ear.heard()).toMatchObject({ packets: 50, ms: 1000, frequencyHz })
    // 6000 of 32768 at its peak.
    expect(ear.heard().level).toBeCloseTo(6000 / 32_768 / Math.SQRT2, 2)
  })

  it('hears nothing in silence, and only the latest', () => {
    const ear = createEar()
    expect(ear.heard()).toEqual({ packets: 0, ms: 0, level: 0, frequencyHz: undefined, sound: '' })
    ear.hear(Buffer.alloc(8000, 0xd5))
    expect(ear.heard().frequencyHz).toBeUndefined()
    for (let count = 0; count < 50; count++) ear.hear(tonePacket(400))
    for (let count = 0; count < 50; count++) ear.hear(tonePacket(900))
    expect(ear.heard().frequencyHz).toBe(900)
    for (let count = 0; count < 600; count++) ear.hear(tonePacket(400))
    expect(Buffer.from(ear.heard().sound, 'base64')).toHaveLength(80_000)
  })
})
