/** A-law (ITU-T G.711), 8000 samples a second. */

const SAMPLES = Int16Array.from({ length: 256 }, (_, code) => {
  const value = code ^ 0x55
  const exponent = (value >> 4) & 7
  const mantissa = ((value & 0x0f) << 4) + 8
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)
  return value & 0x80 ? magnitude : -magnitude
})

/** Into `out`, which holds a sample of 16 bits for each byte. */
export function decodeALaw(bytes: Uint8Array, out: Int16Array): void {
  for (let index = 0; index < bytes.length; index++) out[index] = SAMPLES[bytes[index] ?? 0] ?? 0
}

/** 16 bits in. */
export function encodeALaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0
  const magnitude = Math.min(32_767, sample >= 0 ? sample : -sample - 1) >> 3
  const exponent = magnitude < 32 ? 0 : 27 - Math.clz32(magnitude)
  const mantissa = (magnitude >> Math.max(1, exponent)) & 0x0f
  return (sign | (exponent << 4) | mantissa) ^ 0x55
}
