/**
 * The last minute of one pane as it came, to be looked at again. Frames stay encoded, so a minute is small; it begins with a key
 * frame always. It goes on over a reconnect and another way of transport.
 */
import type { VideoCodec } from '../../../../shared/media/assembler.ts'

export interface TapedFrame {
  readonly codec: VideoCodec
  readonly data: Uint8Array
  readonly isKey: boolean
  /** When it belongs on the screen, ms of our clock; rises from frame to frame. */
  readonly atMs: number
}

export interface NewFrame {
  /** Of two that come at once (a race for the first picture) one is taped. */
  readonly source: number
  readonly codec: VideoCodec
  readonly data: Uint8Array
  readonly isKey: boolean
  /** Of the sender, ms; compared within a source only. */
  readonly mediaMs: number
}

export const TAPE_MS = 60_000
/** A source that says nothing for so long has gone. */
const GONE_MS = 500
/** Media time that runs so far from our clock has begun anew. */
const ASTRAY_MS = 1_000

export class Tape {
  bytes = 0
  readonly #frames: TapedFrame[] = []
  /** What is looked at stays: nothing from the key frame before it on is forgotten by age. */
  heldFromMs = Infinity
  #source: number | undefined
  #isWhole = false
  /** Our clock minus that of the source. */
  #aheadMs = 0
  #lastMs = -Infinity

  get frames(): readonly TapedFrame[] {
    return this.#frames
  }

  get oldestMs(): number | undefined {
    return this.#frames[0]?.atMs
  }

  get newestMs(): number | undefined {
    return this.#frames.at(-1)?.atMs
  }

  push({ source, codec, data, isKey, mediaMs }: NewFrame, nowMs: number): void {
    const isOther = source !== this.#source
    if (isOther) {
      if (!isKey || nowMs - this.#lastMs < GONE_MS) return
      this.#source = source
      this.#isWhole = true
    }
    if (isKey) this.#isWhole = true
    if (!this.#isWhole) return
    if (isOther || Math.abs(mediaMs + this.#aheadMs - nowMs) > ASTRAY_MS) this.#aheadMs = nowMs - mediaMs
    const atMs = Math.max(this.#lastMs + 1, mediaMs + this.#aheadMs)
    this.#lastMs = atMs
    this.#frames.push({ codec, data, isKey, atMs })
    this.bytes += data.length
    while (this.#frames.length > 0 && this.#isOld(nowMs) && this.forgetOldest()) continue
  }

  /** Something was lost before the next frame: what follows cannot be decoded until a key frame. */
  lost(): void {
    this.#isWhole = false
  }

  /** Of the last key frame at or before this moment; the first one's for what is older. */
  keyBefore(atMs: number): number {
    let found = 0
    for (let at = 0; at < this.#frames.length; at++) {
      const frame = this.#frames[at]
      if (!frame || frame.atMs > atMs) break
      if (frame.isKey) found = at
    }
    return found
  }

  /** The oldest frames up to the next key frame. False when that would leave nothing. */
  forgetOldest(): boolean {
    const next = this.#frames.findIndex(({ isKey }, at) => at > 0 && isKey)
    if (next < 0) return false
    for (const { data } of this.#frames.splice(0, next)) this.bytes -= data.length
    return true
  }

  /** The second key frame is older than a minute: nothing of that minute hangs on the first. */
  #isOld(nowMs: number): boolean {
    const second = this.#frames.find(({ isKey }, at) => at > 0 && isKey)
    return second !== undefined && second.atMs < Math.min(nowMs - TAPE_MS, this.heldFromMs)
  }
}
