/** Reads picture codes where they are written: flat macroblocks of a slice, and the packet that begins a picture. */
import { createBitReader, type BitReader } from '../../../simulator/media/bits.ts'
import { nalTypeOf, NalType, unescapeNal } from '../../../simulator/media/nal.ts'
import type { Parameters } from '../../../simulator/media/parameter-sets.ts'
import { payloadOf } from '../../../simulator/media/rtp.ts'
import { loadScenes } from '../../../simulator/media/scene.ts'
import { readSliceHeader } from '../../../simulator/media/slice-header.ts'
import {
  decodePictureCode,
  decodePictureView,
  type PictureCode,
  type PictureView,
} from '../../../simulator/picture-code.ts'

function want(condition: boolean, what: string): void {
  if (!condition) throw new Error(`not a slice with a code: ${what}`)
}

/** The level of a block with one coefficient at most. */
function readLevel(reader: BitReader): number {
  if (reader.flag()) return 0
  if (reader.flag()) {
    const level = reader.flag() ? -1 : 1
    want(reader.flag(), 'zeros before a coefficient')
    return level
  }
  want(reader.bits(4) === 0b0101, 'more than one coefficient')
  let prefix = 0
  while (!reader.flag()) prefix++
  const code = (prefix < 14 ? prefix : 14 + reader.bits(4)) + 2
  want(reader.flag(), 'zeros before a coefficient')
  return code % 2 === 0 ? (code + 2) / 2 : -(code + 1) / 2
}

/** Decodes the flat macroblocks of a code slice: luma by macroblock. Throws on anything else. */
export function decodeCodeSlice(parameters: Parameters, nal: Buffer) {
  const plain = unescapeNal(nal)
  const { header, end } = readSliceHeader(plain, parameters)
  const reader = createBitReader(plain, end)
  const luma: number[] = []
  for (let index = 0; index < 120; index++) {
    if (!header.intra) want(reader.ue() === 0, 'a skipped macroblock')
    want(reader.ue() === (header.intra ? 3 : 8), 'another type of macroblock')
    want(reader.ue() === 0 && reader.se() === 0, 'a mode of prediction or a quantiser')
    const left = index % 40 > 0 ? luma[index - 1] : undefined
    const above = index >= 40 ? luma[index - 40] : undefined
    const predicted = left !== undefined && above !== undefined ? (left + above + 1) >> 1 : (left ?? above ?? 128)
    luma.push(Math.max(0, Math.min(255, predicted + 14 * readLevel(reader))))
  }
  want(reader.flag(), 'no end')
  return { luma, header }
}

const pixelsOf = (luma: readonly number[]) => (x: number, y: number) =>
  luma[Math.floor(y / 16) * 40 + Math.floor(x / 16)] ?? 0

export function codeOfLuma(luma: readonly number[]): PictureCode | undefined {
  return decodePictureCode(pixelsOf(luma), 640)
}

/** The same in all scenes. */
let parameters: Parameters | undefined

/** The code of the picture that this RTP packet begins; undefined for a packet that begins none. */
export function codeInPacket(packet: Buffer): PictureCode | undefined {
  const luma = lumaInPacket(packet)
  return luma && codeOfLuma(luma)
}

/** Where the camera of that picture looks. */
export function viewInPacket(packet: Buffer): PictureView | undefined {
  const luma = lumaInPacket(packet)
  return luma && decodePictureView(pixelsOf(luma), 640)
}

function lumaInPacket(packet: Buffer): readonly number[] | undefined {
  parameters ??= loadScenes().get('street')?.parameters
  if (!parameters) throw new Error('no scene')
  for (const nal of nalsOf(payloadOf(packet))) {
    const type = nalTypeOf(nal)
    if (type !== NalType.slice && type !== NalType.idr) continue
    const { header } = readSliceHeader(unescapeNal(nal), parameters)
    if (header.firstMb === 0) return decodeCodeSlice(parameters, nal).luma
  }
  return undefined
}

/** NAL units that stand whole in a payload. */
function nalsOf(payload: Buffer): Buffer[] {
  const type = (payload[0] ?? 0) & 0x1f
  if (type === 28) return []
  if (type !== 24) return [payload]
  const nals: Buffer[] = []
  for (let at = 1; at + 2 <= payload.length;) {
    const length = payload.readUInt16BE(at)
    nals.push(payload.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return nals
}
