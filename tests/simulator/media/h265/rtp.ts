/** RTP payloads of H.265 (RFC 7798: single NAL unit, aggregation packet, fragmentation unit). */
import { MAX_PAYLOAD } from '../rtp.ts'

const AGGREGATION = 48
const FRAGMENTATION = 49

/** One NAL unit as payloads: itself, or fragments. */
export function fragmentH265(nal: Buffer): Buffer[] {
  if (nal.length <= MAX_PAYLOAD) return [nal]
  const [first, second] = [nal[0] ?? 0, nal[1] ?? 0]
  const type = (first >> 1) & 0x3f
  const room = MAX_PAYLOAD - 3
  const pieces: Buffer[] = []
  for (let at = 2; at < nal.length; at += room) {
    const start = at === 2 ? 0x80 : 0
    const end = at + room >= nal.length ? 0x40 : 0
    const header = Buffer.from([(first & 0x81) | (FRAGMENTATION << 1), second, start | end | type])
    pieces.push(Buffer.concat([header, nal.subarray(at, at + room)]))
  }
  return pieces
}

/** Several small NAL units of one picture in one payload. All are of the lowest layer. */
export function aggregateH265(nals: readonly Buffer[]): Buffer {
  const parts = nals.flatMap((nal) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(nal.length)
    return [length, nal]
  })
  return Buffer.concat([Buffer.from([AGGREGATION << 1, 1]), ...parts])
}
