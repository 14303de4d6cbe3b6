/** The details of one device, fetched when it is looked at and kept fresh while it is. */
import { useDebounceFn, useDocumentVisibility, useIntervalFn } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { DeviceDetails } from '../../../shared/contract/fleet.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'

/** Walking through the tree by arrow key asks only for where it ends. */
const DEBOUNCE_MS = 150
const REFRESH_MS = 10_000

/** `online` is watched: a device that comes or goes has new details. */
export function useDeviceDetails(puid: () => string, online: () => boolean) {
  const client = useClient()
  const details = shallowRef<DeviceDetails>()
  const error = shallowRef<ErrorEnvelope>()
  /** Epoch ms of the answer shown. */
  const fetchedAt = ref<number>()
  const isFetching = ref(false)
  const visibility = useDocumentVisibility()
  let running: AbortController | undefined
  let isGone = false

  async function fetch(): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    isFetching.value = true
    try {
      const answer = await client.fleet.deviceDetails({ puid: puid() }, { signal: mine.signal })
      if (running !== mine) return
      details.value = answer
      error.value = undefined
      fetchedAt.value = Date.now()
    } catch (thrown) {
      if (running === mine) error.value = toEnvelope(thrown)
    } finally {
      if (running === mine) isFetching.value = false
    }
  }
  const fetchSoon = useDebounceFn(() => (isGone ? undefined : fetch()), DEBOUNCE_MS)

  watch(
    puid,
    () => {
      running?.abort()
      running = undefined
      details.value = error.value = fetchedAt.value = undefined
      isFetching.value = true
      void fetchSoon()
    },
    { immediate: true },
  )
  watch(online, () => void fetchSoon())
  useIntervalFn(() => {
    // A slow answer is waited for, not asked for again.
    if (visibility.value === 'visible' && !isFetching.value) void fetch()
  }, REFRESH_MS)
  onScopeDispose(() => {
    isGone = true
    running?.abort()
  })

  return { details, error, fetchedAt, isFetching, refresh: fetch }
}
