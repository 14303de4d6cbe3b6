/**
 * Messages of the binary channel that brings the frames of one stream from the core to the page: a head of 32 bytes (big
 * endian) and what it is about. The page answers with how many it has read, so that the core knows how far behind it is, and
 * with whether it wants sound: until it does none is sent, for of many panes one at most is heard.
 */

export const MediaKind = {
  /** An access unit with start codes and, in key frames, its parameter sets. */
  video: 1,
  /** One frame as the codec of the answer has it. */
  audio: 2,
  /** The numbers of `MediaCounters`. */
  counters: 3,
  /** The media server answers. Flag `encrypted`: by a way that has TLS. */
  connected: 4,
  /** Nothing comes any more; the payload says why, as text for the log and the tooltip. */
  ended: 5,
} as const

export type MediaKind = (typeof MediaKind)[keyof typeof MediaKind]

export const MediaFlag = {
  key: 1,
  /** Before it something was lost on the way from the media server. */
  lost: 2,
  /** Before it frames were left out because the page did not keep up. */
  dropped: 4,
  encrypted: 8,
} as const

/** Filled by `readHead`, to be used again for the next message. */
export interface MediaHead {
  kind: number
  flags: number
  /** Times of one number can be compared, those of pictures with those of sound too. */
  timeline: number
  /** µs. */
  mediaUs: number
  /** When the sender took it, epoch ms of the sender's clock; NaN where it does not tell. */
  senderMs: number
  /** When it was whole in the core, epoch ms of this machine. */
  receivedMs: number
}

export const HEAD_BYTES = 32

export function emptyHead(): MediaHead {
  return { kind: 0, flags: 0, timeline: 0, mediaUs: 0, senderMs: Number.NaN, receivedMs: 0 }
}

/** A message with memory of its own: both hosts hand it on as it is. */
export function mediaMessage(head: Readonly<MediaHead>, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(HEAD_BYTES + payload.length)
  const view = new DataView(message.buffer)
  view.setUint8(0, head.kind)
  view.setUint8(1, head.flags)
  view.setUint16(2, head.timeline & 0xffff)
  view.setFloat64(8, head.mediaUs)
  view.setFloat64(16, head.senderMs)
  view.setFloat64(24, head.receivedMs)
  message.set(payload, HEAD_BYTES)
  return message
}

/** False when it is too short to be a message. */
export function readHead(message: ArrayBuffer, into: MediaHead): boolean {
  if (message.byteLength < HEAD_BYTES) return false
  const view = new DataView(message)
  into.kind = view.getUint8(0)
  into.flags = view.getUint8(1)
  into.timeline = view.getUint16(2)
  into.mediaUs = view.getFloat64(8)
  into.senderMs = view.getFloat64(16)
  into.receivedMs = view.getFloat64(24)
  return true
}

/** Since the stream began. */
export interface MediaCounters {
  /** Of pictures: whole packets and bytes of them. */
  packets: number
  bytes: number
  /** Packets that never came. */
  lost: number
  /** Packets that were asked for again. */
  asked: number
  /** Frames left out because the page did not keep up. */
  dropped: number
  /** Of the arrival of pictures (RFC 3550, 6.4.1). */
  jitterMs: number
}

const COUNTERS = ['packets', 'bytes', 'lost', 'asked', 'dropped', 'jitterMs'] as const

export function emptyCounters(): MediaCounters {
  return { packets: 0, bytes: 0, lost: 0, asked: 0, dropped: 0, jitterMs: 0 }
}

export function countersPayload(counters: Readonly<MediaCounters>): Uint8Array<ArrayBuffer> {
  const payload = new Uint8Array(8 * COUNTERS.length)
  const view = new DataView(payload.buffer)
  COUNTERS.forEach((name, at) => view.setFloat64(8 * at, counters[name]))
  return payload
}

export function readCounters(message: ArrayBuffer, into: MediaCounters): void {
  if (message.byteLength < HEAD_BYTES + 8 * COUNTERS.length) return
  const view = new DataView(message, HEAD_BYTES)
  COUNTERS.forEach((name, at) => (into[name] = view.getFloat64(8 * at)))
}

/** What the page answers: so many messages of the channel it has read, from the first one on. */
export function readReceipt(read: number): Uint8Array<ArrayBuffer> {
  const receipt = new Uint8Array(4)
  new DataView(receipt.buffer).setUint32(0, read >>> 0)
  return receipt
}

/** Undefined for what is none. */
export function readOf(receipt: Uint8Array): number | undefined {
  if (receipt.length !== 4) return undefined
  return new DataView(receipt.buffer, receipt.byteOffset, 4).getUint32(0)
}

/** What the page says when it begins or ends to want sound. */
export function soundWish(isWanted: boolean): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(isWanted ? 1 : 0)
}

/** Undefined for what is none. */
export function wishOf(message: Uint8Array): boolean | undefined {
  return message.length === 1 ? message[0] === 1 : undefined
}
