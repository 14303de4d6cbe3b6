/** Headers of the slices that our H.265 fixture uses: I and P, one reference picture. ITU-T H.265, 7.3.6. */
import { createBitReader, type BitReader, type BitWriter } from '../bits.ts'
import type { H265Parameters } from './parameters.ts'

export const H265Type = { idrRadl: 19, idrLeading: 20, vps: 32, sps: 33, pps: 34 } as const
const FIRST_IRAP = 16
const LAST_IRAP = 23
const P_SLICE = 1
const I_SLICE = 2

export function h265TypeOf(nal: Uint8Array): number {
  return ((nal[0] ?? 0) >> 1) & 0x3f
}

export function isSlice(nal: Uint8Array): boolean {
  return h265TypeOf(nal) < 32
}

export interface H265SliceHeader {
  /** The two bytes of the NAL unit. */
  readonly nalHeader: number
  /** Decoding can start here. */
  readonly isKey: boolean
  readonly isIdr: boolean
  /** Block at which it starts. */
  readonly address: number
  /** Order and references of the picture, as they stand there: the same in all of its slices. */
  readonly reference: readonly number[]
  /** What follows, up to the byte in which the slice data starts; of the slice type on. */
  readonly isIntra: boolean
  readonly rest: readonly number[]
}

/** `nal` without emulation prevention. `end`: byte at which the slice data starts. */
export function readH265SliceHeader(nal: Uint8Array, parameters: H265Parameters) {
  const type = h265TypeOf(nal)
  const isIdr = type === H265Type.idrRadl || type === H265Type.idrLeading
  const isKey = type >= FIRST_IRAP && type <= LAST_IRAP
  const reader = createBitReader(nal, 16)
  const isFirst = reader.flag()
  if (isKey) reader.flag()
  reader.ue()
  const address = isFirst ? 0 : reader.bits(parameters.addressBits)
  const sliceType = reader.ue()
  if (sliceType !== P_SLICE && sliceType !== I_SLICE) throw new Error(`slice type ${sliceType}`)
  const referenceAt = reader.position
  if (!isIdr) readReference(reader, parameters)
  const restAt = reader.position
  if (sliceType === P_SLICE) {
    if (reader.flag()) reader.ue()
    if (parameters.hasCabacInit) reader.flag()
    reader.ue()
  }
  reader.se()
  const restEnd = reader.position
  if (!reader.flag()) throw new Error('no alignment where the header should end')
  const header: H265SliceHeader = {
    nalHeader: ((nal[0] ?? 0) << 8) | (nal[1] ?? 0),
    ...{ isKey, isIdr, address },
    reference: bitsOf(nal, referenceAt, restAt),
    isIntra: sliceType === I_SLICE,
    rest: bitsOf(nal, restAt, restEnd),
  }
  return { header, end: Math.ceil(reader.position / 8) }
}

function readReference(reader: BitReader, { pocBits }: H265Parameters): void {
  reader.bits(pocBits)
  if (reader.flag()) throw new Error('reference pictures of the sequence')
  const count = reader.ue() + reader.ue()
  for (let index = 0; index < count; index++) {
    reader.ue()
    reader.flag()
  }
}

function bitsOf(bytes: Uint8Array, from: number, to: number): number[] {
  return Array.from(
    { length: to - from },
    (_, index) => ((bytes[(from + index) >> 3] ?? 0) >> (7 - ((from + index) & 7))) & 1,
  )
}

/** Up to the byte in which the slice data starts. */
export function writeH265SliceHeader(writer: BitWriter, header: H265SliceHeader, parameters: H265Parameters): void {
  writer.bits(header.address === 0 ? 1 : 0, 1)
  if (header.isKey) writer.bits(0, 1)
  writer.ue(0)
  if (header.address > 0) writer.bits(header.address, parameters.addressBits)
  writer.ue(header.isIntra ? I_SLICE : P_SLICE)
  for (const bit of [...header.reference, ...header.rest]) writer.bits(bit, 1)
  writer.trailing()
}
