/** The numbers of a stream of websocket media in the words of the browser's own reports, so that one overlay reads both. */
import type { StreamFacts } from './bvrtc-attempt.ts'
import type { InboundVideo, StatsReport, StreamEntry } from './media-sample.ts'
import type { StreamNumbers } from './stream/worker-messages.ts'

export function streamReport({ lease, isEncrypted, soundMissing }: StreamFacts, numbers: StreamNumbers): StatsReport {
  const { video, audio } = lease
  const inbound: InboundVideo = {
    ...{ type: 'inbound-rtp', kind: 'video', timestamp: performance.now(), codecId: 'codec' },
    framesDecoded: numbers.decoded,
    framesDropped: numbers.dropped,
    ...(numbers.width > 0 ? { frameWidth: numbers.width, frameHeight: numbers.height } : {}),
    packetsReceived: numbers.packets,
    packetsLost: numbers.lost,
    bytesReceived: numbers.bytes,
    jitter: numbers.jitterMs / 1000,
  }
  const profile = /^avc1\.([0-9A-F]{6})$/.exec(numbers.codecString)?.[1]
  const codec = {
    ...{ type: 'codec', mimeType: `video/${video?.codec ?? ''}` },
    ...(profile === undefined ? {} : { sdpFmtpLine: `profile-level-id=${profile}` }),
  }
  const stream: StreamEntry = {
    ...{ type: 'stream', delayMs: numbers.delayMs, skips: numbers.skips },
    ...(isEncrypted === undefined ? {} : { isEncrypted }),
    ...(soundMissing && audio ? { soundMissing: audio.codec } : {}),
  }
  return new Map<string, unknown>([
    ['inbound', inbound],
    ['codec', codec],
    ['stream', stream],
  ])
}
