/** MP4 files: a channel's loop and the tables that make a recording of it. ISO/IEC 14496-12, 14496-14, 14496-15. */
import { FRAMES_PER_SECOND } from '../media/scene.ts'
import { box, fullBox, repeated, table, text, u16, u32 } from './boxes.ts'
import type { Loop } from './loop.ts'

export interface Movie {
  /** Whole seconds since 1970. */
  readonly beginS: number
  /** Whole. */
  readonly seconds: number
  readonly video: boolean
  readonly audio: boolean
}

const MOVIE_SCALE = 1000
const SOUND_RATE = 16_000
const SOUND_FRAME = 1024
const WIDTH = 640
const HEIGHT = 400
/** Seconds between 1904, where the format counts from, and 1970. */
const EPOCH_S = 2_082_844_800
const MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)

/** The `moov` box: follows the bytes of the loop. */
export function movieTables(loop: Loop, movie: Movie): Buffer {
  const created = movie.beginS + EPOCH_S
  const header = fullBox(
    'mvhd',
    0,
    u32(created, created, MOVIE_SCALE, movie.seconds * MOVIE_SCALE, 0x10000),
    u16(0x0100, 0),
    u32(0, 0),
    MATRIX,
    u32(0, 0, 0, 0, 0, 0, 3),
  )
  const tracks = [
    ...(movie.video && loop.parameterSets ? [videoTrack(loop, loop.parameterSets, movie, created)] : []),
    ...(movie.audio ? [soundTrack(loop, movie, created)] : []),
  ]
  return box('moov', header, ...tracks)
}

type ParameterSets = NonNullable<Loop['parameterSets']>

interface Track {
  readonly id: number
  readonly handler: 'vide' | 'soun'
  readonly scale: number
  readonly duration: number
  readonly mediaHeader: Buffer
  readonly sampleTable: Buffer
}

function videoTrack(loop: Loop, sets: ParameterSets, movie: Movie, created: number): Buffer {
  const count = movie.seconds * FRAMES_PER_SECOND
  const perChunk = loop.pictureSizes.length / loop.keys.length
  const keysIn = Math.ceil(count / perChunk)
  const sampleTable = box(
    'stbl',
    fullBox('stsd', 0, u32(1), avcEntry(sets)),
    fullBox('stts', 0, u32(1, count, 1)),
    fullBox(
      'stss',
      0,
      table(keysIn, (index) => index * perChunk + 1),
    ),
    chunks(count, perChunk),
    fullBox('stsz', 0, u32(0), repeated(count, loop.pictureSizes)),
    fullBox(
      'stco',
      0,
      repeated(
        keysIn,
        loop.keys.map((key) => loop.pictureOffsets[key] ?? 0),
      ),
    ),
  )
  return track(
    {
      id: 1,
      handler: 'vide',
      scale: FRAMES_PER_SECOND,
      duration: count,
      mediaHeader: fullBox('vmhd', 1, u32(0, 0)),
      sampleTable,
    },
    movie,
    created,
  )
}

function soundTrack(loop: Loop, movie: Movie, created: number): Buffer {
  const count = Math.max(1, Math.floor((movie.seconds * SOUND_RATE) / SOUND_FRAME))
  const round = loop.soundSizes.length
  const sampleTable = box(
    'stbl',
    fullBox('stsd', 0, u32(1), soundEntry()),
    fullBox('stts', 0, u32(1, count, SOUND_FRAME)),
    chunks(count, round),
    fullBox('stsz', 0, u32(0), repeated(count, loop.soundSizes)),
    fullBox('stco', 0, repeated(Math.ceil(count / round), [loop.soundOffset])),
  )
  return track(
    {
      id: 2,
      handler: 'soun',
      scale: SOUND_RATE,
      duration: count * SOUND_FRAME,
      mediaHeader: fullBox('smhd', 0, u32(0)),
      sampleTable,
    },
    movie,
    created,
  )
}

function track(part: Track, movie: Movie, created: number): Buffer {
  const isVideo = part.handler === 'vide'
  const header = fullBox(
    'tkhd',
    3,
    u32(created, created, part.id, 0, movie.seconds * MOVIE_SCALE, 0, 0),
    u16(0, 0, isVideo ? 0 : 0x0100, 0),
    MATRIX,
    isVideo ? u32(WIDTH << 16, HEIGHT << 16) : u32(0, 0),
  )
  const media = box(
    'mdia',
    fullBox('mdhd', 0, u32(created, created, part.scale, part.duration), u16(0x55c4, 0)),
    fullBox('hdlr', 0, u32(0), text(part.handler), u32(0, 0, 0), text(`${isVideo ? 'Video' : 'Sound'}\0`)),
    box('minf', part.mediaHeader, box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))), part.sampleTable),
  )
  return box('trak', header, media)
}

/** All chunks of one size, the last one with what is left. */
function chunks(count: number, perChunk: number): Buffer {
  const full = Math.floor(count / perChunk)
  const rest = count % perChunk
  const entries = [...(full > 0 ? [1, perChunk, 1] : []), ...(rest > 0 ? [full + 1, rest, 1] : [])]
  return fullBox('stsc', 0, u32(entries.length / 3, ...entries))
}

function avcEntry({ sps, pps }: ParameterSets): Buffer {
  const configuration = box(
    'avcC',
    Buffer.from([1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 0xff, 0xe1]),
    u16(sps.length),
    sps,
    Buffer.from([1]),
    u16(pps.length),
    pps,
  )
  return box(
    'avc1',
    u32(0),
    u16(0, 1),
    u32(0, 0, 0, 0),
    u16(WIDTH, HEIGHT),
    u32(0x480000, 0x480000, 0),
    u16(1),
    Buffer.alloc(32),
    u16(24, 0xffff),
    configuration,
  )
}

/** AAC-LC, 16 kHz, mono. */
function soundEntry(): Buffer {
  const specific = Buffer.from([0x05, 2, 0x14, 0x08])
  const decoder = Buffer.concat([
    Buffer.from([0x04, 13 + specific.length, 0x40, 0x15, 0, 0, 0]),
    u32(32_000, 24_000),
    specific,
  ])
  const payload = Buffer.concat([u16(2), Buffer.from([0]), decoder, Buffer.from([0x06, 1, 2])])
  const descriptor = Buffer.concat([Buffer.from([0x03, payload.length]), payload])
  return box('mp4a', u32(0), u16(0, 1), u32(0, 0), u16(1, 16), u32(0, SOUND_RATE << 16), fullBox('esds', 0, descriptor))
}
