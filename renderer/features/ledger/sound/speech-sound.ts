/** The sound of one speech on its way to the core: coded as Opus, handed over twice a second, so that a crash takes little. */
import { SOUND_PACKET_MS } from '../../../../shared/contract/ledger.ts'
import { toBase64 } from '../../../ui/pieces.ts'
import type { Samples } from './sound-tap.ts'

const BITS_A_SECOND = 24_000
const BATCH_PACKETS = 500 / SOUND_PACKET_MS
const MICROSECONDS = 1_000_000

export type HandOver = (packets: string[], isLast: boolean) => Promise<unknown>

export class SpeechSound {
  readonly #rate: number
  readonly #handOver: HandOver
  readonly #onFailed: () => void
  readonly #encoder: AudioEncoder
  #waiting: string[] = []
  #samples = 0
  #isOver = false

  /** `onFailed`: nothing more of it is wanted, or can be coded. */
  constructor(rate: number, handOver: HandOver, onFailed: () => void) {
    this.#rate = rate
    this.#handOver = handOver
    this.#onFailed = onFailed
    this.#encoder = new AudioEncoder({ output: (chunk) => this.#take(chunk), error: () => this.#fail() })
    this.#encoder.configure({
      ...{ codec: 'opus', sampleRate: rate, numberOfChannels: 1, bitrate: BITS_A_SECOND },
      opus: { frameDuration: SOUND_PACKET_MS * 1000 },
    })
  }

  add(data: Samples): void {
    if (this.#isOver) return
    const timestamp = Math.round((this.#samples / this.#rate) * MICROSECONDS)
    this.#samples += data.length
    const about = { format: 'f32', sampleRate: this.#rate, numberOfFrames: data.length, numberOfChannels: 1 } as const
    const audio = new AudioData({ ...about, timestamp, data })
    this.#encoder.encode(audio)
    audio.close()
  }

  /** What was added is handed over, and nothing more. */
  async end(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    await this.#encoder.flush().catch(() => undefined)
    if (this.#encoder.state !== 'closed') this.#encoder.close()
    this.#send(true)
  }

  #take(chunk: EncodedAudioChunk): void {
    const bytes = new Uint8Array(chunk.byteLength)
    chunk.copyTo(bytes)
    this.#waiting.push(toBase64(bytes))
    if (this.#waiting.length >= BATCH_PACKETS) this.#send(false)
  }

  #send(isLast: boolean): void {
    this.#handOver(this.#waiting.splice(0), isLast).catch(() => this.#fail())
  }

  #fail(): void {
    if (this.#encoder.state !== 'closed') this.#encoder.close()
    if (this.#isOver) return
    this.#isOver = true
    this.#onFailed()
  }
}
