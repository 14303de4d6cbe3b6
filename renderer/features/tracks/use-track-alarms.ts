/** Alarms of the units whose tracks are shown, of the time that is shown. */
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Alarm } from '../../../shared/contract/alarms.ts'
import { useClient } from '../../client.ts'
import { useTracksStore } from './store.ts'

/** In one list; beyond it is said that there are more. */
const MOST = 200

export function useTrackAlarms() {
  const client = useClient()
  const store = useTracksStore()
  const alarms = shallowRef<readonly Alarm[]>([])
  const more = shallowRef(false)
  let running = new AbortController()

  watch(
    [() => store.tracks.map(({ puid }) => puid).join(' '), () => store.range],
    async () => {
      running.abort()
      const { signal } = (running = new AbortController())
      alarms.value = []
      more.value = false
      const devices = store.tracks.map(({ puid }) => puid)
      if (devices.length === 0) return
      const filter = { devices, from: store.range.from, to: store.range.to }
      // Without them the track is still a track: the list of alarms has its own place to say why.
      const page = await client.alarms.list({ filter, limit: MOST }, { signal }).catch(() => undefined)
      if (signal.aborted || !page) return
      alarms.value = page.alarms
      more.value = page.more
    },
    { immediate: true },
  )
  onScopeDispose(() => running.abort())
  return { alarms, more }
}
