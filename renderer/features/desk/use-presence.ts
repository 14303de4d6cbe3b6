/** Tells the core that somebody sits here: with each sign of life, at most every 30 s. */
import { watch } from 'vue'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'
import { useActivity, type Activity } from './activity.ts'

const TELL_MS = 30_000

export function usePresence(): Activity {
  const client = useClient()
  const session = useSessionStore()
  let toldAt = 0

  function tell(): void {
    if (session.phase !== 'signed-in' || Date.now() - toldAt < TELL_MS) return
    toldAt = Date.now()
    // Told again with the next sign of life.
    client.desk.present({}).catch(() => (toldAt = 0))
  }
  watch(
    () => session.phase,
    (phase) => {
      // Signing in is a sign of life, also without a key pressed since.
      if (phase !== 'signed-in' || !document.hasFocus()) return
      toldAt = 0
      tell()
    },
    { immediate: true },
  )
  return useActivity(tell)
}
