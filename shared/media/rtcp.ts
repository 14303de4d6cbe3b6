/** RTCP as the platform's websocket media use it: one packet a message, the first end in it is the one that it goes to. */
import { ntpUs, u16, u32 } from './rtp.ts'

const SENDER_REPORT = 200

export interface SenderReport {
  /** Our end of the section that it is about. */
  readonly ssrc: number
  /** µs since 1900, at RTP time `timestamp`. */
  readonly ntpUs: number
  readonly timestamp: number
}

/** Undefined for any other packet. */
export function readSenderReport(bytes: Uint8Array): SenderReport | undefined {
  if (bytes.length < 28 || (bytes[0] ?? 0) >> 6 !== 2 || bytes[1] !== SENDER_REPORT) return undefined
  return { ssrc: u32(bytes, 4), ntpUs: ntpUs(bytes, 8), timestamp: u32(bytes, 16) }
}

function packet(length: number, first: number, theirs: number): { bytes: Uint8Array<ArrayBuffer>; view: DataView } {
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, (first | (length / 4 - 1)) >>> 0)
  view.setUint32(4, theirs)
  return { bytes, view }
}

/** Greeting and sign of life for a section that we receive. `theirs` of the answer, `ours` of the offer. */
export function receiverReport(theirs: number, ours: number): Uint8Array<ArrayBuffer> {
  const { bytes, view } = packet(32, 0x81c90000, theirs)
  view.setUint32(8, ours)
  return bytes
}

/** The same for a section in which we send; `sentMs` (epoch ms) is when the frame of RTP time `timestamp` was sent. */
export function senderReport(theirs: number, sent?: { sentMs: number; timestamp: number }): Uint8Array<ArrayBuffer> {
  const { bytes, view } = packet(28, 0x80c80000, theirs)
  if (sent) {
    const ms = sent.sentMs + NTP_EPOCH_MS
    view.setUint32(8, Math.floor(ms / 1000) >>> 0)
    view.setUint32(12, Math.floor(((ms % 1000) / 1000) * 4_294_967_296) >>> 0)
    view.setUint32(16, sent.timestamp >>> 0)
  }
  return bytes
}

/** From 1900 to 1970. */
const NTP_EPOCH_MS = 2_208_988_800_000
/** "seak" */
const REQUEST_NAME = 0x7365616b

/** Asks for packets again, in the platform's private way: a first number and a little endian mask of the 16 after it. */
export function requestAgain(theirs: number, ours: number, missing: readonly number[]): Uint8Array<ArrayBuffer> {
  const entries: { first: number; mask: number }[] = []
  for (const sequence of missing) {
    const last = entries.at(-1)
    const distance = last ? (sequence - last.first) & 0xffff : 0
    if (last && distance >= 1 && distance <= 16) last.mask |= 1 << (distance - 1)
    else if (!last || distance !== 0) entries.push({ first: sequence, mask: 0 })
  }
  const { bytes, view } = packet(16 + 4 * entries.length, 0x80cc0000, theirs)
  view.setUint32(8, REQUEST_NAME)
  view.setUint32(12, ours)
  entries.forEach(({ first, mask }, index) => {
    view.setUint16(16 + 4 * index, first)
    view.setUint16(18 + 4 * index, mask, true)
  })
  return bytes
}

const TRANSPORT_FEEDBACK = 205
const APPLICATION = 204
const GENERIC_NACK = 1

/** Packets of ours that the platform asks for again, in either way. */
export function askedAgain(bytes: Uint8Array): number[] {
  const [first, type] = [bytes[0] ?? 0, bytes[1]]
  const generic = type === TRANSPORT_FEEDBACK && (first & 0x1f) === GENERIC_NACK
  const own = type === APPLICATION && bytes.length >= 16 && u32(bytes, 8) === REQUEST_NAME
  if (first >> 6 !== 2 || !(generic || own)) return []
  const asked: number[] = []
  for (let at = own ? 16 : 12; at + 4 <= bytes.length; at += 4) {
    const start = u16(bytes, at)
    const mask = own ? (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8) : u16(bytes, at + 2)
    asked.push(start)
    for (let bit = 0; bit < 16; bit++) if ((mask >> bit) & 1) asked.push((start + bit + 1) & 0xffff)
  }
  return asked
}

const PAYLOAD_FEEDBACK = 206
const PICTURE_LOSS = 1

/** Here a picture loss indication of the platform asks us for our greeting once more. */
export function asksForGreeting(bytes: Uint8Array): boolean {
  return bytes[1] === PAYLOAD_FEEDBACK && ((bytes[0] ?? 0) & 0x1f) === PICTURE_LOSS
}
