/** What slices need of the parameter sets; for streams with one tile, no SAO and no deblocking. ITU-T H.265, 7.3.2. */
import { createBitReader, type BitReader } from '../bits.ts'
import { unescapeNal } from '../nal.ts'

export interface H265Parameters {
  readonly width: number
  readonly height: number
  /** Coding tree blocks of 16 pixels. */
  readonly widthBlocks: number
  readonly addressBits: number
  readonly pocBits: number
  readonly initialQp: number
  readonly hasQpDelta: boolean
  readonly hasCabacInit: boolean
}

export const BLOCK = 16
const HEADER_BITS = 16
/** Profile, tier and level without layers. */
const PROFILE_BITS = 96

function need(condition: boolean, what: string): void {
  if (!condition) throw new Error(`not this kind of stream: ${what}`)
}

/** Bit positions in the sequence parameter set, for who rewrites it. */
export interface SizeAt {
  /** Of `pic_height_in_luma_samples`. */
  readonly start: number
  readonly end: number
}

/** Throws when the stream uses what the slice writer does not know. */
export function readH265Parameters(sps: Uint8Array, pps: Uint8Array): H265Parameters {
  const { width, height, pocBits } = readSps(sps)
  const widthBlocks = Math.ceil(width / BLOCK)
  const addressBits = 32 - Math.clz32(widthBlocks * Math.ceil(height / BLOCK) - 1)
  return { width, height, pocBits, widthBlocks, addressBits, ...readPps(pps) }
}

export function readSps(sps: Uint8Array) {
  const reader = createBitReader(unescapeNal(sps), HEADER_BITS + 4)
  need(reader.bits(3) === 0, 'layers')
  reader.flag()
  reader.bits(PROFILE_BITS / 2)
  reader.bits(PROFILE_BITS / 2)
  reader.ue()
  need(reader.ue() === 1, 'not 4:2:0')
  const width = reader.ue()
  const start = reader.position
  const height = reader.ue()
  const end = reader.position
  if (reader.flag()) for (let side = 0; side < 4; side++) reader.ue()
  need(reader.ue() === 0 && reader.ue() === 0, 'more than 8 bits')
  const pocBits = reader.ue() + 4
  reader.flag()
  for (let count = 0; count < 3; count++) reader.ue()
  readBlocks(reader)
  return { width, height, pocBits, heightAt: { start, end } satisfies SizeAt }
}

function readBlocks(reader: BitReader): void {
  const smallest = reader.ue() + 3
  need(smallest === 3 && reader.ue() === 1, 'blocks are not 8 to 16')
  reader.ue()
  reader.ue()
  reader.ue()
  need(reader.ue() === 0, 'intra blocks are split for transforms')
  need(!reader.flag(), 'scaling lists')
  reader.flag()
  need(!reader.flag(), 'sample adaptive offset')
  need(!reader.flag(), 'PCM')
  need(reader.ue() === 0, 'sets of reference pictures')
  need(!reader.flag(), 'long-term references')
  need(!reader.flag(), 'temporal motion vectors')
}

function readPps(pps: Uint8Array) {
  const reader = createBitReader(unescapeNal(pps), HEADER_BITS)
  need(reader.ue() === 0 && reader.ue() === 0, 'several parameter sets')
  need(!reader.flag(), 'dependent slices')
  need(!reader.flag() && reader.bits(3) === 0, 'additions to slice headers')
  reader.flag()
  const hasCabacInit = reader.flag()
  reader.ue()
  reader.ue()
  const initialQp = 26 + reader.se()
  reader.flag()
  reader.flag()
  const hasQpDelta = reader.flag()
  if (hasQpDelta) reader.ue()
  reader.se()
  reader.se()
  need(!reader.flag(), 'chroma quantisers')
  need(!reader.flag() && !reader.flag(), 'weighted prediction')
  need(!reader.flag(), 'lossless blocks')
  need(!reader.flag() && !reader.flag(), 'tiles or wavefronts')
  reader.flag()
  need(reader.flag() && !reader.flag() && reader.flag(), 'deblocking')
  need(!reader.flag(), 'scaling lists')
  need(!reader.flag(), 'changed reference lists')
  reader.ue()
  need(!reader.flag(), 'extended slice headers')
  return { initialQp, hasQpDelta, hasCabacInit }
}
