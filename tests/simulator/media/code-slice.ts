/**
 * Writes the slice with the picture code: two rows of macroblocks, each one flat, black or white. A macroblock is
 * Intra 16x16 with DC prediction and at most one level; at QP 51 one step of it is worth 14 in luma. ITU-T H.264, 7.3.5, 9.2.
 */
import { createBitWriter, type BitWriter } from './bits.ts'
import { escapeNal } from './nal.ts'
import type { Parameters } from './parameter-sets.ts'
import { writeSliceHeader, type SliceHeader } from './slice-header.ts'

const QP = 51
const STEP = 14
const BLACK = 16
const WHITE = 240
const MAX_LEVEL = 16
/** Unset luma, what DC prediction starts from. */
const MIDDLE = 128
/** Intra 16x16, DC prediction, no coefficients but the luma DC. */
const MB_TYPE_INTRA = 3
/** In P slices intra types come after the five inter types. */
const MB_TYPE_INTER_COUNT = 5
const CAPACITY = 1024

/** `picture`: header of another slice of the same picture. `bits`: one for each macroblock, in order. */
export function writeCodeSlice(picture: SliceHeader, parameters: Parameters, bits: Uint8Array): Buffer {
  const writer = createBitWriter(CAPACITY)
  writeSliceHeader(writer, { ...picture, firstMb: 0, qp: QP, deblocking: 1 }, parameters)
  const luma = new Uint8Array(bits.length)
  for (let index = 0; index < bits.length; index++) {
    const predicted = predict(luma, index, parameters.widthMbs)
    const level = Math.max(
      -MAX_LEVEL,
      Math.min(MAX_LEVEL, Math.round(((bits[index] ? WHITE : BLACK) - predicted) / STEP)),
    )
    luma[index] = Math.max(0, Math.min(255, predicted + level * STEP))
    if (!picture.intra) writer.ue(0)
    writer.ue(picture.intra ? MB_TYPE_INTRA : MB_TYPE_INTRA + MB_TYPE_INTER_COUNT)
    writer.ue(0)
    writer.se(0)
    writeLevel(writer, level)
  }
  writer.trailing()
  return escapeNal(picture.nalHeader, writer.bytes())
}

/** Mean of the flat neighbours to the left and above, as far as they belong to this slice. */
function predict(luma: Uint8Array, index: number, width: number): number {
  const left = index % width > 0 ? luma[index - 1] : undefined
  const above = index >= width ? luma[index - width] : undefined
  if (left !== undefined && above !== undefined) return (16 * left + 16 * above + 16) >> 5
  return left ?? above ?? MIDDLE
}

/** A block with one coefficient at most, coded with the table for 0..1 coefficients around it. */
function writeLevel(writer: BitWriter, level: number): void {
  if (level === 0) return writer.bits(1, 1)
  if (level === 1 || level === -1) {
    writer.bits(0b01, 2)
    writer.bits(level < 0 ? 1 : 0, 1)
  } else {
    writer.bits(0b000101, 6)
    const code = (level > 0 ? 2 * level - 2 : -2 * level - 1) - 2
    if (code < 14) writer.bits(1, code + 1)
    else {
      writer.bits(1, 15)
      writer.bits(code - 14, 4)
    }
  }
  // No zeros before the only coefficient.
  writer.bits(1, 1)
}
