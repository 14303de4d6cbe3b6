/** The fences that were read last, and the one that is looked at with its devices. */
import { computed, shallowRef } from 'vue'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import type { Fence } from './fence.ts'
import type { FenceCalls, FenceDevice, FenceFilter } from './fence-calls.ts'

export type FenceList = ReturnType<typeof useFenceList>

export function useFenceList(calls: FenceCalls) {
  const fences = shallowRef<readonly Fence[]>([])
  const selectedId = shallowRef('')
  const devices = useDevices(calls, () => selectedId.value)

  return {
    fences,
    selectedId,
    selected: computed(() => fences.value.find(({ id }) => id === selectedId.value)),
    devices,
    select(id: string): void {
      if (selectedId.value === id) return
      selectedId.value = id
      void devices.read()
    },
    /** As the platform has it now. */
    put(fence: Fence): void {
      const isKnown = fences.value.some(({ id }) => id === fence.id)
      fences.value = isKnown ? fences.value.map((one) => (one.id === fence.id ? fence : one)) : [...fences.value, fence]
    },
    drop(id: string): void {
      fences.value = fences.value.filter((fence) => fence.id !== id)
    },
    async read(filter: FenceFilter, signal: AbortSignal): Promise<void> {
      fences.value = await calls.list(filter, { signal })
    },
  }
}

function useDevices(calls: FenceCalls, idOf: () => string) {
  const list = shallowRef<readonly FenceDevice[]>()
  const error = shallowRef<ErrorEnvelope>()
  let running = new AbortController()

  async function read(): Promise<void> {
    running.abort()
    const mine = (running = new AbortController())
    const id = idOf()
    list.value = error.value = undefined
    if (id === '') return
    try {
      const found = await calls.devices(id, { signal: mine.signal })
      if (!mine.signal.aborted) list.value = found
    } catch (thrown) {
      if (!mine.signal.aborted) error.value = toEnvelope(thrown)
    }
  }
  return { list, error, read }
}
