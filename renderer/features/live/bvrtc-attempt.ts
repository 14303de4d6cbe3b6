/**
 * One attempt to receive a channel by the platform's websocket media: a lease whose frames go from the core to the worker, which
 * feeds the tracks that are shown. The page itself sees numbers only.
 */
import type { StreamLease } from '../../../shared/contract/live.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import type { Attempt, AttemptOptions } from './attempt.ts'
import type { MediaSample } from './media-sample.ts'
import type { AttemptFact } from './attempt-fact.ts'
import { streamReport } from './stream-report.ts'
import type { Streams, StreamReport } from './stream/streams.ts'
import { audioTrack, videoTrack } from './stream/track-generator.ts'
import type { ChannelSource, StreamNumbers } from './stream/worker-messages.ts'

export interface BvrtcOptions extends AttemptOptions {
  readonly streams: Streams
  /** What the operator chose to wait for, ms. */
  readonly leastDelayMs: () => number
  readonly openMediaChannel: (ticket: string) => Promise<ChannelSource>
}

/** What is known of the stream beside its numbers. */
export interface StreamFacts {
  readonly lease: StreamLease
  isEncrypted?: boolean
  /** Sound comes in a codec that cannot be played here. */
  soundMissing?: true
}

export function startBvrtcAttempt(options: BvrtcOptions): Attempt {
  const { client, channel, streams } = options
  const abort = new AbortController()
  let facts: StreamFacts | undefined
  let numbers: StreamNumbers | undefined
  let stream: MediaStream | undefined
  let closeStream = (): void => undefined
  const tell = (fact: AttemptFact): void => {
    if (!abort.signal.aborted) options.tell(fact)
  }

  /** The pipe may be gone, and the lease with it: there is nobody left to tell. */
  const closeLease = (leaseId: number): void => void client.live.close({ leaseId }).catch(() => undefined)

  async function open(): Promise<void> {
    const { puid, index } = channel
    const lease = await client.live.openStream({ puid, index }, { signal: abort.signal })
    // The answer may have been under way when the attempt was stopped.
    if (abort.signal.aborted) return closeLease(lease.leaseId)
    facts = { lease }
    tell({ type: 'leaseGranted' })
    const { video, audio } = lease
    if (!video) return tell({ type: 'noVideo' })
    const source = await options.openMediaChannel(lease.ticket)
    if (abort.signal.aborted) return
    const tracks = tracksFor(audio !== undefined)
    stream = tracks.stream
    closeStream = streams.open(
      {
        ...{ source, video, audio, pictures: tracks.pictures, sound: tracks.sound },
        ...{ tapeId: options.tapeId, leastDelayMs: options.leastDelayMs() },
      },
      {
        onReport: hear,
        onNumbers: (now) => (numbers = now),
        onFailed: (reason) => tell({ type: 'localFailed', reason }),
      },
    )
    options.onStream(stream)
  }

  function hear(report: StreamReport): void {
    if (report.type === 'connected' && facts) facts.isEncrypted = report.isEncrypted
    if (report.type === 'soundMissing' && facts) facts.soundMissing = true
    if (report.type === 'picture' && !abort.signal.aborted) options.onPicture?.()
    const fact = factOf(report)
    if (fact) tell(fact)
  }

  open().catch((error: unknown) => tell(refusal(error)))
  return {
    holds: (id) => id === facts?.lease.leaseId,
    leaseEnded: (_id, error) => tell({ type: 'leaseEnded', ...(error ? { error } : {}) }),
    stop() {
      if (abort.signal.aborted) return
      abort.abort()
      closeStream()
      for (const track of stream?.getTracks() ?? []) track.stop()
      if (facts) closeLease(facts.lease.leaseId)
    },
    sample: () => Promise.resolve(numbers && sampleOf(numbers)),
    report: () => Promise.resolve(facts && numbers && streamReport(facts, numbers)),
    behindMs: () => numbers?.behindMs ?? 0,
  }
}

function factOf(report: StreamReport): AttemptFact | undefined {
  if (report.type === 'connected') return { type: 'connected' }
  if (report.type === 'ended') return { type: 'connectionFailed' }
  if (report.type !== 'codecMissing') return undefined
  return { type: 'codecMissing', codec: report.codec, decodable: report.decodable }
}

/** What is shown, and where its frames are written. */
function tracksFor(hasSound: boolean) {
  const [pictures, sound] = [videoTrack(), hasSound ? audioTrack() : undefined]
  const stream = new MediaStream(sound ? [pictures, sound] : [pictures])
  return { stream, pictures: pictures.writable, sound: sound?.writable }
}

const sampleOf = ({ decoded, packets }: StreamNumbers): MediaSample => ({
  framesDecoded: decoded,
  packetsReceived: packets,
})

function refusal(error: unknown): AttemptFact {
  if (error instanceof DOMException) return { type: 'localFailed', reason: error.message }
  return { type: 'leaseRefused', error: toEnvelope(error) }
}
