/** Default conferences of some units: what the platform says of each, and changing it for all of them at once. */
import { computed, shallowRef } from 'vue'
import type { ErrorEnvelope } from '../../../../shared/errors.ts'
import { inParallel } from '../../../../shared/in-parallel.ts'
import { useClient } from '../../../client.ts'
import { toEnvelope } from '../../../ui/error-sentence.ts'
import type { NamedUnit } from '../../fleet/row-menu.ts'

/** Calls at once. */
const LANES = 4

export interface UnitFailure {
  readonly unit: NamedUnit
  readonly error: ErrorEnvelope
}

export function useDefaults(units: () => readonly NamedUnit[]) {
  const client = useClient()
  /** By unit: the groups whose conference it is in by itself. Absent: not read. */
  const byUnit = shallowRef<ReadonlyMap<string, ReadonlySet<string>>>(new Map())
  const failures = shallowRef<readonly UnitFailure[]>([])
  const isBusy = shallowRef(false)
  let turn = 0

  /** What fails of one unit keeps the others from nothing. */
  async function each(wanted: readonly NamedUnit[], work: (unit: NamedUnit) => Promise<void>): Promise<void> {
    const mine = ++turn
    isBusy.value = true
    const failed: UnitFailure[] = []
    await inParallel(LANES, wanted, async (unit) => {
      if (mine === turn)
        await work(unit).catch((thrown: unknown) => void failed.push({ unit, error: toEnvelope(thrown) }))
    })
    if (mine !== turn) return
    failures.value = failed
    isBusy.value = false
  }
  async function readOne({ id, kind }: NamedUnit): Promise<void> {
    const { groupIds } = await client.conferences.defaults({ memberId: id, kind })
    byUnit.value = new Map([...byUnit.value, [id, new Set(groupIds)]])
  }

  return {
    failures,
    isBusy,
    /** How many have been read. */
    known: computed(() => byUnit.value.size),
    /** How many of them have this one. */
    countOf: (groupId: string): number => [...byUnit.value.values()].filter((groupIds) => groupIds.has(groupId)).length,
    /** All that any of them has. */
    given: computed((): ReadonlySet<string> => new Set([...byUnit.value.values()].flatMap((ids) => [...ids]))),
    read(): Promise<void> {
      byUnit.value = new Map()
      return each(units(), readOne)
    },
    /** Of all of them; shown is what the platform says afterwards. */
    set(groupId: string, isDefault: boolean): Promise<void> {
      const call = isDefault ? 'addDefaults' : 'removeDefaults'
      const others = units().filter(({ id }) => byUnit.value.get(id)?.has(groupId) !== isDefault)
      return each(others, async (unit) => {
        await client.conferences[call]({ memberId: unit.id, kind: unit.kind, groupIds: [groupId] })
        await readOne(unit)
      })
    },
  }
}
