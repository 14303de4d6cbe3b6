import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { G726Decoder, g726Bits, type G726Bits } from '../../../../shared/media/g726.ts'

/** Half a second of 440 Hz, as another encoder wrote it. */
const tone = (kilobits: number) => readFileSync(new URL(`g726/tone-${kilobits}.bin`, import.meta.url))

/** Signal over everything else, dB, of a tone of 440 Hz whose loudness and phase are not known. */
function purity(samples: ArrayLike<number>, hz = 440): number {
  const from = 200
  let [cosine, sine, power] = [0, 0, 0]
  const count = samples.length - from
  for (let at = from; at < samples.length; at++) {
    const [value, phase] = [samples[at] ?? 0, (2 * Math.PI * hz * at) / 8000]
    cosine += value * Math.cos(phase)
    sine += value * Math.sin(phase)
    power += value * value
  }
  const ofTone = (2 * (cosine ** 2 + sine ** 2)) / count
  return 10 * Math.log10(ofTone / (power - ofTone))
}

describe('G.726', () => {
  // What each rate can do; noise would be far below.
  it.each([
    [16, 10],
    [24, 18],
    [32, 25],
  ])('at %i kbit/s gives back what another encoder wrote', (kilobits, least) => {
    const samples = new G726Decoder(g726Bits(kilobits)!).decode(tone(kilobits))
    expect(samples).toHaveLength(4000)
    expect(purity(samples)).toBeGreaterThan(least)
  })

  it.each([2, 3, 4, 5] as const)(
    'of %i bits a sample follows what is coded for it, however it is cut into packets',
    (bits) => {
      const wanted = Array.from({ length: 600 }, (_, at) => 6000 * Math.sin((2 * Math.PI * 440 * at) / 8000))
      const codes = codesFor(wanted, bits)
      const bytes = packed(codes, bits)
      const whole = new G726Decoder(bits).decode(bytes)
      expect(purity(whole)).toBeGreaterThan([0, 0, 8, 14, 20, 26][bits]!)
      const inPieces = new G726Decoder(bits)
      const pieces = [0, 1, 2].flatMap((piece) => [
        ...inPieces.decode(bytes.subarray((piece * bytes.length) / 3, ((piece + 1) * bytes.length) / 3)),
      ])
      expect(pieces).toEqual([...whole])
    },
  )

  it('has four rates', () => {
    expect([16, 24, 32, 40, 64, undefined].map(g726Bits)).toEqual([2, 3, 4, 5, undefined, undefined])
  })

  it('takes whatever bytes come', () => {
    const noise = Uint8Array.from({ length: 10_000 }, (_, at) => (at * 2_654_435_761) >>> 24)
    for (const bits of [2, 3, 4, 5] as const) {
      const samples = new G726Decoder(bits).decode(noise)
      expect(samples.every(Number.isFinite)).toBe(true)
    }
  })
})

/** By trying: for each sample the code whose decoding comes nearest. Each try decodes all from the beginning. */
function codesFor(wanted: readonly number[], bits: G726Bits): number[] {
  const codes: number[] = []
  const last = (code: number): number => {
    const samples = new G726Decoder(bits).decode(packed([...codes, code], bits))
    return samples[codes.length] ?? 0
  }
  for (const value of wanted) {
    const offs = Array.from({ length: 1 << bits }, (_, code) => Math.abs(last(code) - value))
    codes.push(offs.indexOf(Math.min(...offs)))
  }
  return codes
}

function packed(codes: readonly number[], bits: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((codes.length * bits) / 8))
  codes.forEach((code, at) => {
    for (let bit = 0; bit < bits; bit++) {
      const place = at * bits + bit
      if (code & (1 << (bits - 1 - bit))) bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (0x80 >> (place & 7))
    }
  })
  return bytes
}
