/** The tone of a device: A-law, 20 ms that join without a seam, a frequency of its own. */

export const SAMPLES_PER_PACKET = 160
const SAMPLE_RATE = 8000
/** Whole periods in 20 ms are multiples of 50 Hz. */
const GRID_HZ = 50
const LOWEST_HZ = 300
const AMPLITUDE = 6000

/** 300, 350 … 1750 Hz by the hash of the device. */
export function toneFrequency(hash: number): number {
  return LOWEST_HZ + GRID_HZ * (hash % 30)
}

export function tonePacket(frequencyHz: number): Buffer {
  return Buffer.from(
    Array.from({ length: SAMPLES_PER_PACKET }, (_, index) =>
      encodeALaw(Math.round(AMPLITUDE * Math.sin((2 * Math.PI * frequencyHz * index) / SAMPLE_RATE))),
    ),
  )
}

/** ITU-T G.711, 16 bits in. */
export function encodeALaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0
  const magnitude = Math.min(32_767, sample >= 0 ? sample : -sample - 1) >> 3
  const exponent = magnitude < 32 ? 0 : 27 - Math.clz32(magnitude)
  const mantissa = (magnitude >> Math.max(1, exponent)) & 0x0f
  return (sign | (exponent << 4) | mantissa) ^ 0x55
}

/** ITU-T G.711, 16 bits out. */
export function decodeALaw(code: number): number {
  const value = code ^ 0x55
  const exponent = (value >> 4) & 7
  const mantissa = ((value & 0x0f) << 4) + 8
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)
  return value & 0x80 ? magnitude : -magnitude
}

const DECODED = Int16Array.from({ length: 256 }, (_, code) => decodeALaw(code))

/** Several sounds of the same length at once. */
export function mixALaw(sounds: readonly Buffer[]): Buffer | undefined {
  const [first, ...others] = sounds
  if (!first || others.length === 0) return first
  return first.map((code, at) => {
    const sum = others.reduce((total, sound) => total + (DECODED[sound[at] ?? 0] ?? 0), DECODED[code] ?? 0)
    return encodeALaw(Math.max(-32_768, Math.min(32_767, sum)))
  }) as Buffer
}
