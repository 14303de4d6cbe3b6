/**
 * The picture code: which device, channel and frame a picture shows and when it was sent, as black or white blocks in its top
 * three rows of macroblocks (40 x 3). Row 0: sync `10`, device 16, channel 4, frame 16, spare `00`; row 1: time 32, CRC-8
 * (polynomial 0x07) over the 72 bits before it. Row 2 is where a camera that turns looks: pan 12 (tenths of a degree), tilt 11
 * (the same above straight down), zoom 9 (tenths), CRC-8 over these; black for other cameras. Most significant bit first;
 * white is 1.
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

/** Where a camera looks: degrees (pan 0 to 360, tilt down negative), zoom as a factor. */
export interface PictureView {
  readonly pan: number
  readonly tilt: number
  readonly zoom: number
}

export const CODE_COLUMNS = 40
export const CODE_ROWS = 3

/** 120 bits, row by row. */
export function encodePictureCode(code: PictureCode, view?: PictureView): Uint8Array {
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
  put(crc8(bits, 0, at), 8)
  if (view) {
    const start = at
    put(Math.round(view.pan * 10) % 3600, 12)
    put(Math.round((view.tilt + 90) * 10), 11)
    put(Math.round(view.zoom * 10), 9)
    put(crc8(bits, start, at), 8)
  }
  return bits
}

function crc8(bits: Uint8Array, from: number, to: number): number {
  let crc = 0
  for (let index = from; index < to; index++) {
    const carry = (crc >>> 7) ^ (bits[index] ?? 0)
    crc = ((crc << 1) & 0xff) ^ (carry ? 0x07 : 0)
  }
  return crc
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

/** Reads where the camera looks, in the same way; undefined for a camera that does not turn. Refers to nothing outside itself. */
export function decodePictureView(lumaAt: (x: number, y: number) => number, width: number): PictureView | undefined {
  const block = width / 40
  const level = (column: number, row: number) =>
    lumaAt(Math.floor((column + 0.5) * block), Math.floor((row + 0.5) * block))
  const limit = (level(0, 0) + level(1, 0)) / 2
  let at = 0
  let crc = 0
  const take = (count: number) => {
    let value = 0
    for (let left = count; left > 0; left--) {
      const bit = level(at++, 2) > limit ? 1 : 0
      value = value * 2 + bit
      crc = ((crc << 1) & 0xff) ^ ((crc >>> 7) ^ bit ? 0x07 : 0)
    }
    return value
  }
  const [pan, tilt, zoom] = [take(12) / 10, take(11) / 10 - 90, take(9) / 10]
  const expected = crc
  return zoom > 0 && take(8) === expected ? { pan, tilt, zoom } : undefined
}

/** Milliseconds between the sending of `code` and `nowMs` (epoch ms, same clock); good for ages below 24 days. */
export function pictureAgeMs(code: PictureCode, nowMs: number): number {
  return ((nowMs % 4_294_967_296) - code.time) | 0
}
