/** The recorded scenes, cut into pictures whose packets are ready but for the picture code. */
import { readFileSync } from 'node:fs'
import { SCENE_NAMES, type SceneName } from '../fleet/kinds.ts'
import { writeCodeSlice } from './code-slice.ts'
import { nalTypeOf, NalType, splitByteStream, unescapeNal } from './nal.ts'
import { readParameters, type Parameters } from './parameter-sets.ts'
import { aggregate, aggregatedLength, fragment, MAX_PAYLOAD } from './rtp.ts'
import { readSliceHeader, type SliceHeader } from './slice-header.ts'

export interface Picture {
  readonly header: SliceHeader
  /** The recorded slice: all rows but those of the picture code. */
  readonly slice: Buffer
  /** The same as RTP payloads. */
  readonly payloads: readonly Buffer[]
}

/** Pictures of any codec. */
export interface CodedScene {
  readonly codec: 'H264' | 'H265'
  /** Pictures of one round. */
  readonly length: number
  /** Indices of the pictures at which decoding can start; the first one is 0. */
  readonly keys: readonly number[]
  /** RTP payloads of a picture with these bits for its code. Key frames come with their parameter sets. */
  payloads(index: number, bits: Uint8Array): Buffer[]
}

export interface Scene extends CodedScene {
  readonly name: string
  readonly parameters: Parameters
  readonly sps: Buffer
  readonly pps: Buffer
  readonly pictures: readonly Picture[]
}

export const FRAMES_PER_SECOND = 25

/** `stream`: Annex B, one slice a picture. */
export function parseScene(name: string, stream: Buffer): Scene {
  const nals = splitByteStream(stream)
  const sps = nals.find((nal) => nalTypeOf(nal) === NalType.sps)
  const pps = nals.find((nal) => nalTypeOf(nal) === NalType.pps)
  if (!sps || !pps) throw new Error(`${name}: no parameter sets`)
  const parameters = readParameters(sps, pps)
  const pictures = nals
    .filter((nal) => nalTypeOf(nal) === NalType.slice || nalTypeOf(nal) === NalType.idr)
    .map((slice) => ({
      header: readSliceHeader(unescapeNal(slice), parameters).header,
      slice,
      payloads: fragment(slice),
    }))
  const keys = pictures.flatMap((picture, index) => (picture.header.idr ? [index] : []))
  if (keys[0] !== 0) throw new Error(`${name}: does not start with a key frame`)
  const scene = { name, parameters, sps, pps, pictures, keys }
  return {
    ...scene,
    codec: 'H264',
    length: pictures.length,
    payloads: (index, bits) => payloadsOf(scene, index, bits),
  }
}

type Recorded = Pick<Scene, 'parameters' | 'sps' | 'pps' | 'pictures'>

function payloadsOf({ parameters, sps, pps, pictures }: Recorded, index: number, bits: Uint8Array): Buffer[] {
  const picture = pictures[index]
  if (!picture) throw new RangeError('no such picture')
  const slice = writeCodeSlice(picture.header, parameters, bits)
  const first = picture.header.idr ? [sps, pps, slice] : [slice]
  return aggregatedLength([...first, picture.slice]) <= MAX_PAYLOAD
    ? [aggregate([...first, picture.slice])]
    : [first.length > 1 ? aggregate(first) : slice, ...picture.payloads]
}

export function loadScenes(): Map<SceneName, Scene> {
  return new Map(
    SCENE_NAMES.map((name) => [
      name,
      parseScene(name, readFileSync(new URL(`../fixtures/${name}.h264`, import.meta.url))),
    ]),
  )
}
