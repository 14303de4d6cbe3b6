/**
 * Makes access units of the RTP packets of H.264 (RFC 6184) and H.265 (RFC 7798), as a byte stream with start codes and the
 * parameter sets in it. Begins with a key frame; after a loss it leaves everything out until the next one.
 */
import type { RtpHeader } from './rtp.ts'

export type VideoCodec = 'H264' | 'H265'

export interface AccessUnit {
  /** Valid until the next packet: the memory is used again. */
  readonly data: Uint8Array
  readonly isKey: boolean
  readonly timestamp: number
  /** Told by a packet of it, µs; NaN otherwise. */
  readonly mediaTimeUs: number
}

/** How payloads and NAL units of a codec are told apart. */
interface Syntax {
  readonly headerBytes: number
  typeOf(first: number): number
  readonly aggregation: number
  readonly fragmentation: number
  isKey(type: number): boolean
  /** Of the set that every key frame needs. */
  readonly sequenceSet: number
  /** NAL units that only begin a picture. */
  readonly heads: readonly number[]
}

const SYNTAX: Readonly<Record<VideoCodec, Syntax>> = {
  H264: {
    headerBytes: 1,
    typeOf: (first) => first & 0x1f,
    ...{ aggregation: 24, fragmentation: 28, sequenceSet: 7, heads: [7, 9] },
    isKey: (type) => type === 5,
  },
  H265: {
    headerBytes: 2,
    typeOf: (first) => (first >> 1) & 0x3f,
    ...{ aggregation: 48, fragmentation: 49, sequenceSet: 33, heads: [32, 35] },
    isKey: (type) => type >= 16 && type <= 21,
  },
}

const START_CODE = Uint8Array.of(0, 0, 0, 1)
const FIRST_BYTES = 64 * 1024
/** More than any picture of a camera takes. */
const MOST_BYTES = 8 * 1024 * 1024

export class Assembler {
  /** Nothing is given on until a key frame comes. */
  waitsForKey = true
  readonly #codec: VideoCodec
  readonly #syntax: Syntax
  readonly #onUnit: (unit: AccessUnit) => void
  readonly #parameterSets: readonly Uint8Array[]
  #memory = new Uint8Array(FIRST_BYTES)
  #length = 0
  #timestamp = 0
  #mediaTimeUs = Number.NaN
  #isOpen = false
  #isKey = false
  #hasSets = false
  #isBroken = false
  #inFragment = false
  #afterLoss: boolean

  /** `parameterSets`: those of the answer, for streams whose key frames come without. */
  constructor(codec: VideoCodec, onUnit: (unit: AccessUnit) => void, parameterSets: readonly Uint8Array[] = []) {
    this.#codec = codec
    this.#syntax = SYNTAX[codec]
    this.#onUnit = onUnit
    this.#parameterSets = parameterSets
    // Without sets from elsewhere the first key frame has to be seen from its beginning, too.
    this.#afterLoss = parameterSets.length === 0
  }

  /** In order. */
  push(header: RtpHeader, message: Uint8Array): void {
    if (this.#isOpen && header.timestamp !== this.#timestamp) this.#give()
    const payload = message.subarray(header.start, header.end)
    if (!this.#isOpen) this.#begin(header, this.#afterLoss && !this.#isHead(payload))
    this.#afterLoss = false
    if (!Number.isNaN(header.mediaTimeUs)) this.#mediaTimeUs = header.mediaTimeUs
    if (!this.#isBroken) this.#take(payload)
    if (header.marker) this.#give()
  }

  /** Packets are missing before the next one. */
  lost(): void {
    this.waitsForKey = true
    this.#afterLoss = true
    if (this.#isOpen) this.#isBroken = true
  }

  #begin(header: RtpHeader, isBroken: boolean): void {
    this.#isOpen = true
    this.#length = 0
    this.#isKey = false
    this.#hasSets = false
    this.#isBroken = isBroken
    this.#inFragment = false
    this.#timestamp = header.timestamp
    this.#mediaTimeUs = Number.NaN
  }

  #give(): void {
    this.#isOpen = false
    const isGood = this.#length > 0 && !this.#isBroken && !this.#inFragment
    if (!isGood) this.waitsForKey = true
    else if (this.#isKey) this.waitsForKey = false
    if (this.waitsForKey) return
    this.#onUnit({
      data: this.#memory.subarray(0, this.#length),
      isKey: this.#isKey,
      timestamp: this.#timestamp,
      mediaTimeUs: this.#mediaTimeUs,
    })
  }

  /** Whether nothing of its picture can be missing before this payload. */
  #isHead(payload: Uint8Array): boolean {
    const { typeOf, aggregation, headerBytes, heads } = this.#syntax
    const isAggregated = typeOf(payload[0] ?? 0) === aggregation
    return heads.includes(typeOf((isAggregated ? payload[headerBytes + 2] : payload[0]) ?? 0))
  }

  #take(payload: Uint8Array): void {
    const type = this.#syntax.typeOf(payload[0] ?? 0)
    if (type === this.#syntax.fragmentation) this.#takeFragment(payload)
    else if (type === this.#syntax.aggregation) this.#takeAggregated(payload)
    else this.#takeWhole(payload)
  }

  #takeWhole(nal: Uint8Array): void {
    if (nal.length < this.#syntax.headerBytes) return this.#break()
    this.#startNal(this.#syntax.typeOf(nal[0] ?? 0))
    this.#append(nal)
  }

  #takeAggregated(payload: Uint8Array): void {
    for (let at = this.#syntax.headerBytes; at < payload.length;) {
      const size = ((payload[at] ?? 0) << 8) | (payload[at + 1] ?? 0)
      if (size === 0 || at + 2 + size > payload.length) return this.#break()
      this.#takeWhole(payload.subarray(at + 2, at + 2 + size))
      at += 2 + size
    }
  }

  #takeFragment(payload: Uint8Array): void {
    const { headerBytes } = this.#syntax
    const flags = payload[headerBytes]
    if (flags === undefined) return this.#break()
    if (flags & 0x80) {
      const [first, second] = [payload[0] ?? 0, payload[1] ?? 0]
      const isH264 = this.#codec === 'H264'
      const type = flags & (isH264 ? 0x1f : 0x3f)
      this.#startNal(type)
      this.#append(isH264 ? Uint8Array.of((first & 0xe0) | type) : Uint8Array.of((first & 0x81) | (type << 1), second))
    } else if (!this.#inFragment) return this.#break()
    this.#append(payload.subarray(headerBytes + 1))
    this.#inFragment = (flags & 0x40) === 0
  }

  #startNal(type: number): void {
    if (type === this.#syntax.sequenceSet) this.#hasSets = true
    if (this.#syntax.isKey(type) && !this.#isKey) {
      this.#isKey = true
      if (!this.#hasSets) {
        for (const set of this.#parameterSets) {
          this.#append(START_CODE)
          this.#append(set)
        }
      }
    }
    this.#append(START_CODE)
  }

  #append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length
    if (length > MOST_BYTES) return this.#break()
    if (length > this.#memory.length) {
      const larger = new Uint8Array(Math.min(MOST_BYTES, Math.max(this.#memory.length * 2, length)))
      larger.set(this.#memory.subarray(0, this.#length))
      this.#memory = larger
    }
    this.#memory.set(bytes, this.#length)
    this.#length = length
  }

  #break(): void {
    this.#isBroken = true
    this.waitsForKey = true
  }
}
