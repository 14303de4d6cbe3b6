/**
 * Writes the slice with the picture code for H.265: rows of blocks, each one flat but for its edge, black or white. A block is
 * a coding unit of 16x16, intra with DC prediction, one transform with at most its DC coefficient. ITU-T H.265, 7.3.8, 9.3.
 */
import { createBitWriter } from '../bits.ts'
import { escapeNal } from '../nal.ts'
import { createCabacWriter, type CabacWriter } from './cabac.ts'
import { BLOCK, type H265Parameters } from './parameters.ts'
import { writeH265SliceHeader, type H265SliceHeader } from './slice-header.ts'

const QP = 51
const BLACK = 16
const WHITE = 240
/** Unset luma, what prediction starts from. */
const MIDDLE = 128
const CAPACITY = 4096

/** Numbers of the contexts in use, and their initial values for I slices. Tables 9-5 to 9-37. */
const CONTEXTS = [
  139, // split_cu_flag, no split neighbours
  184, // prev_intra_luma_pred_flag
  63, // intra_chroma_pred_mode
  94, // cbf_cb, cbf_cr
  141, // cbf_luma
  154, // cu_qp_delta_abs
  125, // last_sig_coeff_x_prefix, 16x16, first bin
  125, // last_sig_coeff_y_prefix
  92, // coeff_abs_level_greater1_flag
  138, // coeff_abs_level_greater2_flag
] as const
const [SPLIT, MODE_IS_PROBABLE, CHROMA_MODE, CBF_CHROMA, CBF_LUMA, QP_DELTA, LAST_X, LAST_Y, GREATER_1, GREATER_2] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const

/** `picture`: header of another slice of the same picture. `bits`: one for each block, in order. */
export function writeH265CodeSlice(picture: H265SliceHeader, parameters: H265Parameters, bits: Uint8Array): Buffer {
  const writer = createBitWriter(64)
  const rest = signedGolomb(QP - parameters.initialQp)
  writeH265SliceHeader(writer, { ...picture, address: 0, isIntra: true, rest }, parameters)
  const data = createCabacWriter(CONTEXTS, QP, CAPACITY)
  const edges = createEdges(parameters.widthBlocks)
  for (let index = 0; index < bits.length; index++) {
    const predicted = edges.predict(index)
    const level = levelFor((bits[index] ? WHITE : BLACK) - predicted)
    writeBlock(data, level, parameters.hasQpDelta)
    edges.set(index, predicted, residualOf(level))
    data.terminate(index === bits.length - 1 ? 1 : 0)
  }
  const header = writer.bytes()
  const payload = Buffer.concat([Buffer.from([picture.nalHeader & 0xff]), header, data.finish()])
  return escapeNal(picture.nalHeader >> 8, payload)
}

/** As single bits. */
function signedGolomb(value: number): number[] {
  const code = (value > 0 ? 2 * value - 1 : -2 * value) + 1
  const text = code.toString(2)
  return [...'0'.repeat(text.length - 1), ...text].map(Number)
}

function writeBlock(data: CabacWriter, level: number, hasQpDelta: boolean): void {
  data.bin(SPLIT, 0)
  // The second most probable mode is DC, whatever the neighbours: they are DC too, or not there.
  data.bin(MODE_IS_PROBABLE, 1)
  data.bypass(0b10, 2)
  data.bin(CHROMA_MODE, 0)
  data.bin(CBF_CHROMA, 0)
  data.bin(CBF_CHROMA, 0)
  data.bin(CBF_LUMA, level === 0 ? 0 : 1)
  if (level === 0) return
  if (hasQpDelta) data.bin(QP_DELTA, 0)
  data.bin(LAST_X, 0)
  data.bin(LAST_Y, 0)
  const magnitude = Math.abs(level)
  data.bin(GREATER_1, magnitude > 1 ? 1 : 0)
  if (magnitude > 1) data.bin(GREATER_2, magnitude > 2 ? 1 : 0)
  data.bypass(level < 0 ? 1 : 0, 1)
  if (magnitude > 2) writeRemaining(data, magnitude - 3)
}

/** Rice parameter 0. */
function writeRemaining(data: CabacWriter, value: number): void {
  if (value < 4) return data.bypass((1 << (value + 1)) - 2, value + 1)
  data.bypass(0b1111, 4)
  // Exponential Golomb of order 1.
  let left = value - 4
  let order = 1
  for (; left >= 1 << order; order++) {
    data.bypass(1, 1)
    left -= 1 << order
  }
  data.bypass(0, 1)
  data.bypass(left, order)
}

/** Scaling and inverse transform of a DC coefficient alone. 8.6.4. */
function residualOf(level: number): number {
  const scaled = (level * 16 * (57 << 8) + 64) >> 7
  const column = (64 * scaled + 64) >> 7
  return (64 * column + 2048) >> 12
}

function levelFor(difference: number): number {
  return Math.round(difference / residualOf(1))
}

/** Luma along the right and lower edges of the blocks, which is what the next ones are predicted from. */
function createEdges(widthBlocks: number) {
  const right = new Uint8Array(BLOCK)
  const lower = new Uint8Array(widthBlocks * BLOCK)
  const hasLeft = (index: number) => index % widthBlocks > 0
  const hasAbove = (index: number) => index >= widthBlocks
  const above = (index: number) => lower.subarray((index % widthBlocks) * BLOCK, (index % widthBlocks) * BLOCK + BLOCK)

  /** Neighbours as prediction sees them: what is not there is filled from what is. 8.4.4.2.2. */
  function neighbours(index: number): { left: Uint8Array; top: Uint8Array } {
    const [left, top] = [hasLeft(index) ? right : undefined, hasAbove(index) ? above(index) : undefined]
    return {
      left: left ?? new Uint8Array(BLOCK).fill(top ? (top[0] ?? 0) : MIDDLE),
      top: top ?? new Uint8Array(BLOCK).fill(left ? (left[0] ?? 0) : MIDDLE),
    }
  }
  return {
    predict(index: number): number {
      const { left, top } = neighbours(index)
      return (left.reduce((sum, value) => sum + value, 0) + top.reduce((sum, value) => sum + value, 0) + 16) >> 5
    },
    set(index: number, predicted: number, residual: number): void {
      const { left, top } = neighbours(index)
      const clip = (value: number) => Math.max(0, Math.min(255, value))
      // The first row and column of a predicted block lean towards their neighbours. 8.4.4.2.5.
      const lean = (neighbour: number | undefined) => clip((((neighbour ?? 0) + 3 * predicted + 2) >> 2) + residual)
      const flat = clip(predicted + residual)
      const first = lean(top[BLOCK - 1])
      const below = lean(left[BLOCK - 1])
      right.fill(flat)
      right[0] = first
      const row = above(index)
      row.fill(flat)
      row[0] = below
    },
  }
}
