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
