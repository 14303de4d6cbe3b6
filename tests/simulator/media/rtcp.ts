/** RTCP as far as the platform reads and writes it: RFC 3550, RFC 4585, and the private request for packets of bvrtc. */

const SENDER_REPORT = 200
const RECEIVER_REPORT = 201
const APPLICATION = 204
const TRANSPORT_FEEDBACK = 205
const PAYLOAD_FEEDBACK = 206
/** Picture loss indication and full intra request. */
const KEY_FRAME_FORMATS = new Set([1, 4])
const GENERIC_NACK = 1
/** "seak" */
const REQUEST_NAME = 0x7365616b

interface Packet {
  readonly type: number
  readonly format: number
  /** Without the first four bytes. */
  readonly body: Buffer
}

/** Tells RTCP from RTP where both come on one way (RFC 5761). */
export function isRtcp(message: Buffer): boolean {
  const type = message[1] ?? 0
  return type >= 192 && type <= 223
}

/** Those of a compound packet. */
function* packetsOf(message: Buffer): Generator<Packet> {
  for (let at = 0; at + 4 <= message.length;) {
    const end = at + 4 * (message.readUInt16BE(at + 2) + 1)
    yield { type: message[at + 1] ?? 0, format: (message[at] ?? 0) & 0x1f, body: message.subarray(at + 4, end) }
    at = end
  }
}

export function asksForKeyFrame(message: Buffer): boolean {
  for (const { type, format } of packetsOf(message)) {
    if (type === PAYLOAD_FEEDBACK && KEY_FRAME_FORMATS.has(format)) return true
  }
  return false
}

/** What the other end says it lost: packets so far, and the share since its last report in 256ths. */
export interface Loss {
  readonly ssrc: number
  readonly count: number
  readonly share: number
}

const BLOCK_BYTES = 24

export function lossesIn(message: Buffer): Loss[] {
  const losses: Loss[] = []
  for (const { type, format, body } of packetsOf(message)) {
    const start = type === SENDER_REPORT ? 24 : type === RECEIVER_REPORT ? 4 : body.length
    for (let block = 0; block < format && start + (block + 1) * BLOCK_BYTES <= body.length; block++) {
      const at = start + block * BLOCK_BYTES
      losses.push({
        ssrc: body.readUInt32BE(at),
        share: body[at + 4] ?? 0,
        count: Math.max(0, body.readIntBE(at + 5, 3)),
      })
    }
  }
  return losses
}

export interface Again {
  readonly ssrc: number
  readonly sequence: number
}

/** Packets that are asked for once more: generic NACK, or the private one whose mask is little endian. */
export function askedAgain(message: Buffer): Again[] {
  const asked: Again[] = []
  for (const { type, format, body } of packetsOf(message)) {
    const generic = type === TRANSPORT_FEEDBACK && format === GENERIC_NACK
    const own = type === APPLICATION && body.length >= 12 && body.readUInt32BE(4) === REQUEST_NAME
    if (!generic && !own) continue
    const ssrc = body.readUInt32BE(own ? 8 : 4)
    for (let at = own ? 12 : 8; at + 4 <= body.length; at += 4) {
      const first = body.readUInt16BE(at)
      const mask = own ? body.readUInt16LE(at + 2) : body.readUInt16BE(at + 2)
      asked.push({ ssrc, sequence: first })
      for (let bit = 0; bit < 16; bit++) {
        if ((mask >>> bit) & 1) asked.push({ ssrc, sequence: (first + bit + 1) & 0xffff })
      }
    }
  }
  return asked
}

/** Keeps a connection of bvrtc alive; its figures are always zero. `about` is the end the report is on. */
export function receiverReport(receiver: number, about: number): Buffer {
  const packet = Buffer.alloc(32)
  packet.writeUInt32BE(0x81c90007, 0)
  packet.writeUInt32BE(receiver, 4)
  packet.writeUInt32BE(about, 8)
  return packet
}
