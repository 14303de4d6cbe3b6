/** Says whether the own voice is heard now: with its first sound, and until a moment after its last. */
import type { Off } from '../../../shared/disposables.ts'

const LOOK_MS = 50
/** -39 dB: speech at a desk, not the room. */
const VOICE = 0.35
const LINGER_MS = 500

export function followOwnVoice(level: () => number | undefined, onVoice: (isHeard: boolean) => void): Off {
  let heardAt = -Infinity
  let isHeard = false
  const timer = setInterval(() => {
    const now = performance.now()
    if ((level() ?? 0) >= VOICE) heardAt = now
    const isNow = now - heardAt < LINGER_MS
    if (isNow === isHeard) return
    isHeard = isNow
    onVoice(isHeard)
  }, LOOK_MS)
  return () => clearInterval(timer)
}
