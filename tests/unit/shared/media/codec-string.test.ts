import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { codecString } from '../../../../shared/media/codec-string.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../../../simulator/fixtures/${name}`, import.meta.url)).subarray(0, 4096)

const unit = (...nals: number[][]) => Uint8Array.from(nals.flatMap((nal) => [0, 0, 0, 1, ...nal]))

it('of H.264 is profile, constraints and level of the sequence parameter set, wherever it stands', () => {
  expect(codecString('H264', unit([9, 0x10], [0x67, 0x64, 0x00, 0x1f, 0xac], [0x68, 1], [0x65, 0x88]))).toBe(
    'avc1.64001F',
  )
  expect(codecString('H264', unit([0x67, 0x42, 0xe0, 0x0a]))).toBe('avc1.42E00A')
})

it('of H.265 is written as the standard writes it, also over bytes that keep start codes away', () => {
  // Main, level 3.1: the two zeros after the constraint flags are followed by an escape.
  const set = [0x42, 1, 1, 0x01, 0x60, 0, 0, 3, 0, 0x90, 0, 0, 3, 0, 0, 3, 0, 93, 0xa0]
  expect(codecString('H265', unit([0x40, 1, 12], set, [0x26, 1]))).toBe('hev1.1.6.L93.90')
})

it('of what encoders made is what a decoder takes', () => {
  expect(codecString('H264', fixture('street.h264'))).toMatch(/^avc1\.(42|4D|64)[0-9A-F]{4}$/)
  expect(codecString('H265', fixture('street.h265'))).toMatch(/^hev1\.1\.6\.L\d+(\.[0-9A-F]{1,2})*$/)
})

it('is not to be had without the set, or of one that is cut', () => {
  expect(codecString('H264', unit([0x65, 1, 2, 3]))).toBeUndefined()
  expect(codecString('H264', unit([0x67, 0x42]))).toBeUndefined()
  expect(codecString('H265', unit([0x42, 1, 1, 1]))).toBeUndefined()
})
