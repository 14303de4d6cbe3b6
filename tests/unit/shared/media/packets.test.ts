import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  askedAgain,
  readSenderReport,
  receiverReport,
  requestAgain,
  senderReport,
} from '../../../../shared/media/rtcp.ts'
import { emptyRtpHeader, isRtcp, readRtp } from '../../../../shared/media/rtp.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hexOf = (data: Uint8Array) => Buffer.from(data).toString('hex')

describe('readRtp', () => {
  it('finds the payload behind sources and extension, before padding', () => {
    const header = emptyRtpHeader()
    const packet = bytes('b1 e6 1234 00000010 00000001 deadbeef 1234 0001 aabbccdd 0102 0303 000003')
    expect(readRtp(packet, header)).toBe(true)
    expect(header).toMatchObject({ payloadType: 102, marker: true, sequence: 0x1234, timestamp: 16, ssrc: 1 })
    expect(hexOf(packet.subarray(header.start, header.end))).toBe('01020303')
    expect(header.mediaTimeUs).toBeNaN()
  })

  it('reads the media time in both ways', () => {
    const header = emptyRtpHeader()
    readRtp(bytes('90 66 0001 00000000 00000001 bede 0003 b7 0000000a 80000000 000000 ff'), header)
    expect(header.mediaTimeUs).toBe(10_500_000)
    readRtp(bytes('90 66 0001 00000000 00000001 00cc 0002 40420f0000000000 ff'), header)
    expect(header.mediaTimeUs).toBe(1_000_000)
    readRtp(bytes('90 66 0001 00000000 00000001 00cc 0002 ffffffffffffffff ff'), header)
    expect(header.mediaTimeUs).toBe(-1)
  })

  it('never reads beyond a message, whatever it holds', () => {
    const header = emptyRtpHeader()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (message) => {
        if (!readRtp(message, header)) return
        expect(header.start).toBeGreaterThanOrEqual(12)
        expect(header.end).toBeGreaterThanOrEqual(header.start)
        expect(header.end).toBeLessThanOrEqual(message.length)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('RTCP', () => {
  it('greets as the platform knows it', () => {
    expect(hexOf(receiverReport(1001, 1))).toBe(`81c90007000003e900000001${'00'.repeat(20)}`)
    expect(hexOf(senderReport(1001))).toBe(`80c80006000003e9${'00'.repeat(20)}`)
    expect(isRtcp(receiverReport(1, 1))).toBe(true)
    expect(isRtcp(bytes('8088'))).toBe(false)
  })

  it('tells the clock of what was sent, and reads it', () => {
    const report = senderReport(7, { sentMs: 1_700_000_000_500, timestamp: 320 })
    expect(readSenderReport(report)).toEqual({
      ssrc: 7,
      ntpUs: (1_700_000_000 + 2_208_988_800) * 1e6 + 500_000,
      timestamp: 320,
    })
    expect(readSenderReport(receiverReport(1, 1))).toBeUndefined()
    expect(readSenderReport(report.subarray(0, 20))).toBeUndefined()
  })

  it('asks for packets with the mask in little endian', () => {
    expect(hexOf(requestAgain(1001, 1, [3820, 3821]))).toBe('80cc0004000003e97365616b000000010eec0100')
  })

  it('asks for exactly what is missing, across the wrap', () => {
    const sequences = fc.uniqueArray(fc.nat(200), { maxLength: 60 }).map((list) => list.sort((a, b) => a - b))
    fc.assert(
      fc.property(sequences, fc.nat(0xffff), (offsets, start) => {
        const missing = offsets.map((offset) => (start + offset) & 0xffff)
        expect(askedAgain(requestAgain(5, 6, missing))).toEqual(missing)
      }),
    )
    expect(askedAgain(bytes('81cd0003 00000001 00000002 000a0003'))).toEqual([10, 11, 12])
  })

  it('takes anything that comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (message) => {
        readSenderReport(message)
        expect(askedAgain(message).every((sequence) => sequence >= 0 && sequence <= 0xffff)).toBe(true)
      }),
    )
  })
})
