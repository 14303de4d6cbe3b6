/** Headers of the slices that our fixtures use: frames, one reference picture, no reordering. ITU-T H.264, 7.3.3. */
import { createBitReader, type BitWriter } from './bits.ts'
import { nalTypeOf, NalType } from './nal.ts'
import type { Parameters } from './parameter-sets.ts'

export interface SliceHeader {
  readonly nalHeader: number
  readonly idr: boolean
  readonly intra: boolean
  readonly firstMb: number
  readonly frameNum: number
  readonly idrPicId: number
  readonly qp: number
  /** `disable_deblocking_filter_idc`: 0 on, 1 off, 2 on but not across slices. */
  readonly deblocking: number
  readonly alphaOffset: number
  readonly betaOffset: number
}

/** `nal` without emulation prevention. `end` is the bit at which the slice data starts. */
export function readSliceHeader(nal: Uint8Array, parameters: Parameters): { header: SliceHeader; end: number } {
  const nalHeader = nal[0] ?? 0
  const idr = nalTypeOf(nal) === NalType.idr
  const reader = createBitReader(nal, 8)
  const firstMb = reader.ue()
  const type = reader.ue() % 5
  if (type !== 0 && type !== 2) throw new Error(`slice type ${type}`)
  reader.ue()
  const frameNum = reader.bits(parameters.frameNumBits)
  const idrPicId = idr ? reader.ue() : 0
  if (type === 0 && (reader.flag() || reader.flag())) throw new Error('reference lists are changed')
  if (nalHeader >> 5 !== 0) {
    if (idr) reader.bits(2)
    else if (reader.flag()) throw new Error('adaptive reference marking')
  }
  const qp = parameters.initialQp + reader.se()
  const deblocking = reader.ue()
  const alphaOffset = deblocking === 1 ? 0 : reader.se()
  const betaOffset = deblocking === 1 ? 0 : reader.se()
  return {
    header: { nalHeader, idr, intra: type === 2, firstMb, frameNum, idrPicId, qp, deblocking, alphaOffset, betaOffset },
    end: reader.position,
  }
}

export function writeSliceHeader(writer: BitWriter, header: SliceHeader, parameters: Parameters): void {
  writer.ue(header.firstMb)
  writer.ue(header.intra ? 7 : 5)
  writer.ue(0)
  writer.bits(header.frameNum, parameters.frameNumBits)
  if (header.idr) writer.ue(header.idrPicId)
  if (!header.intra) writer.bits(0, 2)
  if (header.nalHeader >> 5 !== 0) writer.bits(0, header.idr ? 2 : 1)
  writer.se(header.qp - parameters.initialQp)
  writer.ue(header.deblocking)
  if (header.deblocking !== 1) {
    writer.se(header.alphaOffset)
    writer.se(header.betaOffset)
  }
}
