/** What a decoder is to be told (RFC 6381; ISO/IEC 14496-15, annex E), out of the parameter sets of a key frame. */
import type { VideoCodec } from './assembler.ts'
import { sequenceSet } from './sequence-set.ts'

/** `avc1.42E01E`, `hev1.1.6.L93.B0`. Undefined when the unit (with start codes) holds no sequence parameter set. */
export function codecString(codec: VideoCodec, unit: Uint8Array): string | undefined {
  const set = sequenceSet(codec, unit)
  if (!set) return undefined
  return codec === 'H264' ? h264(set) : h265(set)
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0')

function h264(set: Uint8Array): string | undefined {
  const bytes = set.subarray(1, 4)
  return bytes.length < 3 ? undefined : `avc1.${[...bytes].map(hex).join('')}`
}

/** Two bytes of head, one of identifiers, then profile, tier and level. */
function h265(set: Uint8Array): string | undefined {
  const bytes = [...set.subarray(0, 15)]
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
