/** One stream of the platform's websocket media: from the answer of its dialog to frames in the page's channel. */
import type { WebSocket } from 'ws'
import { mediaUrls, type Answer } from '../../../shared/media/answer.ts'
import { countersPayload, MediaFlag, MediaKind, type MediaHead } from '../../../shared/media/media-message.ts'
import type { Offer } from '../../../shared/media/offer.ts'
import { asksForGreeting, receiverReport } from '../../../shared/media/rtcp.ts'
import { AppError } from '../../../shared/errors.ts'
import type { PlatformConnection } from '../platform/connection.ts'
import type { Timings } from '../platform/timings.ts'
import { dial } from './dial.ts'
import { startGreeting, type Greeting } from './greeting.ts'
import { Receiver, receivedSections } from './receiver.ts'

const TICK_MS = 10
/** Ticks between two tellings of the numbers. */
const COUNT_TICKS = 25

/** Who takes what a stream brings. */
export interface FrameSink {
  /** Frames that it left out. */
  readonly dropped: number
  /** Both are used again for the next frame. */
  frame(head: MediaHead, payload: Uint8Array): void
  /** What is no frame. */
  tell(kind: MediaKind, payload?: Uint8Array, flags?: number): void
}

export interface StreamOptions {
  readonly connection: PlatformConnection
  readonly offer: Offer
  readonly answer: Answer
  readonly outlet: FrameSink
  readonly timings: Pick<Timings, 'mediaDialMs' | 'mediaSilenceMs'>
  /** Of the addresses of this platform the one to try first. */
  readonly preferred: PreferredAddress
  /** Nothing comes any more; told once, not after `close`. */
  readonly onEnded: (error: AppError) => void
}

/** Which of a platform's two addresses took the last stream. */
export interface PreferredAddress {
  index: number
}

export class MediaStream {
  readonly #options: StreamOptions
  readonly #receiver: Receiver
  readonly #over = new AbortController()
  #socket: WebSocket | undefined
  #greeting: Greeting | undefined
  #timer: NodeJS.Timeout | undefined
  #heardAtMs = 0
  #hasHeard = false
  #ticks = 0

  constructor(options: StreamOptions) {
    this.#options = options
    const { offer, answer, outlet } = options
    this.#receiver = new Receiver(offer, answer, {
      onFrame: (head, payload) => outlet.frame(head, payload),
      send: (packet) => this.#send(packet),
    })
    this.#run().catch((error: unknown) => this.#end(error instanceof AppError ? error : unexpected(error)))
  }

  close(): void {
    this.#over.abort()
    clearInterval(this.#timer)
    this.#greeting?.stop()
    this.#socket?.close(1000)
    this.#socket = undefined
  }

  async #run(): Promise<void> {
    const { connection, answer, preferred, timings, offer } = this.#options
    const urls = mediaUrls(answer, connection.base)
    const inOrder = preferred.index === 0 ? urls : urls.toReversed()
    const { socket, url } = await dial(inOrder, connection, this.#over.signal, timings.mediaDialMs)
    if (this.#over.signal.aborted) return socket.terminate()
    preferred.index = urls.indexOf(url)
    this.#socket = socket
    this.#heardAtMs = performance.now()
    socket.on('message', (data) => this.#hear(data as Buffer, url.startsWith('wss:')))
    socket.on('close', (code) => this.#end(new AppError('reset', { reason: `closed by the media server (${code})` })))
    socket.resume()
    const reports = receivedSections(offer, answer).map(({ section, ours }) => receiverReport(section.ssrc, ours))
    this.#greeting = startGreeting(
      () => reports.forEach((report) => this.#send(report)),
      () => this.#hasHeard,
    )
    this.#timer = setInterval(() => this.#tick(), TICK_MS)
  }

  #hear(message: Buffer, isEncrypted: boolean): void {
    const nowMs = performance.now()
    if (this.#over.signal.aborted) return
    this.#heardAtMs = nowMs
    if (!this.#hasHeard) {
      this.#hasHeard = true
      this.#options.outlet.tell(MediaKind.connected, undefined, isEncrypted ? MediaFlag.encrypted : 0)
    }
    if (asksForGreeting(message)) this.#greeting?.restart()
    else this.#receiver.receive(message, nowMs)
  }

  #tick(): void {
    const nowMs = performance.now()
    this.#receiver.tick(nowMs)
    if (nowMs - this.#heardAtMs > this.#options.timings.mediaSilenceMs)
      return this.#end(new AppError('timeout', { reason: 'nothing came from the media server' }))
    if (++this.#ticks % COUNT_TICKS !== 0) return
    const { counters } = this.#receiver
    const { outlet } = this.#options
    counters.dropped = outlet.dropped
    outlet.tell(MediaKind.counters, countersPayload(counters))
  }

  #send(packet: Uint8Array<ArrayBuffer>): void {
    if (this.#socket?.readyState === this.#socket?.OPEN) this.#socket?.send(packet)
  }

  #end(error: AppError): void {
    if (this.#over.signal.aborted) return
    this.close()
    this.#options.onEnded(error)
  }
}

function unexpected(error: unknown): AppError {
  return new AppError('internal', { reason: String(error) }, { cause: error })
}
