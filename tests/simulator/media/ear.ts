/** What a client was heard saying: counted, the latest of it kept, and the tone in it. */
import { isVoice } from './talkback.ts'
import { decodeALaw } from './tone.ts'

export interface Heard {
  readonly packets: number
  /** Of all that was heard. */
  readonly ms: number
  /** Root mean square of the last half second that came, 0 to 1. */
  readonly level: number
  /** The strongest of 100, 150 … 2000 Hz in it; undefined when it is too quiet to tell. */
  readonly frequencyHz: number | undefined
  /** Epoch ms at which the last packet came, and the last one that was not silent; undefined before the first. */
  readonly packetAt: number | undefined
  readonly voiceAt: number | undefined
  /** The last ten seconds that came, A-law in base64. */
  readonly sound: string
}

export interface Ear {
  /** A-law, 8000 samples a second. */
  hear(payload: Buffer): void
  heard(): Heard
}

const RATE = 8000
const KEPT_SAMPLES = 10 * RATE
const JUDGED_SAMPLES = RATE / 2
const QUIET = 0.005
const [LOWEST_HZ, HIGHEST_HZ, STEP_HZ] = [100, 2000, 50]

export function createEar(): Ear {
  let kept = Buffer.alloc(0)
  let packets = 0
  let samples = 0
  let packetAt: number | undefined
  let voiceAt: number | undefined
  return {
    hear(payload) {
      packets++
      packetAt = Date.now()
      if (isVoice(payload)) voiceAt = packetAt
      samples += payload.length
      kept = Buffer.concat([kept, payload]).subarray(-KEPT_SAMPLES)
    },
    heard() {
      const latest = Float64Array.from(kept.subarray(-JUDGED_SAMPLES), (code) => decodeALaw(code) / 32_768)
      const level = Math.sqrt(latest.reduce((sum, value) => sum + value * value, 0) / Math.max(1, latest.length))
      const frequencyHz = level < QUIET ? undefined : strongest(latest)
      const ms = (samples * 1000) / RATE
      return { packets, ms, level, frequencyHz, packetAt, voiceAt, sound: kept.toString('base64') }
    },
  }
}

function strongest(samples: Float64Array): number {
  let best = LOWEST_HZ
  let most = -1
  for (let hz = LOWEST_HZ; hz <= HIGHEST_HZ; hz += STEP_HZ) {
    const power = powerAt(samples, hz)
    if (power > most) [best, most] = [hz, power]
  }
  return best
}

/** Goertzel's algorithm. */
function powerAt(samples: Float64Array, hz: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * hz) / RATE)
  let [before, last] = [0, 0]
  for (const sample of samples) [before, last] = [last, sample + factor * last - before]
  return before * before + last * last - factor * before * last
}
