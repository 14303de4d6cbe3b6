/** One stream in the worker: what comes through its channel becomes pictures and sound on one clock. */
import {
  emptyCounters,
  emptyHead,
  HEAD_BYTES,
  MediaFlag,
  MediaKind,
  readCounters,
  readHead,
} from '../../../../shared/media/media-message.ts'
import type { StreamSection } from '../../../../shared/contract/live.ts'
import type { VideoCodec } from '../../../../shared/media/assembler.ts'
import { AudioLane, canHear } from './audio-lane.ts'
import { openChannel, type Channel } from './channel.ts'
import { decodableVideo, videoCodecOf } from './decodable.ts'
import { Playout } from './playout.ts'
import type { Efforts } from './efforts.ts'
import type { Tapes } from './tapes.ts'
import { VideoLane } from './video-lane.ts'
import type { OpenOrder, Report, StreamNumbers } from './worker-messages.ts'

/** What streams of a page have in common. */
export interface Shared {
  readonly tapes: Tapes
  readonly efforts: Efforts
}

export class StreamPlayer {
  readonly #id: number
  readonly #tell: (report: Report) => void
  readonly #channel: Channel
  readonly #playout: Playout
  readonly #head = emptyHead()
  readonly #counters = emptyCounters()
  readonly #video: VideoLane | undefined
  readonly #codec: VideoCodec | undefined
  readonly #shared: Shared
  readonly #tapeId: number
  readonly #section: StreamSection | undefined
  #audio: AudioLane | undefined
  #skips = 0

  constructor(order: OpenOrder, shared: Shared, tell: (report: Report) => void) {
    const { id, video, pictures } = order
    this.#id = id
    this.#shared = shared
    this.#tapeId = order.tapeId
    this.#playout = new Playout(order.leastDelayMs)
    this.#tell = tell
    const codec = videoCodecOf(video.codec)
    this.#codec = codec
    const missing = (): void => void this.#missing(video.codec)
    if (codec) {
      const onFirstPicture = (): void => tell({ type: 'picture', id })
      this.#video = new VideoLane(codec, pictures, { onFirstPicture, onUndecodable: missing })
      void this.#ask(codec, missing)
    } else missing()
    this.#section = order.audio
    void this.#tryEars(order)
    this.#channel = openChannel(order.source, {
      onMessage: (message) => this.#take(message),
      onClosed: () => tell({ type: 'ended', id, reason: 'the channel was closed' }),
    })
  }

  /** Where sound goes from now on; undefined: nobody listens, and none is sent. */
  setSound(sound: WritableStream<AudioData> | undefined): void {
    this.#audio?.close()
    this.#audio = this.#section && sound && new AudioLane(this.#section, sound, () => this.#soundMissing())
    this.#channel.wantSound(this.#audio !== undefined)
  }

  tick(nowMs: number): void {
    this.#video?.tick(nowMs)
    this.#audio?.tick(nowMs)
  }

  /** Called each quarter of a second. */
  numbers(): StreamNumbers {
    this.#channel.confirm()
    const { packets, bytes, lost, jitterMs, dropped } = this.#counters
    const { decoded = 0, width = 0, height = 0, codecString = '', senderAgeMs } = this.#video ?? {}
    return {
      ...{ packets, bytes, lost, jitterMs, decoded, width, height, codecString, senderAgeMs, skips: this.#skips },
      dropped: dropped + (this.#video?.dropped ?? 0),
      delayMs: this.#playout.delayMs,
      behindMs: this.#playout.behindMs,
    }
  }

  close(): void {
    this.#channel.close()
    this.#video?.close()
    this.#audio?.close()
  }

  /** Before the first key frame, which would tell it later. */
  async #ask(codec: VideoCodec, missing: () => void): Promise<void> {
    if (!(await decodableVideo()).includes(codec)) missing()
  }

  async #missing(codec: string): Promise<void> {
    this.#tell({ type: 'codecMissing', id: this.#id, codec, decodable: await decodableVideo() })
  }

  /** Before somebody wants to listen: the pane says so early. */
  async #tryEars({ audio }: OpenOrder): Promise<void> {
    if (audio && !(await canHear(audio))) this.#soundMissing()
  }

  #soundMissing(): void {
    this.#tell({ type: 'soundMissing', id: this.#id, codec: this.#section?.codec ?? '' })
  }

  #take(message: ArrayBuffer): void {
    const head = this.#head
    if (!readHead(message, head)) return
    const id = this.#id
    if (head.kind === MediaKind.video || head.kind === MediaKind.audio) this.#frame(new Uint8Array(message, HEAD_BYTES))
    else if (head.kind === MediaKind.counters) readCounters(message, this.#counters)
    else if (head.kind === MediaKind.connected) {
      this.#tell({ type: 'connected', id, isEncrypted: (head.flags & MediaFlag.encrypted) !== 0 })
    } else if (head.kind === MediaKind.ended) {
      this.#tell({ type: 'ended', id, reason: new TextDecoder().decode(new Uint8Array(message, HEAD_BYTES)) })
    }
  }

  #frame(data: Uint8Array<ArrayBuffer>): void {
    const { kind, flags, timeline, mediaUs, senderMs } = this.#head
    const dueMs = this.#playout.due(timeline, mediaUs / 1000, performance.now())
    if (kind === MediaKind.audio) return this.#audio?.push({ data, mediaUs, dueMs })
    const isKey = (flags & MediaFlag.key) !== 0
    if (flags & (MediaFlag.lost | MediaFlag.dropped)) this.#skips++
    const nowMs = performance.now()
    const picture = { data, isKey, mediaUs, dueMs, senderMs }
    if (this.#shared.efforts.passes(this.#tapeId, isKey, nowMs)) this.#video?.push(picture)
    else this.#video?.leaveOut(picture)
    // Where it belongs on the screen is the only time that goes on over lines and losses.
    const frame = { source: this.#id, data, isKey, mediaMs: dueMs }
    if (this.#codec) this.#shared.tapes.push(this.#tapeId, { ...frame, codec: this.#codec }, nowMs)
  }
}
