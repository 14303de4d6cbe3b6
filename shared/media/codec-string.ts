/** What a decoder is to be told (RFC 6381; ISO/IEC 14496-15, annex E), out of the parameter sets of a key frame. */
import type { VideoCodec } from './assembler.ts'

const H264_SEQUENCE_SET = 7
const H265_SEQUENCE_SET = 33

/** `avc1.42E01E`, `hev1.1.6.L93.B0`. Undefined when the unit (with start codes) holds no sequence parameter set. */
export function codecString(codec: VideoCodec, unit: Uint8Array): string | undefined {
  const at = findSet(codec, unit)
  if (at === undefined) return undefined
  return codec === 'H264' ? h264(unit, at) : h265(unit, at)
}

/** Where the NAL unit of the sequence parameter set begins. */
function findSet(codec: VideoCodec, unit: Uint8Array): number | undefined {
  for (let at = 0; at + 3 < unit.length; at++) {
    if (unit[at] !== 0 || unit[at + 1] !== 0 || unit[at + 2] !== 1) continue
    const first = unit[at + 3] ?? 0
    const isSet = codec === 'H264' ? (first & 0x1f) === H264_SEQUENCE_SET : ((first >> 1) & 0x3f) === H265_SEQUENCE_SET
    if (isSet) return at + 3
    at += 2
  }
  return undefined
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0')

function h264(unit: Uint8Array, at: number): string | undefined {
  const bytes = unit.subarray(at + 1, at + 4)
  return bytes.length < 3 ? undefined : `avc1.${[...bytes].map(hex).join('')}`
}

/** Two bytes of head, one of identifiers, then profile, tier and level. */
function h265(unit: Uint8Array, at: number): string | undefined {
  const bytes = unescaped(unit, at, 15)
  if (bytes.length < 15) return undefined
  const general = bytes[3] ?? 0
  const space = ['', 'A', 'B', 'C'][general >> 6] ?? ''
  const tier = general & 0x20 ? 'H' : 'L'
  const constraints = bytes.slice(8, 14)
  while (constraints.at(-1) === 0) constraints.pop()
  const parts = [`hev1.${space}${general & 0x1f}`, compatibility(bytes), `${tier}${bytes[14] ?? 0}`]
  return [...parts, ...constraints.map((value) => value.toString(16).toUpperCase())].join('.')
}

/** The flags in reverse order of their bits. */
function compatibility(bytes: readonly number[]): string {
  let reversed = 0
  for (let bit = 0; bit < 32; bit++) {
    const byte = bytes[4 + (bit >> 3)] ?? 0
    if (byte & (0x80 >> (bit & 7))) reversed |= 1 << bit
  }
  return (reversed >>> 0).toString(16).toUpperCase()
}

/** Without the bytes that keep start codes from appearing by chance. */
function unescaped(unit: Uint8Array, at: number, count: number): number[] {
  const bytes: number[] = []
  let zeros = 0
  for (; at < unit.length && bytes.length < count; at++) {
    const byte = unit[at] ?? 0
    const isEscape = zeros >= 2 && byte === 3
    zeros = byte === 0 ? zeros + 1 : 0
    if (!isEscape) bytes.push(byte)
  }
  return bytes
}
