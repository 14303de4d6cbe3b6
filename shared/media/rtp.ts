/** Headers of RTP (RFC 3550), read without allocating: a dialog has thousands of packets a second. */

/** Filled by `readRtp`, to be used again for the next packet. */
export interface RtpHeader {
  payloadType: number
  marker: boolean
  sequence: number
  timestamp: number
  /** Our end of the section, in what the platform sends. */
  ssrc: number
  /** Where the payload lies in the message. */
  start: number
  end: number
  /** Media time that the packet tells itself, µs; NaN without one. */
  mediaTimeUs: number
}

export function emptyRtpHeader(): RtpHeader {
  const zeros = { payloadType: 0, sequence: 0, timestamp: 0, ssrc: 0, start: 0, end: 0 }
  return { ...zeros, marker: false, mediaTimeUs: Number.NaN }
}

const FIXED_BYTES = 12
const ONE_BYTE_EXTENSIONS = 0xbede
/** Extension 11 with eight bytes. */
const NTP_ELEMENT = 0xb7
const OWN_EXTENSION = 0x00cc

/** Whether a message is RTCP; where it is not, it is RTP. */
export function isRtcp(bytes: Uint8Array): boolean {
  const type = bytes[1] ?? 0
  return type >= 200 && type <= 206
}

/** False when the message is no RTP packet, or is cut short; `into` is undefined then. */
export function readRtp(bytes: Uint8Array, into: RtpHeader): boolean {
  if (bytes.length < FIXED_BYTES) return false
  const [first, second] = [bytes[0] ?? 0, bytes[1] ?? 0]
  if (first >> 6 !== 2) return false
  let start = FIXED_BYTES + 4 * (first & 0x0f)
  into.mediaTimeUs = Number.NaN
  if (first & 0x10) {
    if (start + 4 > bytes.length) return false
    const length = 4 * u16(bytes, start + 2)
    if (start + 4 + length > bytes.length) return false
    into.mediaTimeUs = mediaTime(bytes, u16(bytes, start), start + 4, length)
    start += 4 + length
  }
  const padding = first & 0x20 ? (bytes[bytes.length - 1] ?? 0) : 0
  const end = bytes.length - padding
  if (end < start || (first & 0x20 && padding === 0)) return false
  into.payloadType = second & 0x7f
  into.marker = second >= 0x80
  into.sequence = u16(bytes, 2)
  into.timestamp = u32(bytes, 4)
  into.ssrc = u32(bytes, 8)
  into.start = start
  into.end = end
  return true
}

function mediaTime(bytes: Uint8Array, profile: number, at: number, length: number): number {
  if (profile === ONE_BYTE_EXTENSIONS && length === 12 && bytes[at] === NTP_ELEMENT) return ntpUs(bytes, at + 1)
  if (profile === OWN_EXTENSION && length >= 8) {
    const low = u32le(bytes, at)
    // The sign is in the upper half.
    return (u32le(bytes, at + 4) | 0) * 4_294_967_296 + low
  }
  return Number.NaN
}

/** 64 bits of NTP, big endian, as µs since 1900. */
export function ntpUs(bytes: Uint8Array, at: number): number {
  return u32(bytes, at) * 1e6 + Math.round((u32(bytes, at + 4) * 1e6) / 4_294_967_296)
}

export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

export function u32(bytes: Uint8Array, at: number): number {
  return ((u16(bytes, at) << 16) | u16(bytes, at + 2)) >>> 0
}

function u32le(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0
}
