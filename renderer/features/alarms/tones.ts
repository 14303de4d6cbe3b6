/** The sounds themselves, made here: no files, the same on every machine. Each level is told apart by its rhythm, not only its pitch. */
import { ref, type Ref } from 'vue'
import type { SoundName } from './sound-rule.ts'

export interface Tone {
  readonly hz: number
  /** From the beginning of the sound, s. */
  readonly at: number
  readonly lasts: number
}

export const beeps = (hz: readonly number[], every: number, lasts: number): Tone[] =>
  hz.map((each, index) => ({ hz: each, at: index * every, lasts }))

export const SOUNDS: Readonly<Record<SoundName, readonly Tone[]>> = {
  sos: beeps([988, 740, 988, 740, 988, 740, 988, 740], 0.16, 0.15),
  critical: beeps([880, 880, 880, 1175, 1175, 1175], 0.13, 0.09),
  high: beeps([784, 784, 988], 0.22, 0.16),
  medium: beeps([587, 494], 0.2, 0.18),
}

const VOLUME = 0.22
const EDGE_S = 0.012

export interface TonePlayer {
  /** The browser holds sound back until the operator clicked or typed in this window. */
  readonly blocked: Readonly<Ref<boolean>>
  /** False when it could not be heard. */
  play(sound: SoundName): boolean
  /** Call on a gesture of the operator. */
  unlock(): void
}

/** `makeContext` gives undefined where there is no sound at all. */
export function createTonePlayer(makeContext: () => AudioContext | undefined): TonePlayer {
  const blocked = ref(false)
  let context: AudioContext | undefined

  function ready(): AudioContext | undefined {
    if (!context) {
      context = makeContext()
      context?.addEventListener('statechange', () => {
        if (context?.state === 'running') blocked.value = false
      })
    }
    return context
  }

  return {
    blocked,
    play(sound) {
      const audio = ready()
      if (audio?.state !== 'running') {
        blocked.value = true
        // Without a gesture this stays open; with one it is running for the next repetition.
        void audio?.resume().catch(() => undefined)
        return false
      }
      for (const tone of SOUNDS[sound]) sing(audio, tone)
      return true
    },
    unlock() {
      const audio = ready()
      if (audio && audio.state !== 'running') void audio.resume().catch(() => undefined)
    },
  }
}

/** With soft edges: a tone cut hard clicks. */
export function sing(audio: AudioContext, { hz, at, lasts }: Tone): void {
  const start = audio.currentTime + at + 0.02
  const volume = audio.createGain()
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(VOLUME, start + EDGE_S)
  volume.gain.setValueAtTime(VOLUME, start + lasts - EDGE_S)
  volume.gain.linearRampToValueAtTime(0, start + lasts)
  const voice = audio.createOscillator()
  voice.type = 'triangle'
  voice.frequency.value = hz
  voice.connect(volume).connect(audio.destination)
  voice.onended = () => volume.disconnect()
  voice.start(start)
  voice.stop(start + lasts)
}
