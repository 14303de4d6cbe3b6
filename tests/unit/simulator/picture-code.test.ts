import { describe, expect, it } from 'vitest'
import {
  CODE_COLUMNS,
  decodePictureCode,
  decodePictureView,
  encodePictureCode,
  pictureAgeMs,
  type PictureCode,
} from '../../simulator/picture-code.ts'

const CODE: PictureCode = { device: 54_321, channel: 11, frame: 40_000, time: 0xfedcba98 }

function painted(bits: Uint8Array, width: number, black = 16, white = 235) {
  const block = width / CODE_COLUMNS
  return (x: number, y: number) => (bits[Math.floor(y / block) * CODE_COLUMNS + Math.floor(x / block)] ? white : black)
}

describe('the picture code', () => {
  it('is read back from pictures of several sizes', () => {
    const bits = encodePictureCode(CODE)
    expect(bits).toHaveLength(120)
    for (const width of [640, 320, 213, 1280]) expect(decodePictureCode(painted(bits, width), width)).toEqual(CODE)
  })

  it('is read back from washed-out pictures', () => {
    expect(decodePictureCode(painted(encodePictureCode(CODE), 640, 70, 160), 640)).toEqual(CODE)
  })

  it('is refused when any single block is wrong', () => {
    for (let index = 0; index < 80; index++) {
      const bits = encodePictureCode(CODE)
      bits[index] = bits[index] ? 0 : 1
      expect(decodePictureCode(painted(bits, 640), 640)).toBeUndefined()
    }
  })

  it('tells where a camera looks, and nothing of one that does not turn', () => {
    for (const view of [
      { pan: 0, tilt: -90, zoom: 1 },
      { pan: 359.9, tilt: 20, zoom: 30 },
      { pan: 123.4, tilt: -45.6, zoom: 7.8 },
    ]) {
      const bits = encodePictureCode(CODE, view)
      for (const width of [640, 320, 1280]) {
        expect(decodePictureView(painted(bits, width), width)?.pan).toBe(view.pan)
        expect(decodePictureView(painted(bits, width), width)?.tilt).toBeCloseTo(view.tilt, 6)
        expect(decodePictureView(painted(bits, width), width)?.zoom).toBe(view.zoom)
      }
      expect(decodePictureCode(painted(bits, 640), 640)).toEqual(CODE)
      for (let index = 80; index < 120; index++) {
        const spoilt = encodePictureCode(CODE, view)
        spoilt[index] = spoilt[index] ? 0 : 1
        expect(decodePictureView(painted(spoilt, 640), 640)).toBeUndefined()
      }
    }
    expect(decodePictureView(painted(encodePictureCode(CODE), 640), 640)).toBeUndefined()
  })

  it('is refused in a black picture', () => {
    expect(decodePictureCode(() => 0, 640)).toBeUndefined()
  })

  it('works as text, as inside a page', () => {
    const decode = new Function(`return (${decodePictureCode.toString()})`)() as typeof decodePictureCode
    expect(decode(painted(encodePictureCode(CODE), 640), 640)).toEqual(CODE)
  })

  it('tells the age across the wrap of its 32 bits', () => {
    const sentMs = 417 * 4_294_967_296 - 100
    const code = { ...CODE, time: sentMs % 4_294_967_296 }
    expect(pictureAgeMs(code, sentMs + 250)).toBe(250)
  })
})
