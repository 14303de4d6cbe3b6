/** Units by what is typed: all that the tree of devices finds, those on the map first. Without a query those with alarms. */
import { computed, type Ref } from 'vue'
import { parseQuery } from '../fleet/search-entry.ts'
import { useFleetStore } from '../fleet/store.ts'
import { useMapStore } from './store.ts'

export interface FoundUnit {
  readonly id: string
  readonly name: string
  readonly placed: boolean
}

/** Of those with alarms. */
const MOST_ALARMED = 200

export function useUnitSearch(typed: Ref<string>) {
  const fleet = useFleetStore()
  const map = useMapStore()

  /** Found anew when the list changed, not when a unit moved. */
  const hits = computed((): FoundUnit[] => {
    const words = parseQuery(typed.value)
    void fleet.tick
    if (words.length === 0) return []
    const devices = [...fleet.deviceView.search.run(words).leaves]
    // Whoever is signed in on a terminal is found by his own name too.
    const terminals = [...fleet.userView.search.run(words).leaves].flatMap(({ name, item }) =>
      item.terminals.map(({ deviceId }) => ({ id: deviceId, name })),
    )
    const names = new Map([...terminals, ...devices].map(({ id, name }) => [id, name]))
    const found = [...names].map(([id, name]) => ({ id, name, placed: map.table.slotOf(id) !== undefined }))
    return found.sort((a, b) => Number(b.placed) - Number(a.placed) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  })
  const alarmed = computed((): FoundUnit[] => {
    void map.tick
    const { table } = map
    const slots: number[] = []
    for (let slot = 0; slot < table.size; slot++) if ((table.level[slot] ?? 0) > 0) slots.push(slot)
    return slots
      .sort((a, b) => (table.level[b] ?? 0) - (table.level[a] ?? 0) || a - b)
      .slice(0, MOST_ALARMED)
      .map((slot) => ({ id: table.idOf(slot), name: map.nameOf(table.idOf(slot)), placed: true }))
  })
  const isSearching = computed(() => parseQuery(typed.value).length > 0)
  return { isSearching, found: computed(() => (isSearching.value ? hits.value : alarmed.value)) }
}
