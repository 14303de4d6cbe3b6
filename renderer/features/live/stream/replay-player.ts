/** Plays a tape: from any moment of it, at any speed, while it goes on being written. */
import { codecString } from '../../../../shared/media/codec-string.ts'
import type { Tape, TapedFrame } from './tape.ts'
import type { ReplayNumbers } from './worker-messages.ts'

/** In the decoder: more waits. */
const MOST_DECODING = 24
/** Nearer to the newest frame there is nothing to replay. */
const LEAST_BEHIND_MS = 200

export class ReplayPlayer {
  readonly #tape: Tape
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>
  #decoder: VideoDecoder | undefined
  #codec = ''
  /** Where the replay is, on the clock of the tape. */
  #atMs = 0
  #rate = 1
  #tickedMs = 0
  /** The frame that goes to the decoder next, told by its moment: the tape forgets at its other end. */
  #nextMs = 0
  /** Frames before this moment are decoded for those after them, and not shown. */
  #showFromMs = 0
  #isOver = false

  constructor(tape: Tape, pictures: WritableStream<VideoFrame>, atMs: number, nowMs: number) {
    this.#tape = tape
    this.#writer = pictures.getWriter()
    this.#tickedMs = nowMs
    this.seek(atMs)
  }

  /** 0: stands still. */
  setRate(rate: number): void {
    this.#rate = rate
  }

  seek(atMs: number): void {
    const { oldestMs = 0, newestMs = 0 } = this.#tape
    this.#atMs = Math.min(Math.max(atMs, oldestMs), newestMs)
    const key = this.#tape.frames[this.#tape.keyBefore(this.#atMs)]
    this.#drop()
    this.#nextMs = key?.atMs ?? this.#atMs
    this.#showFromMs = this.#lastUntil(this.#atMs)?.atMs ?? this.#atMs
    this.#hold()
  }

  tick(nowMs: number): void {
    const { newestMs = this.#atMs, oldestMs = this.#atMs } = this.#tape
    const moved = this.#atMs + (nowMs - this.#tickedMs) * this.#rate
    this.#tickedMs = nowMs
    this.#atMs = Math.max(oldestMs, Math.min(moved, newestMs - LEAST_BEHIND_MS))
    this.#hold()
    this.#feed()
  }

  numbers(nowMs: number): ReplayNumbers {
    const { oldestMs = nowMs } = this.#tape
    return { behindMs: nowMs - this.#atMs, reachMs: nowMs - oldestMs, rate: this.#rate }
  }

  close(): void {
    this.#isOver = true
    this.#tape.heldFromMs = Infinity
    this.#drop()
    this.#writer.close().catch(() => undefined)
  }

  #hold(): void {
    this.#tape.heldFromMs = this.#atMs
  }

  #feed(): void {
    const { frames } = this.#tape
    // What was forgotten while it was waited for: on with the key frame that is the first now.
    if ((frames[0]?.atMs ?? 0) > this.#nextMs) this.#nextMs = frames[0]?.atMs ?? 0
    for (let at = firstFrom(frames, this.#nextMs); at < frames.length; at++) {
      const frame = frames[at]
      if (!frame || frame.atMs > this.#atMs || (this.#decoder?.decodeQueueSize ?? 0) > MOST_DECODING) return
      this.#nextMs = frame.atMs + 0.5
      this.#decode(frame)
    }
  }

  #decode({ codec, data, isKey, atMs }: TapedFrame): void {
    if (isKey) this.#configure(codecString(codec, data))
    if (!this.#decoder || this.#decoder.state !== 'configured') return
    const timestamp = Math.round(atMs * 1000)
    this.#decoder.decode(new EncodedVideoChunk({ type: isKey ? 'key' : 'delta', timestamp, data }))
  }

  #configure(wanted: string | undefined): void {
    if (wanted === undefined || (wanted === this.#codec && this.#decoder?.state === 'configured')) return
    this.#drop()
    this.#codec = wanted
    this.#decoder = new VideoDecoder({ output: (frame) => this.#show(frame), error: () => this.#drop() })
    this.#decoder.configure({ codec: wanted, optimizeForLatency: true })
  }

  #show(frame: VideoFrame): void {
    if (this.#isOver || frame.timestamp < Math.round(this.#showFromMs * 1000)) return frame.close()
    this.#writer.write(frame).catch(() => frame.close())
  }

  #drop(): void {
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close()
    this.#decoder = undefined
    this.#codec = ''
  }

  #lastUntil(atMs: number): TapedFrame | undefined {
    return this.#tape.frames.findLast((frame) => frame.atMs <= atMs)
  }
}

function firstFrom(frames: readonly TapedFrame[], atMs: number): number {
  let [low, high] = [0, frames.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((frames[middle]?.atMs ?? Infinity) < atMs) low = middle + 1
    else high = middle
  }
  return low
}
