import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { pictureSize } from '../../../../shared/media/picture-size.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../../../simulator/fixtures/${name}`, import.meta.url)).subarray(0, 4096)

const unit = (hex: string) => Uint8Array.from([0, 0, 0, 1, ...Buffer.from(hex, 'hex'), 0, 0, 1, 0x65])

// Sets of 1920×1080 as x264 and x265 write them: what is cropped is not seen.
const HIGH = '67640028acd940780227e5c044000003000400000300c83c60c658'
const INTERLACED = '67640028acd94078044fde0220000003002000000643e2c5b2c0'
const ALL_COLOURS = '67f40028919b280f0089f97011000003000100000300321f162d96'
const MAIN_265 = '420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000c84'
const ALL_COLOURS_265 = '4201010408000003009e0800000300007890007810021cb2cacd24995e02dc080800100000030010000003019080'

it('is what the fixtures are', () => {
  expect(pictureSize('H264', fixture('street.h264'))).toEqual({ width: 640, height: 400 })
  expect(pictureSize('H265', fixture('street.h265'))).toEqual({ width: 640, height: 400 })
})

it.each([
  ['H264', HIGH],
  ['H264', INTERLACED],
  ['H264', ALL_COLOURS],
  ['H265', MAIN_265],
  ['H265', ALL_COLOURS_265],
] as const)('is read over profiles, fields and cropping: %s %s', (codec, hex) => {
  expect(pictureSize(codec, unit(hex))).toEqual({ width: 1920, height: 1080 })
})

it('is not to be had without a set, of one that is cut, and of one that is impossible', () => {
  expect(pictureSize('H264', Uint8Array.of(0, 0, 0, 1, 0x65, 1, 2))).toBeUndefined()
  for (let bytes = 1; bytes < 8; bytes++) {
    expect(pictureSize('H264', unit(HIGH.slice(0, 2 * bytes)).subarray(0, 4 + bytes))).toBeUndefined()
  }
  expect(pictureSize('H264', unit('6742e00a' + '00'.repeat(40)))).toBeUndefined()
})
