/**
 * One attempt to receive a channel by WebRTC: one peer connection, one lease. Follows the vendor's player: no ICE
 * servers, audio before video, the offer is posted at once without candidates, nothing is trickled, the answer brings the
 * candidates of the media server.
 */
import { toEnvelope } from '../../ui/error-sentence.ts'
import type { Attempt, AttemptOptions } from './attempt.ts'
import { mediaSample, senderNow } from './media-sample.ts'
import type { AttemptFact } from './attempt-fact.ts'
import { codecNames, foreignCodec } from './sdp.ts'
import { SenderAge } from './sender-age.ts'
import type { Streams } from './stream/streams.ts'

/** Rounds of the watchdog between two looks at the sender's clock. */
const AGE_ROUNDS = 6

export interface WebrtcOptions extends AttemptOptions {
  readonly streams: Pick<Streams, 'tape'>
}

export function startAttempt(options: WebrtcOptions): Attempt {
  const { puid, index } = options.channel
  const abort = new AbortController()
  let connection: RTCPeerConnection | undefined
  let leaseId: number | undefined
  const senderAge = new SenderAge()
  let rounds = 0
  const tell = (fact: AttemptFact): void => {
    if (!abort.signal.aborted) options.tell(fact)
  }

  /** The pipe may be gone, and the lease with it: there is nobody left to tell. */
  const closeLease = (id: number): void => void options.client.live.close({ leaseId: id }).catch(() => undefined)

  async function readAge(receiver: RTCRtpReceiver): Promise<void> {
    const sender = senderNow(await receiver.getStats())
    senderAge.note(sender === undefined ? undefined : options.platformNow() - sender)
  }

  async function open(peer: RTCPeerConnection): Promise<void> {
    const offer = await makeOffer(peer, (receiver) => options.streams.tape(receiver, options.tapeId))
    if (abort.signal.aborted) return
    const lease = await options.client.live.open({ puid, index, sdp: offer }, { signal: abort.signal })
    // The answer may have been under way when the attempt was stopped.
    if (abort.signal.aborted) return closeLease(lease.leaseId)
    leaseId = lease.leaseId
    tell({ type: 'leaseGranted' })
    const codec = foreignCodec(offer, lease.sdp)
    if (codec !== undefined) return tell({ type: 'codecMissing', codec, decodable: codecNames(offer, 'video') })
    await acceptAnswer(peer, lease.sdp)
    if (abort.signal.aborted) return
    const stream = receivedStream(peer)
    if (stream) options.onStream(stream)
    else tell({ type: 'noVideo' })
  }

  try {
    connection = new RTCPeerConnection()
    const peer = connection
    peer.onconnectionstatechange = () => {
      if (peer.connectionState === 'connected') {
        tell({ type: 'connected' })
        if (options.onPicture) awaitPicture(peer, abort.signal, options.onPicture)
      } else if (peer.connectionState === 'failed') tell({ type: 'connectionFailed' })
    }
    open(peer).catch((error: unknown) => tell(refusal(error)))
  } catch (error) {
    // The browser refuses one connection too many by throwing at once: the caller is still starting.
    queueMicrotask(() => tell(refusal(error)))
  }

  return {
    holds: (id) => id === leaseId,
    leaseEnded: (_id, error) => tell({ type: 'leaseEnded', ...(error ? { error } : {}) }),
    behindMs: () => senderAge.believedMs ?? 0,
    senderAge: () => (senderAge.ms === undefined ? undefined : senderAge),
    watch() {
      const receiver = connection && videoReceiver(connection)
      // Seldom: of sixty-four panes each report is work.
      if (!receiver || abort.signal.aborted || ++rounds % AGE_ROUNDS !== 0) return
      // A connection that closes meanwhile has no age.
      readAge(receiver).catch(() => undefined)
    },
    // Sound comes on the same connection as the pictures: that it is muted is the element's business.
    setAudible: () => undefined,
    stop() {
      if (abort.signal.aborted) return
      abort.abort()
      connection?.close()
      if (leaseId !== undefined) closeLease(leaseId)
    },
    async sample() {
      const receiver = connection && videoReceiver(connection)
      return receiver && !abort.signal.aborted ? mediaSample(await receiver.getStats()) : undefined
    },
    async report() {
      return connection && !abort.signal.aborted ? connection.getStats() : undefined
    },
  }
}

async function makeOffer(peer: RTCPeerConnection, tape: (receiver: RTCRtpReceiver) => void): Promise<string> {
  peer.addTransceiver('audio', { direction: 'recvonly' })
  tape(peer.addTransceiver('video', { direction: 'recvonly' }).receiver)
  const offer = await peer.createOffer()
  await peer.setLocalDescription(offer)
  return offer.sdp ?? ''
}

class AnswerError extends Error {}

async function acceptAnswer(peer: RTCPeerConnection, sdp: string): Promise<void> {
  try {
    await peer.setRemoteDescription({ type: 'answer', sdp })
  } catch (error) {
    throw new AnswerError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** Our own stream of the received tracks: an answer without `msid` brings tracks that belong to none. */
function receivedStream(peer: RTCPeerConnection): MediaStream | undefined {
  const tracks = peer
    .getTransceivers()
    .filter(({ currentDirection }) => currentDirection === 'recvonly' || currentDirection === 'sendrecv')
    .map(({ receiver }) => receiver.track)
  return tracks.some(({ kind }) => kind === 'video') ? new MediaStream(tracks) : undefined
}

function videoReceiver(peer: RTCPeerConnection): RTCRtpReceiver | undefined {
  return peer.getReceivers().find(({ track }) => track.kind === 'video')
}

/** The browser tells nobody of a picture that is not shown: its counter is asked. */
const PICTURE_POLL_MS = 30

function awaitPicture(peer: RTCPeerConnection, signal: AbortSignal, onPicture: () => void): void {
  async function look(): Promise<void> {
    const report = await videoReceiver(peer)?.getStats()
    if (signal.aborted) return
    if (report && mediaSample(report).framesDecoded > 0) onPicture()
    else setTimeout(() => void look(), PICTURE_POLL_MS)
  }
  void look()
}

function refusal(error: unknown): AttemptFact {
  if (error instanceof AnswerError) {
    return {
      type: 'leaseRefused',
      error: { code: 'bad-answer', details: { reason: error.message, operation: 'dialog.openDeviceWebrtc' } },
    }
  }
  if (error instanceof DOMException) return { type: 'localFailed', reason: error.message }
  return { type: 'leaseRefused', error: toEnvelope(error) }
}
