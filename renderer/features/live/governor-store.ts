/** Whether panes looked at least may give way when this machine is short of power. Kept for this installation. */
import { defineStore } from 'pinia'
import { useClient } from '../../client.ts'
import { appChoice } from './app-choice.ts'

export const useGovernorStore = defineStore('live-governor', () => {
  const { value: isOn, choose } = appChoice<boolean>(useClient(), 'live.governor', (kept) => kept !== false)
  return { isOn, choose }
})
