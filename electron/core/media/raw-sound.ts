/**
 * Sound over a plain websocket of the platform (`bvwsc`), both ways: a message is eight zero bytes, the time in ms as eight bytes
 * big endian, and A-law; without sound it keeps the connection alive, which is due each five seconds.
 * Documentation: chapter "Media stream", conference websocket.
 */
import type { WebSocket } from 'ws'
import { AppError } from '../../../shared/errors.ts'
import { MediaFlag, MediaKind, type MediaHead } from '../../../shared/media/media-message.ts'
import type { PlatformConnection } from '../platform/connection.ts'
import type { Timings } from '../platform/timings.ts'
import { dial } from './dial.ts'
import type { FrameOutlet } from './frame-outlet.ts'

const HEADER_BYTES = 16
const KEEP_MS = 4_000
/** Of one message of the page: half a second. */
const MOST_SAID_BYTES = 4_000

export interface RawSoundOptions {
  readonly connection: PlatformConnection
  /** Of the websocket, as the platform gave it. */
  readonly path: string
  readonly sound: { readonly code: string; readonly channels: number; readonly SampleRate: number }
  readonly outlet: FrameOutlet
  /** What the page says is passed on, now. */
  readonly mayTalk: () => boolean
  readonly timings: Pick<Timings, 'mediaDialMs' | 'mediaSilenceMs'>
  /** Nothing comes any more; told once, not after `close`. */
  readonly onEnded: (error: AppError) => void
}

export class RawSound {
  readonly #options: RawSoundOptions
  readonly #over = new AbortController()
  readonly #head: MediaHead = { kind: MediaKind.audio, flags: 0, timeline: 0, mediaUs: 0, senderMs: 0, receivedMs: 0 }
  #socket: WebSocket | undefined
  #timer: NodeJS.Timeout | undefined
  #heardAtMs = 0

  constructor(options: RawSoundOptions) {
    this.#options = options
    options.outlet.onSaid = (bytes) => this.#say(bytes)
    this.#run().catch((error: unknown) =>
      this.#end(error instanceof AppError ? error : new AppError('internal', { reason: String(error) })),
    )
  }

  close(): void {
    this.#over.abort()
    clearInterval(this.#timer)
    this.#options.outlet.onSaid = undefined
    this.#socket?.close(1000)
    this.#socket = undefined
  }

  async #run(): Promise<void> {
    const { connection, path, sound, timings, outlet } = this.#options
    if (!/^PCMA$/i.test(sound.code) || sound.channels !== 1 || sound.SampleRate !== 8000)
      throw new AppError('unsupported', { reason: `${sound.code}/${sound.SampleRate}/${sound.channels}` })
    const url = new URL(path, connection.base)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    const { socket } = await dial([url.href], connection, this.#over.signal, timings.mediaDialMs)
    if (this.#over.signal.aborted) return socket.terminate()
    this.#socket = socket
    this.#heardAtMs = performance.now()
    outlet.tell(MediaKind.connected, undefined, url.protocol === 'wss:' ? MediaFlag.encrypted : 0)
    socket.on('message', (data) => this.#hear(data as Buffer))
    socket.on('close', (code) => this.#end(new AppError('reset', { reason: `closed by the media server (${code})` })))
    socket.resume()
    this.#send(new Uint8Array(0))
    this.#timer = setInterval(() => this.#keep(), KEEP_MS)
  }

  #hear(message: Buffer): void {
    this.#heardAtMs = performance.now()
    if (message.length <= HEADER_BYTES) return
    const head = this.#head
    head.senderMs = Number(message.readBigUInt64BE(8))
    head.mediaUs = head.senderMs * 1000
    head.receivedMs = Date.now()
    this.#options.outlet.frame(head, message.subarray(HEADER_BYTES))
  }

  #say(bytes: Uint8Array): void {
    if (bytes.length > 0 && bytes.length <= MOST_SAID_BYTES && this.#options.mayTalk()) this.#send(bytes)
  }

  #send(sound: Uint8Array): void {
    const socket = this.#socket
    if (socket?.readyState !== socket?.OPEN) return
    const message = Buffer.alloc(HEADER_BYTES + sound.length)
    message.writeBigUInt64BE(BigInt(Date.now()), 8)
    message.set(sound, HEADER_BYTES)
    socket?.send(message)
  }

  #keep(): void {
    if (performance.now() - this.#heardAtMs > this.#options.timings.mediaSilenceMs)
      return this.#end(new AppError('timeout', { reason: 'nothing came from the media server' }))
    this.#send(new Uint8Array(0))
  }

  #end(error: AppError): void {
    if (this.#over.signal.aborted) return
    this.close()
    this.#options.onEnded(error)
  }
}
