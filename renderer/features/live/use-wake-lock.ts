/** While pictures play the screen does not go dark: by the host where it can, else by the browser, which lets go of it when the page is hidden. */
import { useEventListener } from '@vueuse/core'
import { watch } from 'vue'
import { useClient } from '../../client.ts'

export function useWakeLock(isPlaying: () => boolean): void {
  const client = useClient()
  let lock: WakeLockSentinel | undefined
  let asking = false

  async function hold(): Promise<void> {
    if (asking || !isPlaying() || document.visibilityState !== 'visible') return
    if (lock && !lock.released) return
    asking = true
    // Refused without a screen, on low battery or by the host, which then does it itself.
    lock = await navigator.wakeLock?.request('screen').catch(() => undefined)
    asking = false
    if (!isPlaying()) void release()
  }

  async function release(): Promise<void> {
    const held = lock
    lock = undefined
    await held?.release().catch(() => undefined)
  }

  watch(isPlaying, (on) => {
    void client.walls.keepAwake({ on }).catch(() => undefined)
    void (on ? hold() : release())
  })
  useEventListener(document, 'visibilitychange', () => void hold())
}
