/** A recorded scene in H.265, cut into pictures that are ready but for the picture code. */
import { readFileSync } from 'node:fs'
import { splitByteStream, unescapeNal } from '../nal.ts'
import type { CodedScene } from '../scene.ts'
import { writeH265CodeSlice } from './code-slice.ts'
import { readH265Parameters, type H265Parameters } from './parameters.ts'
import { aggregateH265, fragmentH265 } from './rtp.ts'
import { h265TypeOf, H265Type, isSlice, readH265SliceHeader, type H265SliceHeader } from './slice-header.ts'

export interface H265Scene extends CodedScene {
  readonly parameters: H265Parameters
  readonly headers: readonly H265SliceHeader[]
}

/** `stream`: Annex B, one slice a picture. */
export function parseH265Scene(stream: Buffer): H265Scene {
  const nals = splitByteStream(stream)
  const one = (type: number) => {
    const nal = nals.find((entry) => h265TypeOf(entry) === type)
    if (!nal) throw new Error(`no parameter set ${type}`)
    return nal
  }
  const sets = [one(H265Type.vps), one(H265Type.sps), one(H265Type.pps)]
  const parameters = readH265Parameters(one(H265Type.sps), one(H265Type.pps))
  const pictures = nals.filter(isSlice).map((slice) => ({
    header: readH265SliceHeader(unescapeNal(slice), parameters).header,
    payloads: fragmentH265(slice),
  }))
  const keys = pictures.flatMap(({ header }, index) => (header.isKey ? [index] : []))
  if (keys[0] !== 0) throw new Error('does not start with a key frame')
  return {
    codec: 'H265',
    parameters,
    headers: pictures.map(({ header }) => header),
    length: pictures.length,
    keys,
    payloads(index, bits) {
      const picture = pictures[index]
      if (!picture) throw new RangeError('no such picture')
      const code = writeH265CodeSlice(picture.header, parameters, bits)
      return [...(picture.header.isKey ? [aggregateH265(sets)] : []), ...fragmentH265(code), ...picture.payloads]
    },
  }
}

/** The one there is: cameras that are set to H.265 all look at the same street. */
export function loadH265Scene(): H265Scene {
  return parseH265Scene(readFileSync(new URL('../../fixtures/street.h265', import.meta.url)))
}
