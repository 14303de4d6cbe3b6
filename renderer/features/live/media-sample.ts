/** The counters the watchdog needs, out of the browser's statistics. */
export interface MediaSample {
  readonly framesDecoded: number
  readonly packetsReceived: number
}

/** What we read of the `inbound-rtp` and its neighbours; the browser's own types leave most of it out. */
export interface InboundVideo {
  readonly type: 'inbound-rtp'
  readonly kind: string
  readonly timestamp: number
  readonly codecId?: string
  readonly framesDecoded?: number
  readonly framesDropped?: number
  readonly framesPerSecond?: number
  readonly frameWidth?: number
  readonly frameHeight?: number
  readonly packetsReceived?: number
  readonly packetsLost?: number
  readonly bytesReceived?: number
  /** Seconds. */
  readonly jitter?: number
  readonly decoderImplementation?: string
  /** Seconds that emitted frames waited in the buffer, all together. */
  readonly jitterBufferDelay?: number
  readonly jitterBufferEmittedCount?: number
  /** The sender's time of the newest picture, carried on since it came out; ms since 1900. There after some reports of the sender. */
  readonly estimatedPlayoutTimestamp?: number
}

/** Beside the browser's entries: what only streams of websocket media have. */
export interface StreamEntry {
  readonly type: 'stream'
  /** What is waited for on purpose. */
  readonly delayMs: number
  /** How often it went on with the next key frame after a loss. */
  readonly skips: number
  readonly isEncrypted?: boolean
  /** The codec of sound that cannot be played here. */
  readonly soundMissing?: string
}

/** A report, or anything else that lists its entries: tests pass a plain map. */
export type StatsReport = Pick<ReadonlyMap<string, unknown>, 'get'> & { values(): IterableIterator<unknown> }

export function inboundVideo(report: StatsReport): InboundVideo | undefined {
  for (const entry of report.values()) {
    const candidate = entry as Partial<InboundVideo>
    if (candidate.type === 'inbound-rtp' && candidate.kind === 'video') return candidate as InboundVideo
  }
  return undefined
}

export function mediaSample(report: StatsReport): MediaSample {
  const video = inboundVideo(report)
  return { framesDecoded: video?.framesDecoded ?? 0, packetsReceived: video?.packetsReceived ?? 0 }
}

export function streamEntry(report: StatsReport): StreamEntry | undefined {
  for (const entry of report.values()) {
    if ((entry as Partial<StreamEntry>).type === 'stream') return entry as StreamEntry
  }
  return undefined
}

/** From 1900 to 1970. */
const NTP_EPOCH_MS = 2_208_988_800_000

/** Epoch ms by the sender's clock that belong to now, as far as its pictures go; undefined while it has not told its time. */
export function senderNow(report: StatsReport): number | undefined {
  const video = inboundVideo(report)
  if (video?.estimatedPlayoutTimestamp === undefined) return undefined
  return video.estimatedPlayoutTimestamp - NTP_EPOCH_MS
}
