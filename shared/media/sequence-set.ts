/** The sequence parameter set of a key frame: where decoders and files learn what kind of picture comes. */
import type { VideoCodec } from './assembler.ts'

const H264_SET = 7
const H265_SET = 33
/** More than any set of a camera takes. */
const MOST_BYTES = 400

/**
 * Without its start code and the bytes that keep start codes from appearing by chance. Undefined when the unit (with start
 * codes) holds none.
 */
export function sequenceSet(codec: VideoCodec, unit: Uint8Array): Uint8Array | undefined {
  const at = findSet(codec, unit)
  return at === undefined ? undefined : unescaped(unit, at)
}

function findSet(codec: VideoCodec, unit: Uint8Array): number | undefined {
  for (let at = 0; at + 3 < unit.length; at++) {
    if (unit[at] !== 0 || unit[at + 1] !== 0 || unit[at + 2] !== 1) continue
    const first = unit[at + 3] ?? 0
    const isSet = codec === 'H264' ? (first & 0x1f) === H264_SET : ((first >> 1) & 0x3f) === H265_SET
    if (isSet) return at + 3
    at += 2
  }
  return undefined
}

function unescaped(unit: Uint8Array, start: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(MOST_BYTES, unit.length - start))
  let length = 0
  let zeros = 0
  for (let at = start; at < unit.length && length < bytes.length; at++) {
    const byte = unit[at] ?? 0
    // The next start code ends the set.
    if (zeros >= 2 && byte <= 1) break
    const isEscape = zeros >= 2 && byte === 3
    zeros = byte === 0 ? zeros + 1 : 0
    if (!isEscape) bytes[length++] = byte
  }
  return bytes.subarray(0, length)
}
