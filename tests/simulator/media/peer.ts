/** The platform's end of one WebRTC dialog: answers an offer without candidates, sends the media and hears the client. */
import { PeerConnection, type Track } from 'node-datachannel'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { MediaPeer, MediaState } from '../dialogs.ts'
import type { Broadcast, Lane, MediaContent } from './broadcast.ts'
import { createEnds, type Ends } from './ends.ts'
import { Refusal } from '../http/refusal.ts'
import { readOffer } from './offer.ts'
import { TICK_MS, type Paced, type Pacer } from './pacer.ts'
import { createPath, type Path } from './path.ts'
import { asksForKeyFrame, isRtcp } from './rtcp.ts'
import { payloadOf } from './rtp.ts'
import { answerSections, withOfferedMaps, type AnsweredSection } from './webrtc-answer.ts'

const MEDIA_ADDRESS = '127.0.0.1'
const GATHER_MS = 3000
/** Browsers report each second or two; a peer that is silent for so long while it is sent to is gone. */
const SILENCE_MS = 6000

/** Throws `Refusal` when the offer cannot be answered. */
export async function openPeer(offer: string, content: MediaContent, pacer: Pacer): Promise<MediaPeer> {
  const sections = readOffer(offer)
  if (sections.length === 0) throw new Refusal(PlatformCode.badParameter, 'sdp: no offer')
  const connection = new PeerConnection('simulator', {
    iceServers: [],
    bindAddress: MEDIA_ADDRESS,
    disableAutoNegotiation: true,
  })
  try {
    const answered = answerSections(connection, sections, content)
    connection.setRemoteDescription(offer, 'offer')
    connection.setLocalDescription('answer')
    await gathered(connection)
    const described = connection.localDescription()?.sdp
    if (!described) throw new Refusal(PlatformCode.serverError, 'no answer')
    return run(connection, withOfferedMaps(described, sections), answered, content, pacer)
  } catch (error) {
    connection.close()
    throw error
  }
}

function gathered(connection: PeerConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Refusal(PlatformCode.timeout, 'gathering took too long')), GATHER_MS)
    const check = () => {
      if (connection.gatheringState() !== 'complete') return
      clearTimeout(timer)
      resolve()
    }
    connection.onGatheringStateChange(check)
    check()
  })
}

function run(
  connection: PeerConnection,
  answer: string,
  answered: readonly AnsweredSection[],
  content: MediaContent,
  pacer: Pacer,
): MediaPeer {
  const ends = createEnds()
  const video = laneOf(answered, 'video', ends)
  const audio = laneOf(answered, 'audio', ends)
  const broadcast = content.start({ video, audio })
  // A track that only receives is held by nothing else; once it is collected, nobody hears it any more.
  const held = new Set(answered.map(({ track }) => track))
  let state: MediaState = 'connecting'
  const paced: Paced = {
    onTick(tick, wallMs) {
      if (ends.unanswered(TICK_MS) > SILENCE_MS) return enter('disconnected')
      broadcast.onTick(tick, wallMs)
    },
  }
  function enter(next: MediaState): void {
    if (state === 'closed' || state === next) return
    state = next
    ends.forgive()
    if (next === 'connected') pacer.add(paced)
    else pacer.remove(paced)
  }
  connection.onStateChange((next) => {
    if (next === 'connected') enter('connected')
    else if (next === 'disconnected' || next === 'failed' || next === 'closed') enter('disconnected')
  })
  hearTracks(answered, ends, content, broadcast, () => connection.state() === 'connected' && enter('connected'))
  return {
    answer,
    transport: 'UDP',
    codecs: answered.map(({ codec }) => codec.map.split('/')[0] ?? ''),
    sent: ends.sent,
    received: ends.received,
    loss: ends.loss,
    heard: ends.ear.heard,
    paths: [video, audio].flatMap((lane) => lane?.path ?? []),
    get state() {
      return state
    },
    get videoPackets() {
      return video?.source.packets ?? 0
    },
    get audioPackets() {
      return audio?.source.packets ?? 0
    },
    get remoteAddress() {
      const remote = state === 'closed' ? undefined : connection.getSelectedCandidatePair()?.remote
      return remote && `${remote.address}:${remote.port}`
    },
    hold: broadcast.hold,
    close() {
      enter('closed')
      held.clear()
      connection.close()
    },
  }
}

interface PathLane extends Lane {
  readonly path: Path
}

function laneOf(answered: readonly AnsweredSection[], kind: string, ends: Ends): PathLane | undefined {
  const section = answered.find((entry) => entry.kind === kind && entry.source)
  if (!section?.source) return undefined
  const { source, track } = section
  const push = (packet: Buffer) => {
    if (send(track, packet)) ends.didSend(packet.length)
  }
  // What is lost here was never sent to the library, which therefore cannot send it again.
  const path = createPath(kind === 'video' ? 1 : 2, push)
  return {
    codec: kind === 'video' ? 'H264' : 'PCMA',
    source,
    path,
    send: path.send,
    report: (timestamp, wallMs) => push(source.senderReport(timestamp, wallMs)),
  }
}

function hearTracks(
  answered: readonly AnsweredSection[],
  ends: Ends,
  content: MediaContent,
  broadcast: Broadcast,
  onHeard: () => void,
): void {
  for (const { track, receives } of answered) {
    track.onMessage((message) => {
      const isReport = isRtcp(message)
      ends.didReceive(message, isReport)
      if (isReport && asksForKeyFrame(message)) broadcast.requestKeyFrame()
      if (!isReport && receives) {
        const payload = payloadOf(message)
        ends.ear.hear(payload)
        content.hear?.(payload)
      }
      onHeard()
    })
  }
}

function send(track: Track, packet: Buffer): boolean {
  if (!track.isOpen()) return false
  try {
    return track.sendMessageBinary(packet)
  } catch {
    // The viewer's end closes it on a thread of the library, also between the question and the sending.
    return false
  }
}
