/** RTP packets of H.264 (RFC 6184: single NAL, STAP-A, FU-A) and RTCP sender reports (RFC 3550). */

/** Whole packets stay at or below 1092 bytes, which every transport takes. */
export const MAX_PAYLOAD = 1080

const STAP_A = 24
const FU_A = 28

/** One NAL unit as payloads: itself, or fragments. */
export function fragment(nal: Buffer): Buffer[] {
  if (nal.length <= MAX_PAYLOAD) return [nal]
  const header = nal[0] ?? 0
  const pieces: Buffer[] = []
  const room = MAX_PAYLOAD - 2
  for (let at = 1; at < nal.length; at += room) {
    const start = at === 1 ? 0x80 : 0
    const end = at + room >= nal.length ? 0x40 : 0
    pieces.push(
      Buffer.concat([
        Buffer.from([(header & 0xe0) | FU_A, start | end | (header & 0x1f)]),
        nal.subarray(at, at + room),
      ]),
    )
  }
  return pieces
}

/** What one aggregated payload of these NAL units would take. */
export function aggregatedLength(nals: readonly Buffer[]): number {
  return nals.reduce((sum, nal) => sum + 2 + nal.length, 1)
}

/** Several small NAL units of one picture in one payload. */
export function aggregate(nals: readonly Buffer[]): Buffer {
  const payload = Buffer.alloc(aggregatedLength(nals))
  payload[0] = (Math.max(...nals.map((nal) => (nal[0] ?? 0) & 0x60)) & 0x60) | STAP_A
  let at = 1
  for (const nal of nals) {
    at = payload.writeUInt16BE(nal.length, at)
    at += nal.copy(payload, at)
  }
  return payload
}

/** Numbers the packets of one synchronisation source. */
export interface RtpSource {
  readonly ssrc: number
  readonly packets: number
  packet(payload: Buffer, timestamp: number, marker: boolean): Buffer
  /** With the description of the source. `timestamp` is the media time at `wallMs` (epoch ms). */
  senderReport(timestamp: number, wallMs: number): Buffer
  /** The same as one single packet. */
  plainReport(timestamp: number, wallMs: number): Buffer
  /** Sequence number of the next packet. */
  readonly nextSequence: number
}

export function createRtpSource(ssrc: number, payloadType: number, firstSequence: number, name: string): RtpSource {
  let packets = 0
  let octets = 0
  return {
    ssrc,
    get packets() {
      return packets
    },
    packet(payload, timestamp, marker) {
      const packet = Buffer.allocUnsafe(12 + payload.length)
      packet[0] = 0x80
      packet[1] = (marker ? 0x80 : 0) | payloadType
      packet.writeUInt16BE((firstSequence + packets) & 0xffff, 2)
      packet.writeUInt32BE(timestamp >>> 0, 4)
      packet.writeUInt32BE(ssrc, 8)
      payload.copy(packet, 12)
      packets++
      octets += payload.length
      return packet
    },
    senderReport: (timestamp, wallMs) =>
      Buffer.concat([report(ssrc, timestamp, wallMs, packets, octets), description(ssrc, name)]),
    plainReport: (timestamp, wallMs) => report(ssrc, timestamp, wallMs, packets, octets),
    get nextSequence() {
      return (firstSequence + packets) & 0xffff
    },
  }
}

/** Seconds from 1900 to 1970. */
const NTP_EPOCH_S = 2_208_988_800

function report(ssrc: number, timestamp: number, wallMs: number, packets: number, octets: number): Buffer {
  const packet = Buffer.alloc(28)
  packet.writeUInt16BE(0x80c8, 0)
  packet.writeUInt16BE(6, 2)
  packet.writeUInt32BE(ssrc, 4)
  packet.writeUInt32BE((Math.floor(wallMs / 1000) + NTP_EPOCH_S) % 4_294_967_296, 8)
  packet.writeUInt32BE(Math.floor(((wallMs % 1000) / 1000) * 4_294_967_296), 12)
  packet.writeUInt32BE(timestamp >>> 0, 16)
  packet.writeUInt32BE(packets % 4_294_967_296, 20)
  packet.writeUInt32BE(octets % 4_294_967_296, 24)
  return packet
}

/** Source description with the canonical name, which ties audio and video together. */
function description(ssrc: number, name: string): Buffer {
  const text = Buffer.from(name, 'ascii')
  const length = Math.ceil((8 + 2 + text.length + 1) / 4) * 4
  const packet = Buffer.alloc(length)
  packet.writeUInt16BE(0x81ca, 0)
  packet.writeUInt16BE(length / 4 - 1, 2)
  packet.writeUInt32BE(ssrc, 4)
  packet[8] = 1
  packet[9] = text.length
  text.copy(packet, 10)
  return packet
}

/** What a packet carries: without its header, sources, extension and padding (RFC 3550, 5.1). */
export function payloadOf(packet: Buffer): Buffer {
  const first = packet[0] ?? 0
  let start = 12 + 4 * (first & 0x0f)
  if (first & 0x10 && start + 4 <= packet.length) start += 4 + 4 * packet.readUInt16BE(start + 2)
  const padding = first & 0x20 ? (packet[packet.length - 1] ?? 0) : 0
  return packet.subarray(Math.min(start, packet.length), Math.max(start, packet.length - padding))
}
