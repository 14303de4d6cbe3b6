/** Somebody talks, and the microphone hears nothing: muted at the headset, the wrong device, pulled out halfway. */
import type { Off } from '../../../shared/disposables.ts'

const LOOK_MS = 100
/** Quieter than this (-51 dB) nobody talks; the noise of a control room is below it, or is suppressed. */
const QUIET = 0.15
const USUAL_AFTER_MS = 2_500

export interface SilenceOptions {
  /** 0..1, undefined when it is not measured: then nothing is claimed. */
  level(): number | undefined
  /** With each change: true after so long without a sound, false with the next sound. */
  onSilence(isSilent: boolean): void
  readonly afterMs?: number
}

/** Watches from now on, while somebody talks; the off-function ends it, and tells nothing any more. */
export function watchSilence({ level, onSilence, afterMs = USUAL_AFTER_MS }: SilenceOptions): Off {
  let quietSince = performance.now()
  let isSilent = false
  function look(): void {
    const heard = level()
    if (heard === undefined || heard >= QUIET) quietSince = performance.now()
    const isQuiet = performance.now() - quietSince >= afterMs
    if (isQuiet === isSilent) return
    isSilent = isQuiet
    onSilence(isSilent)
  }
  const timer = setInterval(look, LOOK_MS)
  return () => clearInterval(timer)
}
