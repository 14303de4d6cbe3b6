/**
 * The platform's end of one dialog of bvrtc: RTP and RTCP, one packet a message, on a websocket that the client opens. Each
 * packet carries the end it goes to. A report goes out at once, which lets talking clients begin, and each five seconds.
 */
import { randomBytes } from 'node:crypto'
import type { MediaPeer, MediaState } from '../dialogs.ts'
import { answerBvrtc, type BvrtcSection } from './bvrtc-answer.ts'
import type { Lane, MediaContent } from './broadcast.ts'
import { createEnds, type Ends } from './ends.ts'
import { TICK_MS, type Paced, type Pacer } from './pacer.ts'
import { createPath, type Path } from './path.ts'
import { askedAgain, asksForKeyFrame, isRtcp, receiverReport } from './rtcp.ts'
import { createRtpSource, payloadOf } from './rtp.ts'
import { newSession, type MediaSocket, type MediaSockets } from './sockets.ts'

const KEEP_ALIVE_TICKS = 5000 / TICK_MS
/** Clients report each five seconds, whatever they are sent. */
const SILENCE_MS = 16_000
/** Sent packets that are kept for being asked again. */
const KEPT_PACKETS = 512

interface Wire {
  socket: MediaSocket | undefined
}

/** Throws `Refusal` when the offer cannot be answered. */
export function openBvrtc(offer: string, content: MediaContent, pacer: Pacer, sockets: MediaSockets): MediaPeer {
  const session = newSession()
  const { text, sections } = answerBvrtc(offer, content, session, sockets)
  const ends = createEnds()
  const wire: Wire = { socket: undefined }
  const lanes = sections.map((section) => (section.sends ? createLane(section, wire, ends) : undefined))
  const laneOf = (kind: string) => lanes.find((lane, index) => lane && sections[index]?.kind === kind)
  const [video, audio] = [laneOf('video'), laneOf('audio')]
  const broadcast = content.start({ video, audio })
  let state: MediaState = 'connecting'
  let ticks = 0
  let heardAt = performance.now()

  function sayAlive(): void {
    for (const { theirs, ours } of sections) push(receiverReport(theirs, ours), wire, ends)
  }
  const paced: Paced = {
    onTick(tick, wallMs) {
      if (performance.now() - heardAt > SILENCE_MS) return enter('disconnected')
      broadcast.onTick(tick, wallMs)
      if (++ticks % KEEP_ALIVE_TICKS === 0) sayAlive()
    },
  }
  function enter(next: MediaState): void {
    if (state === 'closed' || state === next) return
    state = next
    if (next === 'connected') pacer.add(paced)
    else pacer.remove(paced)
  }
  function listen(payload: Buffer): void {
    ends.ear.hear(payload)
    content.hear?.(payload)
  }
  function hear(message: Buffer): void {
    heardAt = performance.now()
    const isReport = isRtcp(message)
    ends.didReceive(message, isReport)
    if (!isReport) {
      const section = sections.find(({ ours }) => message.length >= 12 && ours === message.readUInt32BE(8))
      if (section && !section.sends) listen(payloadOf(message))
      return
    }
    if (asksForKeyFrame(message)) broadcast.requestKeyFrame()
    for (const { ssrc, sequence } of askedAgain(message)) {
      for (const lane of lanes) if (lane?.source.ssrc === ssrc) lane.again(sequence)
    }
  }
  const forget = sockets.expect(session, (socket) => {
    wire.socket = socket
    heardAt = performance.now()
    socket.onMessage(hear)
    socket.onClosed(() => {
      if (wire.socket === socket) enter('disconnected')
    })
    sayAlive()
    enter('connected')
  })
  return {
    answer: text,
    transport: 'WSBV',
    codecs: sections.map(({ codec }) => codec.map.split('/')[0] ?? ''),
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
      return wire.socket?.remoteAddress
    },
    hold: broadcast.hold,
    close() {
      enter('closed')
      forget()
    },
  }
}

function push(packet: Buffer, { socket }: Wire, ends: Ends): void {
  if (socket?.send(packet)) ends.didSend(packet.length)
}

interface KeepingLane extends Lane {
  readonly path: Path
  /** Sends a packet once more, if it is still there. */
  again(sequence: number): void
}

function createLane({ theirs, codec, name }: BvrtcSection, wire: Wire, ends: Ends): KeepingLane {
  const source = createRtpSource(theirs, codec.payloadType, randomBytes(2).readUInt16BE(), 'simulator')
  const path = createPath(theirs, (packet) => push(packet, wire, ends))
  const kept: (Buffer | undefined)[] = new Array<Buffer | undefined>(KEPT_PACKETS)
  return {
    codec: name,
    source,
    path,
    send(packet) {
      kept[packet.readUInt16BE(2) % KEPT_PACKETS] = packet
      path.send(packet)
    },
    report: (timestamp, wallMs) => push(source.plainReport(timestamp, wallMs), wire, ends),
    again(sequence) {
      const packet = kept[sequence % KEPT_PACKETS]
      if (packet?.readUInt16BE(2) === sequence) path.resend(packet)
    },
  }
}
