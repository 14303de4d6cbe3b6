/** What the core says about itself. It does not change while it runs. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AppInfo } from '../../../shared/contract/app.ts'
import { useClient } from '../../client.ts'

export const useAppInfoStore = defineStore('appInfo', () => {
  const client = useClient()
  const info = shallowRef<AppInfo>({ version: '', host: 'node', secrets: 'none' })
  /** Once, before the first screen. */
  async function start(): Promise<void> {
    info.value = await client.app.info({})
  }
  return { info, start }
})
