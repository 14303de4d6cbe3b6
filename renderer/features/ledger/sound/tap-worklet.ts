/** In the audio thread: what passes, as one channel in pieces of 20 ms. */

declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void
declare const sampleRate: number

/** What the browser calls `process` for where nothing comes. */
const QUANTUM = 128

class SoundPieces extends AudioWorkletProcessor {
  readonly #length = Math.round(sampleRate / 50)
  #piece = new Float32Array(this.#length)
  #filled = 0

  process([input]: Float32Array[][]): boolean {
    const samples = input?.[0]
    for (let at = 0; at < (samples?.length ?? QUANTUM); at++) {
      this.#piece[this.#filled++] = samples?.[at] ?? 0
      if (this.#filled < this.#length) continue
      this.port.postMessage(this.#piece, [this.#piece.buffer])
      this.#piece = new Float32Array(this.#length)
      this.#filled = 0
    }
    return true
  }
}

registerProcessor('sound-pieces', SoundPieces)
