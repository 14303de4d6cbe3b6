/** In the audio thread: the microphone, at 8 kHz, as A-law in pieces of 20 ms. */
import { encodeALaw } from '../../../../shared/media/a-law.ts'

declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

const PIECE = 160
const FULL_SCALE = 32_767

class VoicePieces extends AudioWorkletProcessor {
  #piece = new Uint8Array(PIECE)
  #filled = 0

  process([input]: Float32Array[][]): boolean {
    for (const sample of input?.[0] ?? []) {
      const clipped = Math.max(-1, Math.min(1, sample))
      this.#piece[this.#filled++] = encodeALaw(Math.round(clipped * FULL_SCALE))
      if (this.#filled < PIECE) continue
      this.port.postMessage(this.#piece, [this.#piece.buffer])
      this.#piece = new Uint8Array(PIECE)
      this.#filled = 0
    }
    return true
  }
}

registerProcessor('voice-pieces', VoicePieces)
