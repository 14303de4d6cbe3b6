/**
 * The core's end of the binary channel of one stream. A page that does not keep up gets whole frames less, up to the next key
 * frame, and is told so; what waits for it stays bounded. Until its channel is there, the first frames wait here: they hold
 * the first picture.
 */
import { MediaFlag, MediaKind, mediaMessage, readOf, wishOf, type MediaHead } from '../../../shared/media/media-message.ts'
import type { MediaPipe } from '../host.ts'
import type { FrameSink } from './media-stream.ts'

/** More that the page has not read is no delay of the moment any more. */
const MOST_UNREAD_BYTES = 2 * 1024 * 1024
const MOST_UNREAD_MS = 1_500

const NOTHING = new Uint8Array(0)

export class FrameOutlet implements FrameSink {
  /** Frames that were left out. */
  dropped = 0
  readonly #onGone: () => void
  readonly #nowMs: () => number
  #pipe: MediaPipe | undefined
  #early: Uint8Array<ArrayBuffer>[] = []
  /** Sizes and times of what was not read yet, oldest first. */
  #unread: { readonly bytes: number; readonly atMs: number }[] = []
  #unreadBytes = 0
  #sent = 0
  #skipsToKey = false
  #hasDropped = false
  #hasEnded = false
  #wantsSound = false

  /** `onGone`: the page closed its end, or came for a stream that had ended. */
  constructor(onGone: () => void, nowMs: () => number = () => performance.now()) {
    this.#onGone = onGone
    this.#nowMs = nowMs
  }

  get isAttached(): boolean {
    return this.#pipe !== undefined
  }

  attach(pipe: MediaPipe): void {
    this.#pipe = pipe
    pipe.onMessage((message) => this.#hear(message))
    pipe.onClose(() => this.#hasEnded || this.#onGone())
    for (const message of this.#early.splice(0)) pipe.post(message)
    if (!this.#hasEnded) return
    pipe.close()
    this.#onGone()
  }

  /** A frame, or nothing where the page is behind or nobody listens. */
  frame(head: MediaHead, payload: Uint8Array): void {
    const isVideo = head.kind === MediaKind.video
    if (!isVideo && !this.#wantsSound) return
    const isKey = (head.flags & MediaFlag.key) !== 0
    const isBehind = this.#isBehind()
    if (isBehind && !this.#pipe) this.#forgetEarly()
    if (isBehind || (isVideo && this.#skipsToKey && !isKey)) {
      this.dropped++
      this.#hasDropped = true
      // What follows a picture that was left out cannot be decoded.
      if (isVideo) this.#skipsToKey = true
      return
    }
    if (isVideo) this.#skipsToKey = false
    if (isVideo && this.#hasDropped) {
      head.flags |= MediaFlag.dropped
      this.#hasDropped = false
    }
    this.#post(mediaMessage(head, payload))
  }

  /** What is no frame. Numbers are for who reads them; of anything else there is little. */
  tell(kind: MediaKind, payload: Uint8Array = NOTHING, flags = 0): void {
    if (kind === MediaKind.counters && this.#isBehind()) return
    const head = { kind, flags, timeline: 0, mediaUs: 0, senderMs: Number.NaN, receivedMs: Date.now() }
    this.#post(mediaMessage(head, payload))
  }

  /** The page reads what is on its way, then the channel is closed. */
  end(reason: string): void {
    if (this.#hasEnded) return
    this.tell(MediaKind.ended, new TextEncoder().encode(reason))
    this.#hasEnded = true
    this.#pipe?.close()
  }

  #post(message: Uint8Array<ArrayBuffer>): void {
    if (this.#hasEnded) return
    this.#unread.push({ bytes: message.length, atMs: this.#nowMs() })
    this.#unreadBytes += message.length
    this.#sent++
    if (this.#pipe) this.#pipe.post(message)
    else this.#early.push(message)
  }

  #isBehind(): boolean {
    const [oldest] = this.#unread
    if (!oldest) return false
    return this.#unreadBytes > MOST_UNREAD_BYTES || this.#nowMs() - oldest.atMs > MOST_UNREAD_MS
  }

  #hear(message: Uint8Array): void {
    this.#wantsSound = wishOf(message) ?? this.#wantsSound
    this.#receipt(readOf(message))
  }

  #receipt(read: number | undefined): void {
    if (read === undefined) return
    // What a page claims to have read beyond what was sent says nothing.
    const still = (this.#sent - read) >>> 0
    while (this.#unread.length > still) this.#unreadBytes -= this.#unread.shift()?.bytes ?? 0
  }

  #forgetEarly(): void {
    this.dropped += this.#early.length
    this.#early = []
    this.#unread = []
    this.#unreadBytes = 0
    this.#sent = 0
  }
}
