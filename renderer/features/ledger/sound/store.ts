/** Whether the sound of speeches is kept on this computer, as the core tells of it. */
import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { SoundKeeping } from '../../../../shared/contract/ledger.ts'
import { useClient } from '../../../client.ts'
import { useSessionStore } from '../../session/store.ts'

const OFF: SoundKeeping = { isOn: false, folder: '', writing: [] }

export const useSoundKeepingStore = defineStore('sound-keeping', () => {
  const client = useClient()
  const session = useSessionStore()
  const state = shallowRef(OFF)
  client.on('ledger.soundKeepingChanged', (told) => (state.value = told))
  watch(
    () => session.inside,
    (inside) => {
      state.value = OFF
      if (inside)
        client.ledger.soundKeeping({}).then(
          (told) => (state.value = told),
          () => undefined,
        )
    },
    { immediate: true },
  )
  return {
    state,
    /** From the next speech on. Throws `disk`. */
    turn: (isOn: boolean): Promise<unknown> => client.ledger.keepSound({ isOn }),
  }
})
