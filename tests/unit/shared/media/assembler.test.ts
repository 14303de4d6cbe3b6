import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Assembler, type VideoCodec } from '../../../../shared/media/assembler.ts'
import { emptyRtpHeader, type RtpHeader } from '../../../../shared/media/rtp.ts'

interface Unit {
  readonly nals: readonly Buffer[]
  readonly isKey: boolean
}

interface Piece {
  readonly payload: Buffer
  readonly timestamp: number
  readonly marker: boolean
  readonly unit: number
}

const header = (codec: VideoCodec, type: number) =>
  codec === 'H264' ? Buffer.from([0x60 | type]) : Buffer.from([type << 1, 1])

/** A packetiser of this test's own: small NAL units whole, others cut after `room` bytes. */
function payloadsOf(codec: VideoCodec, nal: Buffer, room: number): Buffer[] {
  if (nal.length <= room) return [nal]
  const size = codec === 'H264' ? 1 : 2
  const type = codec === 'H264' ? (nal[0] ?? 0) & 0x1f : ((nal[0] ?? 0) >> 1) & 0x3f
  const outer = codec === 'H264' ? Buffer.from([((nal[0] ?? 0) & 0xe0) | 28]) : Buffer.from([49 << 1, nal[1] ?? 0])
  const pieces: Buffer[] = []
  for (let at = size; at < nal.length; at += room) {
    const flags = (at === size ? 0x80 : 0) | (at + room >= nal.length ? 0x40 : 0) | type
    pieces.push(Buffer.concat([outer, Buffer.from([flags]), nal.subarray(at, at + room)]))
  }
  return pieces
}

function packetise(codec: VideoCodec, units: readonly Unit[], room: number): Piece[] {
  return units.flatMap(({ nals }, unit) => {
    const payloads = nals.flatMap((nal) => payloadsOf(codec, nal, room))
    return payloads.map((payload, at) => ({
      ...{ payload, unit, timestamp: unit * 3600 },
      marker: at === payloads.length - 1,
    }))
  })
}

function assemble(codec: VideoCodec, sets: readonly Uint8Array[] = []) {
  const units: { data: Buffer; isKey: boolean; timestamp: number; mediaTimeUs: number }[] = []
  const assembler = new Assembler(codec, (unit) => units.push({ ...unit, data: Buffer.from(unit.data) }), sets)
  return {
    units,
    assembler,
    push(
      { payload, timestamp, marker }: Pick<Piece, 'payload' | 'timestamp' | 'marker'>,
      more: Partial<RtpHeader> = {},
    ) {
      assembler.push({ ...emptyRtpHeader(), timestamp, marker, start: 0, end: payload.length, ...more }, payload)
    },
  }
}

const START = Buffer.from([0, 0, 0, 1])
const streamOf = (nals: readonly Uint8Array[]) => Buffer.concat(nals.flatMap((nal) => [START, nal]))

const TYPES = { H264: { key: 5, other: 1, sets: [7, 8] }, H265: { key: 20, other: 1, sets: [32, 33, 34] } } as const

const nal = (codec: VideoCodec, type: number, size: number) =>
  Buffer.concat([header(codec, type), Buffer.alloc(size, 0x40 + type)])
const keyUnit = (codec: VideoCodec, size = 20): Unit => ({
  nals: [...TYPES[codec].sets.map((type) => nal(codec, type, 4)), nal(codec, TYPES[codec].key, size)],
  isKey: true,
})
const otherUnit = (codec: VideoCodec, size = 10): Unit => ({
  nals: [nal(codec, TYPES[codec].other, size)],
  isKey: false,
})

describe.each(['H264', 'H265'] as const)('access units of %s', (codec) => {
  it('are put together from whole, aggregated and cut NAL units', () => {
    const { units, push } = assemble(codec)
    const sets = TYPES[codec].sets.map((type) => nal(codec, type, 4))
    const joined = sets.flatMap((set) => [Buffer.from([0, set.length]), set])
    const aggregation = Buffer.concat([codec === 'H264' ? Buffer.from([24]) : Buffer.from([96, 1]), ...joined])
    push({ payload: aggregation, timestamp: 1, marker: false })
    const slice = nal(codec, TYPES[codec].key, 500)
    for (const payload of payloadsOf(codec, slice, 100))
      push({ payload, timestamp: 1, marker: false }, { mediaTimeUs: 42 })
    const last = nal(codec, TYPES[codec].key, 7)
    push({ payload: last, timestamp: 1, marker: true })
    expect(units).toEqual([{ data: streamOf([...sets, slice, last]), isKey: true, timestamp: 1, mediaTimeUs: 42 }])
  })

  it('begin with a key frame, which gets the parameter sets of the answer if it has none', () => {
    const set = nal(codec, TYPES[codec].sets[1], 3)
    const { units, push } = assemble(codec, [set])
    const [other, key] = [nal(codec, TYPES[codec].other, 9), nal(codec, TYPES[codec].key, 9)]
    push({ payload: other, timestamp: 1, marker: true })
    push({ payload: key, timestamp: 2, marker: true })
    push({ payload: other, timestamp: 3, marker: true })
    expect(units.map(({ data }) => data)).toEqual([streamOf([set, key]), streamOf([other])])
  })

  it('end without a marker when the next one begins', () => {
    const { units, push } = assemble(codec)
    for (const piece of packetise(codec, [keyUnit(codec), otherUnit(codec)], 1000)) push({ ...piece, marker: false })
    push({ payload: nal(codec, TYPES[codec].other, 1), timestamp: 99_999, marker: false })
    expect(units.map(({ isKey }) => isKey)).toEqual([true, false])
  })

  it('are right or left out, wherever packets are lost', () => {
    const scheme = fc.array(fc.record({ isKey: fc.boolean(), size: fc.integer({ min: 1, max: 300 }) }), {
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(
        scheme,
        fc.integer({ min: 20, max: 120 }),
        fc.array(fc.nat(9), { minLength: 50 }),
        (list, room, dice) => {
          const sent = [
            keyUnit(codec, 50),
            ...list.map(({ isKey, size }) => (isKey ? keyUnit : otherUnit)(codec, size)),
          ]
          const { units, assembler, push } = assemble(codec)
          const damaged = new Set<number>()
          let isLost = false
          packetise(codec, sent, room).forEach((piece, at) => {
            if (dice[at % dice.length] === 0) {
              damaged.add(piece.unit)
              isLost = true
              return
            }
            if (isLost) assembler.lost()
            isLost = false
            push(piece)
          })
          const shown = units.map(({ timestamp }) => timestamp / 3600)
          // Everything from a whole key frame up to the next damage, and nothing else.
          let follows = false
          const wanted = sent.flatMap(({ isKey }, unit) => {
            if (damaged.has(unit)) follows = false
            else if (isKey) follows = true
            return follows ? [unit] : []
          })
          expect(shown).toEqual(wanted)
          for (const { data, timestamp } of units) expect(data).toEqual(streamOf(sent[timestamp / 3600]?.nals ?? []))
        },
      ),
    )
  })

  it('take any payload without harm', () => {
    const any = fc.array(
      fc.record({ payload: fc.uint8Array({ maxLength: 40 }), timestamp: fc.nat(3), marker: fc.boolean() }),
    )
    fc.assert(
      fc.property(any, (pieces) => {
        const { push } = assemble(codec)
        for (const piece of pieces) push({ ...piece, payload: Buffer.from(piece.payload) })
      }),
    )
  })
})
