/** What the fleet says of the units of a table: name, kind, on-line or not; kept level with it. */
import { useThrottleFn } from '@vueuse/core'
import { watch } from 'vue'
import { deviceKind } from '../fleet/device-kind.ts'
import { useFleetStore } from '../fleet/store.ts'
import { kindNumber } from './unit-kinds.ts'
import { UnitFlag, type UnitFacts, type UnitTable } from './unit-table.ts'

/** A change of the list itself is looked up for all units, but not for each page of a list that fills. */
const STRUCTURE_MS = 1000

type Fleet = ReturnType<typeof useFleetStore>

/** Of a device, or of a terminal that somebody is signed in on; `undefined` for one the lists do not have. */
export function factsOf(fleet: Fleet, id: string): UnitFacts | undefined {
  const leaf = fleet.deviceView.model.leaf(id)
  if (leaf) return { online: leaf.online, kind: kindNumber(deviceKind(leaf.item)) }
  return fleet.terminalById(id) ? { online: true, kind: kindNumber('handheld') } : undefined
}

export function nameOf(fleet: Fleet, id: string): string {
  return fleet.deviceView.model.leaf(id)?.name || fleet.terminalById(id)?.name || id
}

/** @returns what is to be called with slots that are new */
export function followFleet(table: UnitTable, changed: () => void): (slots: readonly number[]) => void {
  const fleet = useFleetStore()
  let structure = -1

  function take(slot: number): void {
    table.setFacts(slot, factsOf(fleet, table.idOf(slot)) ?? { online: false, kind: 0 })
  }
  function takeAll(): void {
    const version = fleet.deviceView.model.structureVersion
    if (version === structure) return
    structure = version
    for (let slot = 0; slot < table.size; slot++) take(slot)
    changed()
  }
  function setOnline(id: string, online: boolean): void {
    const slot = table.slotOf(id)
    if (slot === undefined) return
    table.setFlag(slot, UnitFlag.online, online)
    changed()
  }

  fleet.onOnline((id) => setOnline(id, true))
  fleet.onOffline((id) => setOnline(id, false))
  watch(() => fleet.tick, useThrottleFn(takeAll, STRUCTURE_MS, true, true))
  return (slots) => slots.forEach(take)
}
