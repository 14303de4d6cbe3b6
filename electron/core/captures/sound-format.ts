/** Sound of a stream as a file holds it: as it came, never coded anew. */
import type { AnswerSection } from '../../../shared/media/answer.ts'

export interface SoundFormat {
  readonly codec: 'alaw' | 'ulaw' | 'aac' | 'opus'
  /** MP4 has no place for it. */
  readonly isQuickTime: boolean
  readonly decoderConfig: AudioDecoderConfig
  /** The frame as a file holds it. */
  bare(frame: Uint8Array): Uint8Array
  /** Seconds of a frame of so many bytes. */
  secondsOf(bytes: number): number
  /** So many seconds of silence; undefined where none can be made of nothing. */
  silence(seconds: number): Uint8Array | undefined
}

const AAC_SAMPLES = 1024
const AAC_RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350]
/** As the platform's clients send it (RFC 7587: it tells by itself how long a frame is, and 20 ms is what all send). */
const OPUS_SECONDS = 0.02
const LAW = { PCMA: { codec: 'alaw', silence: 0xd5 }, PCMU: { codec: 'ulaw', silence: 0xff } } as const

/** Undefined for what no file here can hold (G.726). */
export function soundFormat(section: AnswerSection): SoundFormat | undefined {
  const name = section.codec.toUpperCase()
  const { clock } = section
  const channels = Math.max(1, section.channels)
  if (name === 'PCMA' || name === 'PCMU') return telephone(LAW[name], clock, channels)
  if (name === 'AAC') return aac(section, channels)
  if (name !== 'OPUS') return undefined
  const decoderConfig = { codec: 'opus', sampleRate: 48_000, numberOfChannels: channels }
  return {
    ...{ codec: 'opus', isQuickTime: false, decoderConfig },
    bare: (frame) => frame,
    secondsOf: () => OPUS_SECONDS,
    silence: () => undefined,
  }
}

/** The configuration is the answer's, or made of clock and channels: the usual profile (ISO/IEC 14496-3, 1.6.2.1). */
function aac({ clock, parameters }: AnswerSection, channels: number): SoundFormat | undefined {
  const told = parameters.get('config') ?? ''
  const rate = AAC_RATES.indexOf(clock)
  if (rate < 0) return undefined
  const usual = Uint8Array.of((2 << 3) | (rate >> 1), ((rate & 1) << 7) | (channels << 3))
  const description = /^(?:[\da-f]{2}){2,16}$/i.test(told) ? new Uint8Array(Buffer.from(told, 'hex')) : usual
  return {
    ...{ codec: 'aac', isQuickTime: false },
    decoderConfig: { codec: 'mp4a.40.2', sampleRate: clock, numberOfChannels: channels, description },
    bare: withoutAdts,
    secondsOf: () => AAC_SAMPLES / clock,
    silence: () => undefined,
  }
}

/** Some devices put a head before each frame (ADTS), which a file has no use for. */
function withoutAdts(frame: Uint8Array): Uint8Array {
  if (frame[0] !== 0xff || ((frame[1] ?? 0) & 0xf6) !== 0xf0) return frame
  return frame.subarray((frame[1] ?? 0) & 1 ? 7 : 9)
}

function telephone(law: (typeof LAW)[keyof typeof LAW], clock: number, numberOfChannels: number): SoundFormat {
  const bytesASecond = clock * numberOfChannels
  return {
    ...{ codec: law.codec, isQuickTime: true },
    decoderConfig: { codec: law.codec, sampleRate: clock, numberOfChannels },
    bare: (frame) => frame,
    secondsOf: (bytes) => bytes / bytesASecond,
    silence: (seconds) => new Uint8Array(Math.max(1, Math.round(seconds * clock)) * numberOfChannels).fill(law.silence),
  }
}
