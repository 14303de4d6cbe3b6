/** What is heard from a device: its loudness, and how loud it may be while one talks oneself. */
import type { Off } from '../../../shared/disposables.ts'
import { meterLevel } from '../voice/level-meter.ts'
import type { Outputs } from '../voice/output.ts'

/** Of the chosen volume, while the own voice is heard over an open line. */
const DUCKED = 0.2

export interface ReceivedSound {
  /** 0 to 1; undefined when it is not measured. */
  level(): number | undefined
  /** 0..1 */
  setVolume(volume: number): void
  /** `silent`: a device that does one direction at a time has nothing to say meanwhile, and its echo would only disturb. */
  setDucking(ducking: 'none' | 'low' | 'silent'): void
  close(): void
}

export function playReceived(stream: MediaStream, outputs: Outputs, volume: number): ReceivedSound {
  const element = new Audio()
  element.srcObject = stream
  const offs: Off[] = [outputs.follow(element, 'speech')]
  const meters = stream.getAudioTracks().map(meterLevel)
  let chosen = volume
  let ducking: 'none' | 'low' | 'silent' = 'none'
  function apply(): void {
    element.muted = ducking === 'silent'
    element.volume = ducking === 'low' ? chosen * DUCKED : chosen
  }
  apply()
  // The operator clicked to come here: the browser lets it sound.
  void element.play().catch(() => undefined)
  return {
    level() {
      let loudest: number | undefined
      for (const meter of meters) loudest = Math.max(loudest ?? 0, meter.level() ?? 0)
      return loudest
    },
    setVolume(next) {
      chosen = next
      apply()
    },
    setDucking(next) {
      if (next === ducking) return
      ducking = next
      apply()
    },
    close() {
      for (const off of offs) off()
      for (const meter of meters) meter.close()
      element.pause()
      element.srcObject = null
    },
  }
}
