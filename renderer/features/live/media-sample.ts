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
