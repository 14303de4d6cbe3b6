/**
 * The platform's end of a raw websocket with sound (`bvwsc`): no SDP, no RTP. A message is eight zero bytes, the time in ms as
 * eight bytes big endian, and A-law; one without sound keeps the connection alive, in either direction.
 */
import type { MediaPeer, MediaState } from '../dialogs.ts'
import type { Lane, MediaContent } from './broadcast.ts'
import { createEnds } from './ends.ts'
import { type Paced, type Pacer } from './pacer.ts'
import { createPath } from './path.ts'
import { createRtpSource, payloadOf } from './rtp.ts'
import { newSession, pathOf, type MediaSocket, type MediaSockets } from './sockets.ts'

/** What `dialog.openConferenceSocket` tells of it. */
export const RAW_SOUND = { code: 'PCMA', channels: 1, sampleRate: 8000 } as const
export const RAW_HEADER_BYTES = 16

const SSRC = 64
const PCMA = 8
const KEEP_ALIVE_MS = 5000
/** Clients send something each five seconds. */
const SILENCE_MS = 16_000

/** `answer` is the path of the websocket, with the description of the sound. */
export function openRaw(content: MediaContent, pacer: Pacer, sockets: MediaSockets): MediaPeer {
  const session = newSession()
  const ends = createEnds()
  const source = createRtpSource(SSRC, PCMA, 0, 'simulator')
  let socket: MediaSocket | undefined
  let state: MediaState = 'connecting'
  let heardAt = performance.now()
  let sentAt = performance.now()

  function send(sound: Buffer): void {
    const message = Buffer.alloc(RAW_HEADER_BYTES + sound.length)
    message.writeBigUInt64BE(BigInt(Date.now()), 8)
    sound.copy(message, RAW_HEADER_BYTES)
    sentAt = performance.now()
    if (socket?.send(message)) ends.didSend(message.length)
  }
  const path = createPath(SSRC, (packet) => send(payloadOf(packet)))
  const audio: Lane = { codec: 'PCMA', source, send: path.send, report: () => undefined }
  const broadcast = content.start({ video: undefined, audio })
  const paced: Paced = {
    onTick(tick, wallMs) {
      if (performance.now() - heardAt > SILENCE_MS) return enter('disconnected')
      broadcast.onTick(tick, wallMs)
      if (performance.now() - sentAt >= KEEP_ALIVE_MS) send(Buffer.alloc(0))
    },
  }
  function enter(next: MediaState): void {
    if (state === 'closed' || state === next) return
    state = next
    if (next === 'connected') pacer.add(paced)
    else pacer.remove(paced)
  }
  const forget = sockets.expect(session, (opened) => {
    socket = opened
    heardAt = performance.now()
    opened.onMessage((message) => {
      heardAt = performance.now()
      ends.didReceive(message, false)
      if (message.length <= RAW_HEADER_BYTES) return
      const sound = message.subarray(RAW_HEADER_BYTES)
      ends.ear.hear(sound)
      content.hear?.(sound)
    })
    opened.onClosed(() => socket === opened && enter('disconnected'))
    enter('connected')
  })
  const stream = { ssrc: SSRC, payloadType: PCMA, ...RAW_SOUND }
  return {
    answer: `${pathOf(session)}?stream=${Buffer.from(JSON.stringify(stream)).toString('base64')}`,
    transport: 'WSBV',
    codecs: [RAW_SOUND.code],
    sent: ends.sent,
    received: ends.received,
    loss: ends.loss,
    heard: ends.ear.heard,
    paths: [path],
    videoPackets: 0,
    get state() {
      return state
    },
    get audioPackets() {
      return source.packets
    },
    get remoteAddress() {
      return socket?.remoteAddress
    },
    hold: broadcast.hold,
    close() {
      enter('closed')
      forget()
    },
  }
}
