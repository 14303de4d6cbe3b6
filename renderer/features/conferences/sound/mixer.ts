/**
 * What is heard of all conferences together: each with its volume, its side and its mute, lowered while one that has priority
 * speaks.
 */
import { loudness } from '../../voice/loudness.ts'
import type { ConferenceChoice, Pan } from '../conference-settings.ts'

/** Of what is lowered. */
const DUCKED = 0.2
/** A change of loudness takes about three times as long. */
const SMOOTH_S = 0.03
const SIDE: Readonly<Record<Pan, number>> = { left: -1, centre: 0, right: 1 }
const METER_SAMPLES = 1024

type Heard = Pick<ConferenceChoice, 'volume' | 'isMuted' | 'pan'>

/** One conference in the mix. */
export class Strip {
  readonly input: GainNode
  readonly #gain: GainNode
  readonly #pan: StereoPannerNode
  readonly #meter: AnalyserNode
  readonly #samples = new Float32Array(METER_SAMPLES)

  constructor(context: AudioContext, out: AudioNode) {
    this.input = new GainNode(context)
    this.#meter = new AnalyserNode(context, { fftSize: METER_SAMPLES })
    this.#gain = new GainNode(context, { gain: 0 })
    this.#pan = new StereoPannerNode(context)
    this.input.connect(this.#meter)
    this.input.connect(this.#gain).connect(this.#pan).connect(out)
  }

  set({ volume, isMuted, pan }: Heard, isDucked: boolean): void {
    const gain = isMuted ? 0 : volume * (isDucked ? DUCKED : 1)
    const { currentTime } = this.#gain.context
    this.#gain.gain.setTargetAtTime(gain, currentTime, SMOOTH_S)
    this.#pan.pan.setTargetAtTime(SIDE[pan], currentTime, SMOOTH_S)
  }

  /** 0 silent to 1 full: of what comes, whether or not it is muted here. */
  level(): number {
    this.#meter.getFloatTimeDomainData(this.#samples)
    return loudness(this.#samples)
  }

  /** Strength of each of the meter's frequencies, dB, up to half the sample rate. */
  spectrum(): { readonly decibels: Float32Array; readonly hzEach: number } {
    const decibels = new Float32Array(this.#meter.frequencyBinCount)
    this.#meter.getFloatFrequencyData(decibels)
    return { decibels, hzEach: this.#meter.context.sampleRate / METER_SAMPLES }
  }

  remove(): void {
    for (const node of [this.input, this.#meter, this.#gain, this.#pan]) node.disconnect()
  }
}

/** Whether a conference is lowered while `speaking` ones speak. */
export function isDucked(groupId: string, priorities: ReadonlySet<string>, speaking: ReadonlySet<string>): boolean {
  return !priorities.has(groupId) && [...priorities].some((priority) => speaking.has(priority))
}
