/** The fence that is edited, and what another made of it meanwhile. */
import { computed, shallowRef } from 'vue'
import type { Fence, FencePlan } from './fence.ts'
import type { FenceActs } from './fence-acts.ts'
import type { FenceCalls } from './fence-calls.ts'
import { differences, draftOf, merged, type FenceDraft } from './fence-draft.ts'
import { faultsOf } from './fence-faults.ts'
import type { FenceList } from './fence-list.ts'

/** Another changed the fence while it was edited here. */
export interface Conflict {
  readonly theirs: Fence
  /** What they changed. */
  readonly parts: readonly (keyof FencePlan)[]
}

export function useFenceEditing(calls: FenceCalls, list: FenceList, { act, error }: FenceActs) {
  const draft = shallowRef<FenceDraft>()
  const conflict = shallowRef<Conflict>()
  /** Names that the draft cannot have. */
  const taken = computed(
    () => new Set(list.fences.value.filter(({ id }) => id !== draft.value?.base?.id).map(({ name }) => name.trim())),
  )
  const faults = computed(() => (draft.value ? faultsOf(draft.value.plan, taken.value) : []))

  function edit(next: FenceDraft | undefined): void {
    draft.value = next
    conflict.value = error.value = undefined
  }

  /** True when nobody changed it meanwhile. */
  async function isAsItWas(base: Fence): Promise<boolean> {
    const theirs = await calls.info(base.id)
    const parts = differences(base, theirs)
    if (parts.length === 0) return true
    list.put(theirs)
    conflict.value = { theirs, parts }
    return false
  }

  async function saveAs({ base, plan, units }: FenceDraft): Promise<void> {
    if (base && !(await isAsItWas(base))) return
    const saved = base ? await calls.change(base.id, plan) : await calls.create(plan)
    list.put(saved)
    list.select(saved.id)
    draft.value = undefined
    // The fence is there by now: what fails of its devices is said beside it.
    if (units.length > 0) await calls.addDevices(saved.id, units)
    await list.devices.read()
  }

  return {
    ...{ draft, conflict, taken, faults, edit, isAsItWas },
    change(part: Partial<FencePlan>): void {
      if (draft.value) draft.value = { ...draft.value, plan: { ...draft.value.plan, ...part } }
    },
    /** Goes on with what both changed: of a part that both did, mine. */
    keepMine(): void {
      const [edited, found] = [draft.value, conflict.value]
      if (!edited?.base || !found) return
      edit({ ...edited, base: found.theirs, plan: merged(edited.base, edited.plan, found.theirs) })
    },
    takeTheirs(): void {
      if (conflict.value) edit(draftOf(conflict.value.theirs))
    },
    async save(): Promise<void> {
      const edited = draft.value
      if (edited && faults.value.length === 0) await act(() => saveAs(edited))
    },
  }
}
