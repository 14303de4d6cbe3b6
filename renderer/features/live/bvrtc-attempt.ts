/**
 * One attempt to receive a channel by the platform's websocket media: a lease whose frames go from the core to the worker, which
 * feeds the tracks that are shown. The page itself sees numbers only.
 */
import type { StreamLease } from '../../../shared/contract/live.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import type { Attempt, AttemptOptions } from './attempt.ts'
import type { MediaSample } from './media-sample.ts'
import type { AttemptFact } from './attempt-fact.ts'
import { SenderAge } from './sender-age.ts'
import { streamReport } from './stream-report.ts'
import { StreamTracks } from './stream-tracks.ts'
import type { OpenStream, Streams, StreamReport } from './stream/streams.ts'
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
  const { client, channel, streams, tapeId } = options
  const abort = new AbortController()
  let facts: StreamFacts | undefined
  let numbers: StreamNumbers | undefined
  const senderAge = new SenderAge()
  let tracks: StreamTracks | undefined
  let opened: OpenStream | undefined
  const tell = (fact: AttemptFact): void => {
    if (!abort.signal.aborted) options.tell(fact)
  }

  async function open(): Promise<void> {
    const { puid, index } = channel
    const lease = await client.live.openStream({ puid, index }, { signal: abort.signal })
    // The answer may have been under way when the attempt was stopped.
    if (abort.signal.aborted) return closeLease(client, lease)
    facts = { lease }
    tell({ type: 'leaseGranted' })
    const { video, audio } = lease
    if (!video) return tell({ type: 'noVideo' })
    const source = await options.openMediaChannel(lease.ticket)
    if (abort.signal.aborted) return
    tracks = new StreamTracks()
    opened = streams.open(
      { source, video, audio, pictures: tracks.pictures, tapeId, leastDelayMs: options.leastDelayMs() },
      { onReport: hear, onNumbers: take, onFailed: (reason) => tell({ type: 'localFailed', reason }) },
    )
    options.onStream(tracks.stream)
  }

  function take(now: StreamNumbers): void {
    numbers = now
    senderAge.note(ageOf(now, options.platformNow()))
  }

  function hear(report: StreamReport): void {
    note(report, facts)
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
      opened?.close()
      tracks?.stop()
      if (facts) closeLease(client, facts.lease)
    },
    setAudible(isAudible) {
      if (tracks && opened && facts?.lease.audio && !abort.signal.aborted) tracks.setAudible(isAudible, opened)
    },
    sample: () => Promise.resolve(numbers && sampleOf(numbers)),
    report: () => Promise.resolve(facts && numbers && streamReport(facts, numbers)),
    behindMs: () => Math.max(numbers?.behindMs ?? 0, senderAge.believedMs ?? 0),
    senderAge: () => (senderAge.ms === undefined ? undefined : senderAge),
    watch: () => undefined,
  }
}

/** The pipe may be gone, and the lease with it: there is nobody left to tell. */
function closeLease({ live }: BvrtcOptions['client'], { leaseId }: StreamLease): void {
  void live.close({ leaseId }).catch(() => undefined)
}

function note(report: StreamReport, facts: StreamFacts | undefined): void {
  if (!facts) return
  if (report.type === 'connected') facts.isEncrypted = report.isEncrypted
  if (report.type === 'soundMissing') facts.soundMissing = true
}

/** The worker knows this machine's clock only. */
function ageOf({ senderAgeMs }: StreamNumbers, platformNow: number): number | undefined {
  return senderAgeMs === undefined ? undefined : senderAgeMs + platformNow - Date.now()
}

function factOf(report: StreamReport): AttemptFact | undefined {
  if (report.type === 'connected') return { type: 'connected' }
  if (report.type === 'ended') return { type: 'connectionFailed' }
  if (report.type !== 'codecMissing') return undefined
  return { type: 'codecMissing', codec: report.codec, decodable: report.decodable }
}

const sampleOf = ({ decoded, packets }: StreamNumbers): MediaSample => ({
  framesDecoded: decoded,
  packetsReceived: packets,
})

function refusal(error: unknown): AttemptFact {
  if (error instanceof DOMException) return { type: 'localFailed', reason: error.message }
  return { type: 'leaseRefused', error: toEnvelope(error) }
}
