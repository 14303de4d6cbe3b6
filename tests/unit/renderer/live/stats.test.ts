import { describe, expect, it } from 'vitest'
import { paneStats } from '../../../../renderer/features/live/stats.ts'

function report(inbound: Record<string, unknown>): Map<string, unknown> {
  return new Map<string, unknown>([
    ['A', { type: 'inbound-rtp', kind: 'audio', bytesReceived: 1e9, timestamp: 0 }],
    ['V', { type: 'inbound-rtp', kind: 'video', codecId: 'C', ...inbound }],
    ['C', { type: 'codec', mimeType: 'video/H264', sdpFmtpLine: 'packetization-mode=1;profile-level-id=42e01f' }],
    ['P', { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.012 }],
  ])
}

const BEFORE = { timestamp: 1_000, framesDecoded: 100, bytesReceived: 50_000, packetsReceived: 400, packetsLost: 2 }
const NOW = {
  timestamp: 3_000,
  framesDecoded: 150,
  bytesReceived: 300_000,
  packetsReceived: 596,
  packetsLost: 6,
  frameWidth: 640,
  frameHeight: 360,
  jitter: 0.004,
  framesDropped: 3,
}

describe('paneStats', () => {
  it('gives rates over the interval between two reports', () => {
    const stats = paneStats(report(NOW), report(BEFORE))
    expect(stats.framesPerSecond).toBe(25)
    expect(stats.kilobitsPerSecond).toBe(1_000)
    expect(stats.lostNowPercent).toBe(2)
  })

  it('gives totals, size, times in ms and the codec with its profile', () => {
    const { codec, width, height, lost, lostPercent, jitterMs, roundTripMs, framesDropped } = paneStats(
      report(NOW),
      undefined,
    )
    expect({ codec, width, height, lost, jitterMs, roundTripMs, framesDropped }).toEqual({
      codec: 'H264 Constrained Baseline 3.1',
      width: 640,
      height: 360,
      lost: 6,
      jitterMs: 4,
      roundTripMs: 12,
      framesDropped: 3,
    })
    expect(lostPercent).toBeCloseTo(0.997, 2)
  })

  it('has no rates without an earlier report, nor when the clock stood still', () => {
    expect(paneStats(report(NOW), undefined).framesPerSecond).toBeUndefined()
    expect(paneStats(report(NOW), report(NOW)).kilobitsPerSecond).toBeUndefined()
  })

  it('is empty without video, and never shows a negative loss', () => {
    expect(paneStats(new Map(), undefined)).toEqual({})
    expect(paneStats(report({ ...NOW, packetsLost: -4 }), undefined).lostPercent).toBe(0)
  })
})
