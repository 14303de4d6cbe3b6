/** What is selected on the map, by id, so that it lasts longer than any slot. The last one chosen has the card. */
import { computed, shallowRef } from 'vue'
import { UnitFlag, type UnitTable } from './unit-table.ts'

export function useSelection(table: UnitTable, look: () => void) {
  const selected = shallowRef<readonly string[]>([])
  /** Units the map moves with. */
  const followed = shallowRef<readonly string[]>([])

  function flag(ids: readonly string[], on: boolean): void {
    for (const id of ids) {
      const slot = table.slotOf(id)
      if (slot !== undefined) table.setFlag(slot, UnitFlag.selected, on)
    }
  }

  function select(ids: readonly string[]): void {
    flag(selected.value, false)
    selected.value = [...new Set(ids)].filter((id) => id !== '')
    flag(selected.value, true)
    look()
  }

  return {
    selected,
    followed,
    /** The one whose card is shown: when there is one, and one only. */
    current: computed(() => (selected.value.length === 1 ? selected.value[0] : undefined)),
    select,
    toggle: (id: string): void =>
      select(selected.value.includes(id) ? selected.value.filter((other) => other !== id) : [...selected.value, id]),
    add: (ids: readonly string[]): void => select([...selected.value, ...ids]),
    clear(): void {
      followed.value = []
      select([])
    },
    follow: (ids: readonly string[]): void => void (followed.value = ids),
    /** Of slots that were learned just now. */
    mark(slots: readonly number[]): void {
      const wanted = new Set(selected.value)
      for (const slot of slots) table.setFlag(slot, UnitFlag.selected, wanted.has(table.idOf(slot)))
    },
  }
}
