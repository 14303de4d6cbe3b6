/**
 * The picture code: which device, channel and frame a picture shows and when it was sent, as 80 black or white blocks in
 * its top two rows of macroblocks (40 x 2). Row 0: sync `10`, device 16, channel 4, frame 16, spare `00`; row 1: time 32,
 * CRC-8 (polynomial 0x07) over the 72 bits before it. Most significant bit first; white is 1.
 */

export interface PictureCode {
  /** `number` of the device in the fleet, 16 bits. */
  readonly device: number
  /** Channel number, 4 bits. */
  readonly channel: number
  /** Counts the frames of this dialog, 16 bits, wraps. */
  readonly frame: number
  /** Low 32 bits of the epoch milliseconds at sending. */
  readonly time: number
}

export const CODE_COLUMNS = 40
export const CODE_ROWS = 2

/** 80 bits, row by row. */
export function encodePictureCode(code: PictureCode): Uint8Array {
  const bits = new Uint8Array(CODE_COLUMNS * CODE_ROWS)
  let at = 0
  const put = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit--) bits[at++] = (value >>> bit) & 1
  }
  put(0b10, 2)
  put(code.device, 16)
  put(code.channel, 4)
  put(code.frame, 16)
  put(0, 2)
  put(code.time, 32)
  let crc = 0
  for (let index = 0; index < at; index++) {
    const carry = (crc >>> 7) ^ (bits[index] ?? 0)
    crc = ((crc << 1) & 0xff) ^ (carry ? 0x07 : 0)
  }
  put(crc, 8)
  return bits
}

/**
 * Reads the code from a picture of `width` pixels, also a scaled one. `lumaAt` gives 0..255 at a pixel. undefined when
 * sync or CRC do not fit. Refers to nothing outside itself, so that its text can be evaluated inside a page.
 */
export function decodePictureCode(lumaAt: (x: number, y: number) => number, width: number): PictureCode | undefined {
  const block = width / 40
  const level = (index: number) =>
    lumaAt(Math.floor(((index % 40) + 0.5) * block), Math.floor((Math.floor(index / 40) + 0.5) * block))
  const white = level(0)
  const black = level(1)
  if (!(white - black > 60)) return undefined
  const limit = (white + black) / 2
  let at = 0
  let crc = 0
  const take = (count: number) => {
    let value = 0
    for (let left = count; left > 0; left--) {
      const bit = level(at++) > limit ? 1 : 0
      value = value * 2 + bit
      crc = ((crc << 1) & 0xff) ^ ((crc >>> 7) ^ bit ? 0x07 : 0)
    }
    return value
  }
  take(2)
  const device = take(16)
  const channel = take(4)
  const frame = take(16)
  const spare = take(2)
  const time = take(32)
  const expected = crc
  return spare === 0 && take(8) === expected ? { device, channel, frame, time } : undefined
}

/** Milliseconds between the sending of `code` and `nowMs` (epoch ms, same clock); good for ages below 24 days. */
export function pictureAgeMs(code: PictureCode, nowMs: number): number {
  return ((nowMs % 4_294_967_296) - code.time) | 0
}
