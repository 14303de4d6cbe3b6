/** Whether panes looked at least may give way when this machine is short of power. Kept for this installation. */
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useClient } from '../../client.ts'

const KEY = 'live.governor'

export const useGovernorStore = defineStore('live-governor', () => {
  const client = useClient()
  const isOn = ref(true)
  const take = (value: unknown): void => void (isOn.value = value !== false)

  client.on('settings.changed', ({ scope, key, value }) => {
    if (scope === 'app' && key === KEY) take(value)
  })
  void client.settings.read({ scope: 'app', key: KEY }).then(
    ({ value }) => take(value),
    () => undefined,
  )
  return {
    isOn,
    /** Applied at once; a failure to keep it is thrown (`disk`). */
    async choose(value: boolean): Promise<void> {
      isOn.value = value
      await client.settings.write({ scope: 'app', key: KEY, value })
    },
  }
})
