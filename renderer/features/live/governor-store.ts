/** Whether panes looked at least may give way when this machine is short of power. Kept for this installation. */
import { defineStore } from 'pinia'
import { useClient } from '../../client.ts'
import { keptSetting } from '../settings/kept-setting.ts'

export const useGovernorStore = defineStore('live-governor', () => {
  const { value: isOn, choose } = keptSetting(useClient(), {
    scope: 'app',
    key: 'live.governor',
    read: (kept) => kept !== false,
  })
  return { isOn, choose }
})
