/** The numbers of the statistics overlay, from two reports a second apart. Absent: the browser does not know. */
import { inboundVideo, streamEntry, type InboundVideo, type StatsReport } from './media-sample.ts'
import type { Transport } from './transport.ts'

export interface PaneStats {
  /** With the profile where the codec has one: `H264 Main 3.1`. */
  readonly codec?: string
  readonly width?: number
  readonly height?: number
  /** Decoded frames per second in the last interval. */
  readonly framesPerSecond?: number
  readonly kilobitsPerSecond?: number
  /** Packets lost since the start of the attempt, and their share in percent. */
  readonly lost?: number
  readonly lostPercent?: number
  /** Share of lost packets in the last interval, in percent. */
  readonly lostNowPercent?: number
  readonly jitterMs?: number
  readonly roundTripMs?: number
  /** Decoded but not shown. */
  readonly framesDropped?: number
  /** What pictures wait for on purpose, so that they come evenly. */
  readonly delayMs?: number
  /** Between the sender's time of the picture and its showing: as right as the sender's clock. Absent: it tells none. */
  readonly senderAgeMs?: number
  readonly isSenderClockWrong?: boolean
  readonly transport?: Transport
  /** Whether the way of the media is; WebRTC always is. */
  readonly isEncrypted?: boolean
  /** How often it went on with the next key frame after a loss. */
  readonly skips?: number
  /** The codec of sound that cannot be played here. */
  readonly soundMissing?: string
}

/** @param before an earlier report of the same attempt; without it there are no rates */
export function paneStats(report: StatsReport, before: StatsReport | undefined): PaneStats {
  const now = inboundVideo(report)
  if (!now) return {}
  const earlier = before && inboundVideo(before)
  const roundTripMs = roundTrip(report)
  const stream = streamEntry(report)
  return known({
    transport: stream ? 'bvrtc' : 'webrtc',
    isEncrypted: stream ? stream.isEncrypted : true,
    delayMs: stream ? stream.delayMs : bufferMs(now, earlier),
    skips: stream?.skips,
    soundMissing: stream?.soundMissing,
    codec: codecName(report, now),
    width: now.frameWidth,
    height: now.frameHeight,
    lost: now.packetsLost,
    lostPercent: percent(now.packetsLost, now.packetsReceived),
    jitterMs: now.jitter === undefined ? undefined : now.jitter * 1000,
    framesDropped: now.framesDropped,
    roundTripMs,
    ...(earlier ? rates(now, earlier) : {}),
  })
}

function rates(now: InboundVideo, earlier: InboundVideo): Record<string, number | undefined> {
  const seconds = (now.timestamp - earlier.timestamp) / 1000
  if (!(seconds > 0)) return {}
  const grown = (key: 'framesDecoded' | 'bytesReceived' | 'packetsLost' | 'packetsReceived'): number =>
    Math.max(0, (now[key] ?? 0) - (earlier[key] ?? 0))
  return {
    framesPerSecond: grown('framesDecoded') / seconds,
    kilobitsPerSecond: (grown('bytesReceived') * 8) / 1000 / seconds,
    lostNowPercent: percent(grown('packetsLost'), grown('packetsReceived')),
  }
}

function bufferMs(now: InboundVideo, earlier: InboundVideo | undefined): number | undefined {
  const frames = (now.jitterBufferEmittedCount ?? 0) - (earlier?.jitterBufferEmittedCount ?? 0)
  const seconds = (now.jitterBufferDelay ?? 0) - (earlier?.jitterBufferDelay ?? 0)
  return frames > 0 ? (seconds * 1000) / frames : undefined
}

function percent(lost: number | undefined, received: number | undefined): number | undefined {
  if (lost === undefined || received === undefined) return undefined
  const all = Math.max(0, lost) + received
  return all > 0 ? (Math.max(0, lost) / all) * 100 : undefined
}

function roundTrip(report: StatsReport): number | undefined {
  for (const entry of report.values()) {
    const pair = entry as { type?: string; nominated?: boolean; currentRoundTripTime?: number }
    if (pair.type === 'candidate-pair' && pair.nominated && pair.currentRoundTripTime !== undefined) {
      return pair.currentRoundTripTime * 1000
    }
  }
  return undefined
}

function codecName(report: StatsReport, video: InboundVideo): string | undefined {
  if (video.codecId === undefined) return undefined
  const codec = report.get(video.codecId) as { mimeType?: string; sdpFmtpLine?: string } | undefined
  const name = codec?.mimeType?.split('/')[1]
  if (name === undefined) return undefined
  const profile = /profile-level-id=([0-9a-f]{6})/i.exec(codec?.sdpFmtpLine ?? '')?.[1]
  return profile === undefined ? name : `${name} ${h264Profile(profile)}`
}

const H264_PROFILES: Readonly<Record<number, string>> = { 66: 'Baseline', 77: 'Main', 88: 'Extended', 100: 'High' }
/** constraint_set1_flag of ITU-T H.264: a Baseline stream that a Main decoder can read. */
const CONSTRAINED = 0x40

/** `42e01f` → `Constrained Baseline 3.1` (ITU-T H.264, 7.4.2.1.1). */
function h264Profile(profileLevelId: string): string {
  const [profile = 0, flags = 0, level = 0] = [0, 2, 4].map((at) => parseInt(profileLevelId.slice(at, at + 2), 16))
  const name = H264_PROFILES[profile] ?? `profile ${profile}`
  const constrained = profile === 66 && (flags & CONSTRAINED) !== 0 ? 'Constrained ' : ''
  return `${constrained}${name} ${(level / 10).toFixed(1)}`
}

function known(values: { [K in keyof PaneStats]: PaneStats[K] | undefined }): PaneStats {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
