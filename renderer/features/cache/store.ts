/** The local database as the core tells of it. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CacheState } from '../../../shared/contract/cache.ts'
import { useClient } from '../../client.ts'

export const useCacheStore = defineStore('cache', () => {
  const client = useClient()
  const state = shallowRef<CacheState>({ phase: 'closed' })
  client.on('cache.stateChanged', (changed) => (state.value = changed))
  /** Once, before the first screen. */
  async function start(): Promise<void> {
    state.value = await client.cache.state({})
  }
  return { state, start }
})
