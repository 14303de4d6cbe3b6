/** What slices need of the parameter sets; baseline profile only. ITU-T H.264, 7.3.2. */
import { createBitReader } from './bits.ts'
import { unescapeNal } from './nal.ts'

export interface Parameters {
  readonly frameNumBits: number
  readonly widthMbs: number
  readonly heightMbs: number
  readonly referenceFrames: number
  readonly initialQp: number
}

/** Throws when the stream uses what the slice writer does not know. */
export function readParameters(sps: Uint8Array, pps: Uint8Array): Parameters {
  return { ...readSps(sps), ...readPps(pps) }
}

function readSps(sps: Uint8Array) {
  const reader = createBitReader(unescapeNal(sps), 8)
  if (reader.bits(8) !== 66) throw new Error('not baseline profile')
  reader.bits(16)
  reader.ue()
  const frameNumBits = reader.ue() + 4
  if (reader.ue() !== 2) throw new Error('picture order count type is not 2')
  const referenceFrames = reader.ue()
  reader.flag()
  const widthMbs = reader.ue() + 1
  const heightMbs = reader.ue() + 1
  if (!reader.flag()) throw new Error('interlaced')
  return { frameNumBits, referenceFrames, widthMbs, heightMbs }
}

function readPps(pps: Uint8Array) {
  const reader = createBitReader(unescapeNal(pps), 8)
  reader.ue()
  reader.ue()
  if (reader.flag()) throw new Error('arithmetic coding')
  reader.flag()
  if (reader.ue() !== 0) throw new Error('slice groups')
  if (reader.ue() !== 0) throw new Error('several reference pictures')
  reader.ue()
  if (reader.flag()) throw new Error('weighted prediction')
  reader.bits(2)
  const initialQp = 26 + reader.se()
  reader.se()
  reader.se()
  if (!reader.flag()) throw new Error('no deblocking control')
  reader.flag()
  if (reader.flag()) throw new Error('redundant pictures')
  return { initialQp }
}
