import { describe, expect, it } from 'vitest'
import { aggregate, createRtpSource, fragment, MAX_PAYLOAD } from '../../../simulator/media/rtp.ts'

describe('fragment', () => {
  it('leaves a small NAL unit whole', () => {
    const nal = Buffer.alloc(MAX_PAYLOAD, 0x41)
    expect(fragment(nal)).toEqual([nal])
  })

  it('cuts a large one so that it can be put together again', () => {
    const nal = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index === 0 ? 0x65 : index % 251)))
    const pieces = fragment(nal)
    expect(pieces.every((piece) => piece.length <= MAX_PAYLOAD && (piece[0] ?? 0) === 0x7c)).toBe(true)
    expect(pieces.map((piece) => (piece[1] ?? 0) >> 6)).toEqual([2, 0, 0, 0, 1])
    const header = ((pieces[0]?.[0] ?? 0) & 0xe0) | ((pieces[0]?.[1] ?? 0) & 0x1f)
    expect(Buffer.concat([Buffer.from([header]), ...pieces.map((piece) => piece.subarray(2))])).toEqual(nal)
  })
})

describe('aggregate', () => {
  it('puts NAL units behind their lengths, with the highest importance', () => {
    expect(aggregate([Buffer.from([0x67, 1]), Buffer.from([0x28, 2, 3])]).toString('hex')).toBe(
      '78' + '0002' + '6701' + '0003' + '280203',
    )
  })
})

describe('createRtpSource', () => {
  it('numbers packets across the wrap and marks the last of a picture', () => {
    const source = createRtpSource(0x01020304, 102, 65_535, 'name')
    const first = source.packet(Buffer.from('ab'), 2 ** 32 + 5, false)
    const second = source.packet(Buffer.from('cd'), 7, true)
    expect(first.toString('hex')).toBe('8066ffff00000005010203046162')
    expect(second.subarray(0, 4).toString('hex')).toBe('80e60000')
    expect(source.packets).toBe(2)
  })

  it('reports its clock and counts as a sender report with its name', () => {
    const source = createRtpSource(9, 8, 0, 'desk')
    source.packet(Buffer.alloc(160), 0, true)
    const report = source.senderReport(1234, 1_000_500)
    expect(report.readUInt16BE(0)).toBe(0x80c8)
    expect(report.readUInt32BE(8)).toBe(2_208_988_800 + 1000)
    expect(report.readUInt32BE(12)).toBe(0x80000000)
    expect([16, 20, 24].map((at) => report.readUInt32BE(at))).toEqual([1234, 1, 160])
    expect(report.readUInt16BE(28)).toBe(0x81ca)
    expect(report.subarray(38, 42).toString()).toBe('desk')
    expect(report.length % 4).toBe(0)
  })
})
