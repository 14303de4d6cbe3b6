/**
 * Pictures of one stream: encoded frames wait for their moment, are decoded then and written as they come out. What waits is
 * encoded, so it is small. A decoder that does not keep up is helped over to the next key frame.
 */
import type { VideoCodec } from '../../../../shared/media/assembler.ts'
import { LeftOut } from './left-out.ts'
import { codecString } from '../../../../shared/media/codec-string.ts'

export interface EncodedPicture {
  readonly data: Uint8Array
  readonly isKey: boolean
  readonly mediaUs: number
  readonly dueMs: number
  /** Epoch ms; NaN where the sender does not tell. */
  readonly senderMs: number
}

export interface VideoLaneListener {
  onFirstPicture(): void
  /** This machine cannot decode it. */
  onUndecodable(): void
}

/** In the decoder: more is a decoder that does not keep up. */
const MOST_DECODING = 12

export class VideoLane {
  decoded = 0
  dropped = 0
  width = 0
  height = 0
  codecString = ''
  /** Of the picture that came out last, with the time at which it did. */
  senderAgeMs: number | undefined
  readonly #codec: VideoCodec
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>
  readonly #listener: VideoLaneListener
  #waiting: EncodedPicture[] = []
  #decoder: VideoDecoder | undefined
  #needsKey = true
  /** In the decoder because they were left out before. */
  #catchingUp = 0
  #isOver = false
  readonly #leftOut = new LeftOut<EncodedPicture>()
  /** Sender's times of what is in the decoder, by media time. */
  readonly #senderMs = new Map<number, number>()

  constructor(codec: VideoCodec, pictures: WritableStream<VideoFrame>, listener: VideoLaneListener) {
    this.#codec = codec
    this.#writer = pictures.getWriter()
    this.#listener = listener
  }

  push(picture: EncodedPicture): void {
    const before = this.#leftOut.before(picture.isKey)
    if (!before) return
    // At once: they are over, and only there for what follows.
    for (const missing of before) this.#waiting.push({ ...missing, dueMs: 0 })
    this.#waiting.push(picture)
  }

  /** Not to be decoded, as long as nobody wants all of them. */
  leaveOut(picture: EncodedPicture): void {
    this.#leftOut.add(picture, picture.isKey)
  }

  /** Decodes what is due. */
  tick(nowMs: number): void {
    while (this.#waiting.length > 0) {
      const [next] = this.#waiting
      if (!next || next.dueMs > nowMs) return
      this.#waiting.shift()
      this.#decode(next)
    }
  }

  close(): void {
    this.#isOver = true
    this.#waiting = []
    this.#drop()
    // The page may have ended the track already.
    this.#writer.close().catch(() => undefined)
  }

  #decode(picture: EncodedPicture): void {
    if (picture.isKey) this.#configure(picture.data)
    const isBehind = picture.dueMs > 0 && (this.#decoder?.decodeQueueSize ?? 0) > MOST_DECODING + this.#catchingUp
    this.#catchingUp = Math.max(0, picture.dueMs > 0 ? this.#catchingUp - 1 : this.#catchingUp + 1)
    if (isBehind && !picture.isKey) this.#needsKey = true
    if (!this.#decoder || (this.#needsKey && !picture.isKey) || (isBehind && picture.isKey)) {
      this.dropped++
      return
    }
    this.#needsKey = false
    const timestamp = Math.round(picture.mediaUs)
    this.#senderMs.set(timestamp, picture.senderMs)
    const { isKey, data } = picture
    this.#decoder.decode(new EncodedVideoChunk({ type: isKey ? 'key' : 'delta', timestamp, data }))
  }

  /** Another size alone needs no other decoder: a configuration ends what is being decoded. */
  #configure(data: Uint8Array): void {
    const wanted = codecString(this.#codec, data)
    const isUsable = this.#decoder && this.#decoder.state !== 'closed'
    if (isUsable && (wanted === undefined || wanted === this.codecString)) return
    if (wanted === undefined) return
    this.#drop()
    this.codecString = wanted
    this.#decoder = new VideoDecoder({ output: (frame) => this.#show(frame), error: () => this.#fail() })
    this.#decoder.configure({ codec: wanted, optimizeForLatency: true })
    const undecodable = (): void => void (this.#isOver || this.#listener.onUndecodable())
    VideoDecoder.isConfigSupported({ codec: wanted }).then(({ supported }) => supported || undecodable(), undecodable)
  }

  #show(frame: VideoFrame): void {
    if (this.#isOver) return frame.close()
    const senderMs = this.#senderMs.get(frame.timestamp)
    this.#senderMs.delete(frame.timestamp)
    if (this.#senderMs.size > 4 * MOST_DECODING) this.#senderMs.clear()
    this.senderAgeMs = senderMs === undefined || Number.isNaN(senderMs) ? undefined : Date.now() - senderMs
    this.width = frame.displayWidth
    this.height = frame.displayHeight
    if (this.decoded++ === 0) this.#listener.onFirstPicture()
    this.#writer.write(frame).catch(() => frame.close())
  }

  /** What the decoder could not read is over; it begins anew with the next key frame. */
  #fail(): void {
    this.#decoder = undefined
    this.codecString = ''
    this.#needsKey = true
  }

  #drop(): void {
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close()
    this.#decoder = undefined
    this.#senderMs.clear()
  }
}
