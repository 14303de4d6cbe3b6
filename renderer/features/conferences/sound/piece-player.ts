/** Plays pieces of A-law one after the other, a little behind: they come unevenly. */
import { decodeALaw } from '../../../../shared/media/a-law.ts'

const RATE = 8000
/** From the first piece after a silence to its sound. */
const LEAD_S = 0.06
/** More waits only when they came in a heap: those are left out, or speech would stay behind for good. */
const MOST_WAITING_S = 0.4

export class PiecePlayer {
  readonly #into: AudioNode
  #nextAt = 0

  constructor(into: AudioNode) {
    this.#into = into
  }

  play(bytes: Uint8Array): void {
    const { context } = this.#into
    const now = context.currentTime
    if (this.#nextAt < now) this.#nextAt = now + LEAD_S
    if (bytes.length === 0 || this.#nextAt - now > MOST_WAITING_S) return
    const samples = new Int16Array(bytes.length)
    decodeALaw(bytes, samples)
    const buffer = new AudioBuffer({ length: samples.length, sampleRate: RATE })
    buffer.copyToChannel(
      Float32Array.from(samples, (sample) => sample / 32_768),
      0,
    )
    const piece = new AudioBufferSourceNode(context, { buffer })
    piece.connect(this.#into)
    piece.onended = () => piece.disconnect()
    piece.start(this.#nextAt)
    this.#nextAt += buffer.duration
  }
}
