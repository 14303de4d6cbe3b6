import { describe, expect, it } from 'vitest'
import { createBitReader, createBitWriter } from '../../../simulator/media/bits.ts'
import { escapeNal, splitByteStream, unescapeNal } from '../../../simulator/media/nal.ts'

describe('bits', () => {
  it('writes the Golomb codes of the standard', () => {
    const writer = createBitWriter(8)
    for (const value of [0, 1, 2, 3]) writer.ue(value)
    writer.trailing()
    // 1 010 011 00100, then the stop bit.
    expect(writer.bytes().toString('hex')).toBe('a648')
  })

  it('reads back what it wrote', () => {
    const writer = createBitWriter(256)
    const values = [0, 1, -1, 7, -8, 250, -4000, 65_535]
    for (const value of values) writer.se(value)
    writer.bits(0xdeadbeef, 32)
    writer.trailing()
    const reader = createBitReader(writer.bytes())
    expect(values.map(() => reader.se())).toEqual(values)
    expect(reader.bits(32)).toBe(0xdeadbeef)
  })

  it('refuses to run over its end', () => {
    expect(() => createBitWriter(1).bits(0, 9)).toThrow(RangeError)
  })
})

describe('NAL units', () => {
  it('protect zeros and give them back', () => {
    const payload = Buffer.from([0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 5])
    const nal = escapeNal(0x65, payload)
    expect(nal.includes(Buffer.from([0, 0, 0]))).toBe(false)
    expect(nal.includes(Buffer.from([0, 0, 1]))).toBe(false)
    expect(unescapeNal(nal).subarray(1)).toEqual(payload)
  })

  it('are cut at long and short start codes', () => {
    const stream = Buffer.from([0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 2, 3])
    expect(splitByteStream(stream).map((nal) => nal.toString('hex'))).toEqual(['6701', '680203'])
  })
})
