/**
 * Reads what the media server sends in one dialog: puts packets in order, asks for what is missing, makes frames of them and
 * places those on the time line. Pictures and sound that we wished and the platform answered; nothing else.
 */
import type { Answer, AnswerSection } from '../../../shared/media/answer.ts'
import { Assembler, type AccessUnit, type VideoCodec } from '../../../shared/media/assembler.ts'
import {
  emptyCounters,
  emptyHead,
  MediaFlag,
  MediaKind,
  type MediaCounters,
  type MediaHead,
} from '../../../shared/media/media-message.ts'
import type { Offer } from '../../../shared/media/offer.ts'
import { Reorder } from '../../../shared/media/reorder.ts'
import { readSenderReport, requestAgain } from '../../../shared/media/rtcp.ts'
import { emptyRtpHeader, isRtcp, readRtp, type RtpHeader } from '../../../shared/media/rtp.ts'
import { Timeline } from '../../../shared/media/timeline.ts'
import { Jitter } from './jitter.ts'

export interface ReceiverSink {
  /** Both are used again for the next frame. */
  onFrame(head: MediaHead, payload: Uint8Array): void
  /** To the media server. */
  send(packet: Uint8Array<ArrayBuffer>): void
}

/** One section that we receive. */
interface Lane {
  readonly section: AnswerSection
  /** Our end: what packets to us carry. */
  readonly ours: number
  readonly reorder: Reorder
}

export class Receiver {
  readonly counters: MediaCounters = emptyCounters()
  readonly #sink: ReceiverSink
  readonly #lanes: readonly Lane[]
  readonly #timeline: Timeline
  readonly #jitter: Jitter
  readonly #header = emptyRtpHeader()
  readonly #head = emptyHead()

  constructor(offer: Offer, answer: Answer, sink: ReceiverSink) {
    this.#sink = sink
    const received = receivedSections(offer, answer)
    this.#timeline = new Timeline(received.map(({ section }) => section.clock))
    this.#jitter = new Jitter(received.find(({ section }) => section.kind === 'video')?.section.clock ?? 90_000)
    this.#lanes = received.map(({ section, ours }, index) => ({
      ...{ section, ours },
      reorder:
        section.kind === 'video' ? this.#videoOrder(section, ours, index) : this.#audioOrder(section, ours, index),
    }))
  }

  /** A message of the media server. False when it is none of RTP or RTCP to one of our ends. */
  receive(message: Uint8Array, nowMs: number): boolean {
    if (isRtcp(message)) {
      const report = readSenderReport(message)
      const index = this.#lanes.findIndex(({ ours }) => ours === report?.ssrc)
      if (report && index >= 0) this.#timeline.report(index, report.timestamp, report.ntpUs)
      return true
    }
    const header = this.#header
    if (!readRtp(message, header)) return false
    const lane = this.#lanes.find(({ ours }) => ours === header.ssrc)
    if (!lane) return false
    if (lane.section.kind === 'video') this.#count(header, message.length, nowMs)
    lane.reorder.push(header.sequence, message, nowMs)
    return true
  }

  /** To be called every few ms. */
  tick(nowMs: number): void {
    for (const { reorder } of this.#lanes) reorder.tick(nowMs)
  }

  #count(header: RtpHeader, bytes: number, nowMs: number): void {
    this.counters.packets++
    this.counters.bytes += bytes
    this.counters.jitterMs = this.#jitter.note(header.timestamp, nowMs)
  }

  #videoOrder(section: AnswerSection, ours: number, index: number): Reorder {
    const header = emptyRtpHeader()
    let isAfterLoss = false
    const give = (unit: AccessUnit): void => {
      const flags = (unit.isKey ? MediaFlag.key : 0) | (isAfterLoss ? MediaFlag.lost : 0)
      isAfterLoss = false
      this.#give(index, MediaKind.video, flags, unit.timestamp, unit.mediaTimeUs, unit.data)
    }
    const codec = videoCodec(section)
    const assembler = codec && new Assembler(codec, give, parameterSets(section))
    return new Reorder({
      onPacket: (message) => readRtp(message, header) && assembler?.push(header, message),
      onMissing: (sequences) => this.#ask(section, ours, sequences),
      onLost: (count) => {
        this.counters.lost += count
        isAfterLoss = true
        assembler?.lost()
      },
    })
  }

  #audioOrder(section: AnswerSection, ours: number, index: number): Reorder {
    const header = emptyRtpHeader()
    let isAfterLoss = false
    return new Reorder({
      onPacket: (message) => {
        if (!readRtp(message, header)) return
        const flags = isAfterLoss ? MediaFlag.lost : 0
        isAfterLoss = false
        const payload = message.subarray(header.start, header.end)
        this.#give(index, MediaKind.audio, flags, header.timestamp, header.mediaTimeUs, payload)
      },
      onMissing: (sequences) => this.#ask(section, ours, sequences),
      onLost: () => (isAfterLoss = true),
    })
  }

  #ask({ ssrc, kind }: AnswerSection, ours: number, sequences: readonly number[]): void {
    if (kind === 'video') this.counters.asked += sequences.length
    this.#sink.send(requestAgain(ssrc, ours, sequences))
  }

  #give(index: number, kind: MediaKind, flags: number, timestamp: number, extensionUs: number, data: Uint8Array): void {
    const head = this.#head
    head.kind = kind
    head.flags = flags
    head.receivedMs = Date.now()
    this.#timeline.place(index, timestamp, extensionUs, head.receivedMs, head)
    this.#sink.onFrame(head, data)
  }
}

/** Sections are matched by kind and direction, not by place. */
export function receivedSections(offer: Offer, answer: Answer): { section: AnswerSection; ours: number }[] {
  return offer.sections.flatMap(({ kind, direction, ssrc: ours }) => {
    const section = answer.sections.find((one) => one.kind === kind && one.direction === direction)
    return section && direction === 'recvonly' ? [{ section, ours }] : []
  })
}

export function videoCodec({ codec }: AnswerSection): VideoCodec | undefined {
  const name = codec.toUpperCase()
  return name === 'H264' || name === 'H265' ? name : undefined
}

/** Those of the answer, for streams whose key frames come without. */
function parameterSets({ parameters }: AnswerSection): Uint8Array[] {
  const names = ['sprop-parameter-sets', 'sprop-vps', 'sprop-sps', 'sprop-pps']
  const sets = names.flatMap((name) => (parameters.get(name) ?? '').split(','))
  return sets.filter((set) => set !== '').map((set) => new Uint8Array(Buffer.from(set, 'base64')))
}
