/** Signs of life of the operator: the last moment a hand was on mouse or keyboard in this window. */
import { useEventListener } from '@vueuse/core'

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const

export interface Activity {
  /** Epoch ms; 0 before the first. */
  lastActiveAt(): number
  /** A hand moved within `ms`. */
  wasActive(ms: number): boolean
}

/** `onSign` is called with each. Listens as long as the scope it is called in. */
export function useActivity(onSign: () => void): Activity {
  let activeAt = 0
  for (const sign of SIGNS) {
    useEventListener(
      window,
      sign,
      () => {
        activeAt = Date.now()
        onSign()
      },
      { passive: true, capture: true },
    )
  }
  return { lastActiveAt: () => activeAt, wasActive: (ms) => Date.now() - activeAt <= ms }
}
