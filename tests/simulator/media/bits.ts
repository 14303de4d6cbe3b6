/** Bits of H.264: writing and reading, with exponential Golomb codes. */

export interface BitWriter {
  /** `count` up to 32, most significant bit first. */
  bits(value: number, count: number): void
  ue(value: number): void
  se(value: number): void
  /** Stop bit and zeros to the next byte. */
  trailing(): void
  /** Whole bytes so far. */
  bytes(): Buffer
}

export function createBitWriter(capacity: number): BitWriter {
  const buffer = Buffer.alloc(capacity)
  let at = 0
  function bits(value: number, count: number): void {
    for (let bit = count - 1; bit >= 0; bit--) {
      if ((value >>> bit) & 1) buffer[at >> 3] = (buffer[at >> 3] ?? 0) | (0x80 >> (at & 7))
      at++
    }
    if (at > capacity * 8) throw new RangeError('bit writer is full')
  }
  function ue(value: number): void {
    const code = value + 1
    const length = 32 - Math.clz32(code)
    bits(0, length - 1)
    bits(code, length)
  }
  return {
    bits,
    ue,
    se: (value) => ue(value > 0 ? 2 * value - 1 : -2 * value),
    trailing() {
      bits(1, 1)
      at = (at + 7) & ~7
    },
    bytes: () => buffer.subarray(0, at >> 3),
  }
}

export interface BitReader {
  readonly position: number
  bits(count: number): number
  flag(): boolean
  ue(): number
  se(): number
}

/** Reads `bytes` from bit `start` on. */
export function createBitReader(bytes: Uint8Array, start = 0): BitReader {
  let at = start
  function bits(count: number): number {
    let value = 0
    for (let left = count; left > 0; left--) {
      value = value * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1)
      at++
    }
    return value
  }
  function ue(): number {
    let zeros = 0
    while (bits(1) === 0) if (++zeros > 31) throw new RangeError('no Golomb code here')
    return 2 ** zeros - 1 + bits(zeros)
  }
  return {
    get position() {
      return at
    },
    bits,
    flag: () => bits(1) === 1,
    ue,
    se() {
      const code = ue()
      return code % 2 === 1 ? (code + 1) / 2 : 0 - code / 2
    },
  }
}
