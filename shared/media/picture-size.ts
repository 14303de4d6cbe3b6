/** Width and height of the pictures of a stream, out of its sequence parameter set (ITU-T H.264, 7.3.2.1.1; H.265, 7.3.2.2). */
import type { VideoCodec } from './assembler.ts'
import { sequenceSet } from './sequence-set.ts'

export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** Profiles whose sets tell of colour and scaling. */
const HIGH_PROFILES = [44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244]
const MOST = 16_384

/** Of a key frame with start codes. Undefined when it holds no set that can be read. */
export function pictureSize(codec: VideoCodec, unit: Uint8Array): PictureSize | undefined {
  const set = sequenceSet(codec, unit)
  if (!set) return undefined
  try {
    const size = codec === 'H264' ? h264Size(new Bits(set, 8)) : h265Size(new Bits(set, 16))
    return isPossible(size.width) && isPossible(size.height) ? size : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const isPossible = (pixels: number): boolean => pixels > 0 && pixels <= MOST

function h264Size(bits: Bits): PictureSize {
  const profile = bits.read(8)
  bits.skip(16)
  bits.ue()
  const chroma = HIGH_PROFILES.includes(profile) ? h264Colours(bits) : 1
  bits.ue()
  skipPictureOrder(bits)
  bits.ue()
  bits.skip(1)
  const [widthMbs, heightUnits] = [bits.ue() + 1, bits.ue() + 1]
  const unitRows = bits.read(1) ? 1 : 2
  if (unitRows === 2) bits.skip(1)
  bits.skip(1)
  const stepX = chroma === 1 || chroma === 2 ? 2 : 1
  const stepY = (chroma === 1 ? 2 : 1) * unitRows
  return cropped(bits, widthMbs * 16, heightUnits * 16 * unitRows, stepX, stepY)
}

function h264Colours(bits: Bits): number {
  const chroma = bits.ue()
  if (chroma === 3) bits.skip(1)
  bits.ue()
  bits.ue()
  bits.skip(1)
  if (bits.read(1)) for (let list = 0; list < (chroma === 3 ? 12 : 8); list++) skipScaling(bits, list < 6 ? 16 : 64)
  return chroma
}

function skipScaling(bits: Bits, length: number): void {
  if (!bits.read(1)) return
  let [last, next] = [8, 8]
  for (let at = 0; at < length && next !== 0; at++) {
    next = (last + bits.se() + 256) % 256
    if (next !== 0) last = next
  }
}

function skipPictureOrder(bits: Bits): void {
  const type = bits.ue()
  if (type === 0) return void bits.ue()
  if (type !== 1) return
  bits.skip(1)
  bits.ue()
  bits.ue()
  for (let left = bits.ue(); left > 0; left--) bits.ue()
}

function h265Size(bits: Bits): PictureSize {
  bits.skip(4)
  const layers = bits.read(3)
  bits.skip(1)
  skipProfiles(bits, layers)
  bits.ue()
  const chroma = bits.ue()
  if (chroma === 3) bits.skip(1)
  const [width, height] = [bits.ue(), bits.ue()]
  return cropped(bits, width, height, chroma === 1 || chroma === 2 ? 2 : 1, chroma === 1 ? 2 : 1)
}

function skipProfiles(bits: Bits, layers: number): void {
  bits.skip(96)
  let more = 0
  for (let layer = 0; layer < layers; layer++) more += (bits.read(1) ? 88 : 0) + (bits.read(1) ? 8 : 0)
  if (layers > 0) more += 2 * (8 - layers)
  bits.skip(more)
}

/** What a set crops is told in steps of the colour's grid, on four sides. */
function cropped(bits: Bits, width: number, height: number, stepX: number, stepY: number): PictureSize {
  if (!bits.read(1)) return { width, height }
  const [left, right, top, bottom] = [bits.ue(), bits.ue(), bits.ue(), bits.ue()]
  return { width: width - (left + right) * stepX, height: height - (top + bottom) * stepY }
}

/** Throws a RangeError beyond the end. */
class Bits {
  readonly #bytes: Uint8Array
  #at: number

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  skip(count: number): void {
    this.#at += count
  }

  read(count: number): number {
    let value = 0
    for (let left = count; left > 0; left--, this.#at++) {
      const byte = this.#bytes[this.#at >> 3]
      if (byte === undefined) throw new RangeError('the set is cut')
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1)
    }
    return value
  }

  /** Exp-Golomb (9.1). */
  ue(): number {
    let zeros = 0
    while (this.read(1) === 0) if (++zeros > 31) throw new RangeError('no number')
    return 2 ** zeros - 1 + this.read(zeros)
  }

  se(): number {
    const value = this.ue()
    return value % 2 === 0 ? -value / 2 : (value + 1) / 2
  }
}
