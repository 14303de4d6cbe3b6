/** What can stand beside the map. Another feature adds its panel here; its name is `map.panel.<id>`. */
import { defineStore } from 'pinia'
import { ref, type Component } from 'vue'
import FencesPanel from '../fences/FencesPanel.vue'
import TracksPanel from '../tracks/TracksPanel.vue'
import SelectionList from './SelectionList.vue'
import UnitSearch from './UnitSearch.vue'

export interface MapPanelEntry {
  readonly id: string
  readonly component: Component
}

export const MAP_PANELS: readonly MapPanelEntry[] = [
  { id: 'find', component: UnitSearch },
  { id: 'selection', component: SelectionList },
  { id: 'tracks', component: TracksPanel },
  { id: 'fences', component: FencesPanel },
]

export const useMapPanel = defineStore('map-panel', () => {
  const isShown = ref(true)
  const current = ref('find')
  return {
    isShown,
    current,
    open(id: string): void {
      current.value = id
      isShown.value = true
    },
  }
})
