/** The fences of the platform, which of them is looked at, and the one that is edited. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useClient } from '../../client.ts'
import type { Fence } from './fence.ts'
import { useFenceActs } from './fence-acts.ts'
import { fenceCalls } from './fence-calls.ts'
import { useFenceEditing } from './fence-editing.ts'
import { useFenceList } from './fence-list.ts'

export const useFencesStore = defineStore('fences', () => {
  const calls = fenceCalls(useClient())
  const list = useFenceList(calls)
  const acts = useFenceActs()
  const { isAsItWas, ...editing } = useFenceEditing(calls, list, acts)
  const { fences, selectedId, selected, devices, read } = list
  const { act, error, isBusy } = acts

  /** What was refused of another is no word about this one. */
  function select(id: string): void {
    if (selectedId.value !== id) error.value = undefined
    list.select(id)
  }

  return {
    ...editing,
    ...{ fences, selectedId, selected, select, read, error, isBusy },
    /** The list is of the fences of the unit that is looked at on the map. */
    ofUnit: shallowRef(false),
    devices: devices.list,
    devicesError: devices.error,
    remove: (id: string): Promise<void> =>
      act(async () => {
        await calls.remove(id)
        list.drop(id)
        if (selectedId.value === id) select('')
      }),
    setEnabled: (fence: Fence, enabled: boolean): Promise<void> =>
      act(async () => {
        if (await isAsItWas(fence)) list.put(await calls.change(fence.id, { ...fence, enabled }))
      }),
    attach: (id: string, puids: readonly string[]): Promise<void> =>
      act(async () => {
        await calls.addDevices(id, puids)
        await devices.read()
      }),
    detach: (id: string, puids: readonly string[]): Promise<void> =>
      act(async () => {
        await calls.removeDevices(id, puids)
        await devices.read()
      }),
  }
})
