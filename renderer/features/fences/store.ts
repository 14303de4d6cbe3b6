/** The fences of the platform, which of them is looked at, and the one that is edited. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { fenceCalls, type FenceDevice } from './fence-calls.ts'
import { differences, draftOf, merged, type FenceDraft } from './fence-draft.ts'
import { faultsOf } from './fence-faults.ts'
import type { Fence, FencePlan } from './fence.ts'

/** Another changed the fence while it was edited here. */
export interface Conflict {
  readonly theirs: Fence
  /** What they changed. */
  readonly parts: readonly (keyof FencePlan)[]
}

export const useFencesStore = defineStore('fences', () => {
  const calls = fenceCalls(useClient())
  const fences = shallowRef<readonly Fence[]>([])
  const selectedId = shallowRef('')
  const draft = shallowRef<FenceDraft>()
  const conflict = shallowRef<Conflict>()
  const error = shallowRef<ErrorEnvelope>()
  const isBusy = shallowRef(false)
  /** The list is of the fences of the unit that is looked at on the map. */
  const ofUnit = shallowRef(false)
  const devices = useDevices(calls, () => selectedId.value)

  const selected = computed(() => fences.value.find(({ id }) => id === selectedId.value))
  const taken = computed(
    () => new Set(fences.value.filter(({ id }) => id !== draft.value?.base?.id).map(({ name }) => name.trim())),
  )
  const faults = computed(() => (draft.value ? faultsOf(draft.value.plan, taken.value) : []))

  function put(fence: Fence): void {
    const isKnown = fences.value.some(({ id }) => id === fence.id)
    fences.value = isKnown ? fences.value.map((one) => (one.id === fence.id ? fence : one)) : [...fences.value, fence]
  }

  /** One act at a time; what the platform said of it is shown. */
  async function act<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (isBusy.value) return undefined
    isBusy.value = true
    error.value = undefined
    try {
      return await work()
    } catch (thrown) {
      error.value = toEnvelope(thrown)
      return undefined
    } finally {
      isBusy.value = false
    }
  }

  /** True when nobody changed it meanwhile. */
  async function isAsItWas(base: Fence): Promise<boolean> {
    const theirs = await calls.info(base.id)
    const parts = differences(base, theirs)
    if (parts.length === 0) return true
    put(theirs)
    conflict.value = { theirs, parts }
    return false
  }

  async function save(): Promise<void> {
    const edited = draft.value
    if (!edited || faults.value.length > 0) return
    await act(async () => {
      const { base, plan, units } = edited
      if (base && !(await isAsItWas(base))) return
      const saved = base ? await calls.change(base.id, plan) : await calls.create(plan)
      put(saved)
      select(saved.id)
      draft.value = undefined
      // The fence is there by now: what fails of its devices is said beside it.
      if (units.length > 0) await calls.addDevices(saved.id, units)
      await devices.read()
    })
  }

  function select(id: string): void {
    if (selectedId.value === id) return
    selectedId.value = id
    error.value = undefined
    void devices.read()
  }

  function edit(next: FenceDraft | undefined): void {
    draft.value = next
    conflict.value = undefined
    error.value = undefined
  }

  return {
    fences,
    selected,
    selectedId,
    select,
    draft,
    edit,
    change(part: Partial<FencePlan>): void {
      if (draft.value) draft.value = { ...draft.value, plan: { ...draft.value.plan, ...part } }
    },
    faults,
    taken,
    conflict,
    /** Goes on with what both changed: of a part that both did, mine. */
    keepMine(): void {
      const [edited, found] = [draft.value, conflict.value]
      if (!edited?.base || !found) return
      edit({ ...edited, base: found.theirs, plan: merged(edited.base, edited.plan, found.theirs) })
    },
    takeTheirs(): void {
      if (conflict.value) edit(draftOf(conflict.value.theirs))
    },
    error,
    isBusy,
    ofUnit,
    save,
    /** Read anew, for the list that is on screen. */
    async read(filter: Parameters<typeof calls.list>[0], signal: AbortSignal): Promise<void> {
      fences.value = await calls.list(filter, { signal })
    },
    async remove(id: string): Promise<void> {
      await act(async () => {
        await calls.remove(id)
        fences.value = fences.value.filter((fence) => fence.id !== id)
        if (selectedId.value === id) select('')
      })
    },
    setEnabled: (fence: Fence, enabled: boolean): Promise<void> =>
      act(async () => {
        if (await isAsItWas(fence)) put(await calls.change(fence.id, { ...fence, enabled }))
      }),
    devices: devices.list,
    devicesError: devices.error,
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

/** Devices of the fence that is looked at. */
function useDevices(calls: ReturnType<typeof fenceCalls>, idOf: () => string) {
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
