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
import type { OpenStream, Streams, StreamReport } from './stream/streams.ts'
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
  const senderAge = new SenderAge()
  let stream: MediaStream | undefined
  let opened: OpenStream | undefined
  let sound: MediaStreamTrack | undefined
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
    const pictures = videoTrack()
    stream = new MediaStream([pictures])
    opened = streams.open(
      {
        ...{ source, video, audio, pictures: pictures.writable },
        ...{ tapeId: options.tapeId, leastDelayMs: options.leastDelayMs() },
      },
      {
        onReport: hear,
        onNumbers: take,
        onFailed: (reason) => tell({ type: 'localFailed', reason }),
      },
    )
    options.onStream(stream)
  }

  function take(now: StreamNumbers): void {
    numbers = now
    // The worker knows this machine's clock only.
    const aheadMs = options.platformNow() - Date.now()
    senderAge.note(now.senderAgeMs === undefined ? undefined : now.senderAgeMs + aheadMs)
  }

  /** The track of sound is there while somebody listens: one that is muted costs as much as one that is heard. */
  function setAudible(isAudible: boolean): void {
    if (!stream || abort.signal.aborted || isAudible === (sound !== undefined)) return
    if (sound) {
      stream.removeTrack(sound)
      sound.stop()
      sound = undefined
      return opened?.setSound(undefined)
    }
    if (!facts?.lease.audio) return
    const track = audioTrack()
    sound = track
    stream.addTrack(track)
    opened?.setSound(track.writable)
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
      opened?.close()
      for (const track of stream?.getTracks() ?? []) track.stop()
      if (facts) closeLease(facts.lease.leaseId)
    },
    setAudible,
    sample: () => Promise.resolve(numbers && sampleOf(numbers)),
    report: () => Promise.resolve(facts && numbers && streamReport(facts, numbers)),
    // Both are known to be behind by so much at least.
    behindMs: () => Math.max(numbers?.behindMs ?? 0, senderAge.believedMs ?? 0),
    senderAge: () => (senderAge.ms === undefined ? undefined : senderAge),
    watch: () => undefined,
  }
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
