/** Sound of one stream: A-law and G.726 by ourselves, AAC and opus by the browser; written at its moment. */
import type { StreamSection } from '../../../../shared/contract/live.ts'
import { decodeALaw } from '../../../../shared/media/a-law.ts'
import { G726Decoder, g726Bits, type G726Bits } from '../../../../shared/media/g726.ts'

export interface EncodedSound {
  readonly data: Uint8Array<ArrayBuffer>
  readonly mediaUs: number
  readonly dueMs: number
}

/** Later than that it would only push back what follows. */
const MOST_LATE_MS = 150

interface Decoder {
  decode(sound: EncodedSound): void
  close(): void
}

type Write = (data: AudioData) => void

export class AudioLane {
  readonly #writer: WritableStreamDefaultWriter<AudioData>
  readonly #decoder: Decoder
  #waiting: EncodedSound[] = []
  #isOver = false

  /** `onMissing`: what comes cannot be decoded after all. */
  constructor(section: StreamSection, sound: WritableStream<AudioData>, onMissing: () => void) {
    this.#writer = sound.getWriter()
    this.#decoder = createDecoder(
      section,
      (data) => {
        if (this.#isOver) data.close()
        else this.#writer.write(data).catch(() => data.close())
      },
      onMissing,
    )
  }

  push(sound: EncodedSound): void {
    this.#waiting.push(sound)
  }

  tick(nowMs: number): void {
    while (this.#waiting.length > 0) {
      const [next] = this.#waiting
      if (!next || next.dueMs > nowMs) return
      this.#waiting.shift()
      if (nowMs - next.dueMs <= MOST_LATE_MS) this.#decoder.decode(next)
    }
  }

  close(): void {
    this.#isOver = true
    this.#waiting = []
    this.#decoder.close()
    this.#writer.close().catch(() => undefined)
  }
}

/** Names as the platform writes them, in capitals. */
const BY_BROWSER: Readonly<Record<string, string>> = { AAC: 'mp4a.40.2', OPUS: 'opus' }

/** Whether sound of this codec can be heard here. */
export async function canHear({ codec, clock, channels }: StreamSection): Promise<boolean> {
  const name = codec.toUpperCase()
  if (name === 'PCMA' || g726BitsOf(codec)) return true
  const browserName = BY_BROWSER[name]
  if (browserName === undefined) return false
  const config = { codec: browserName, sampleRate: clock, numberOfChannels: channels }
  return await AudioDecoder.isConfigSupported(config).then(
    ({ supported }) => supported === true,
    () => false,
  )
}

function createDecoder(section: StreamSection, write: Write, onMissing: () => void): Decoder {
  if (section.codec.toUpperCase() === 'PCMA') return aLawDecoder(section, write)
  const bits = g726BitsOf(section.codec)
  return bits ? g726Decoder(bits, section, write) : browserDecoder(section, write, onMissing)
}

/** `G726-32`: kbit/s stand in the name. */
const g726BitsOf = (codec: string): G726Bits | undefined => g726Bits(Number(/^G726-(\d+)$/i.exec(codec)?.[1]))

function aLawDecoder({ clock }: StreamSection, write: Write): Decoder {
  return {
    decode({ data, mediaUs }) {
      const samples = new Int16Array(data.length)
      decodeALaw(data, samples)
      write(audioOf(samples, clock, mediaUs))
    },
    close: () => undefined,
  }
}

function g726Decoder(bits: G726Bits, { clock }: StreamSection, write: Write): Decoder {
  const decoder = new G726Decoder(bits)
  return {
    decode: ({ data, mediaUs }) => write(audioOf(decoder.decode(data), clock, mediaUs)),
    close: () => undefined,
  }
}

function audioOf(samples: Int16Array<ArrayBuffer>, sampleRate: number, mediaUs: number): AudioData {
  const shape = { format: 's16', sampleRate, numberOfFrames: samples.length, numberOfChannels: 1 } as const
  return new AudioData({ ...shape, timestamp: Math.round(mediaUs), data: samples })
}

function browserDecoder(section: StreamSection, write: Write, onMissing: () => void): Decoder {
  const decoder = new AudioDecoder({ output: write, error: onMissing })
  const codec = BY_BROWSER[section.codec.toUpperCase()] ?? ''
  const plain = { codec, sampleRate: section.clock, numberOfChannels: section.channels }
  return {
    decode({ data, mediaUs }) {
      if (decoder.state === 'closed') return
      if (decoder.state === 'unconfigured') {
        // With heads of its own (ADTS) a frame says what it is; without, the answer has to.
        const hasHead = data[0] === 0xff && ((data[1] ?? 0) & 0xf0) === 0xf0
        const description = hasHead ? undefined : bytesOf(section.config ?? '')
        decoder.configure(description && description.length > 0 ? { ...plain, description } : plain)
      }
      decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: Math.round(mediaUs), data }))
    },
    close: () => decoder.state !== 'closed' && decoder.close(),
  }
}

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length >> 1 }, (_, at) => parseInt(hex.slice(2 * at, 2 * at + 2), 16))
