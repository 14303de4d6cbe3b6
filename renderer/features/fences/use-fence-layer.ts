/** Puts the fences on the map while this scope lives, and lets the one that is edited be dragged there. */
import Feature from 'ol/Feature'
import Modify from 'ol/interaction/Modify'
import VectorLayer from 'ol/layer/Vector'
import type MapBrowserEvent from 'ol/MapBrowserEvent'
import VectorSource from 'ol/source/Vector'
import { onScopeDispose, watch } from 'vue'
import type { MapStage } from '../map/map-stage.ts'
import { LAYER_ORDER } from '../map/map-stage.ts'
import { readPalette } from '../map/palette.ts'
import { useStageStore } from '../map/stage-store.ts'
import { useToolsStore } from '../map/tools-store.ts'
import { areaOf, shapeOf } from './fence-geometry.ts'
import { fenceStyle, type FenceColours } from './fence-style.ts'
import { useFencesStore } from './store.ts'

export function useFenceLayer(): void {
  const stageStore = useStageStore()
  const { stage } = stageStore
  const store = useFencesStore()
  const source = new VectorSource()
  const edited = new VectorSource()
  let colours = coloursOf(stage)
  for (const one of [source, edited]) {
    const layer = new VectorLayer({ source: one, style: fenceStyle(() => colours) })
    onScopeDispose(stage.addLayer(layer, LAYER_ORDER.fences))
  }
  onScopeDispose(dragging(stage, edited))
  onScopeDispose(choosing(stage, source))

  watch(
    [
      () => store.fences,
      () => store.selectedId,
      () => store.draft?.base?.id,
      () => stageStore.isNight,
      () => stage.datum,
    ],
    () => {
      colours = coloursOf(stage)
      source.clear()
      for (const { id, name, area, enabled, rule } of store.fences) {
        if (!area || id === store.draft?.base?.id) continue
        const isSelected = id === store.selectedId
        source.addFeature(new Feature({ geometry: shapeOf(stage, area), id, name, enabled, rule, isSelected }))
      }
    },
    { immediate: true },
  )
  watch(
    [() => store.draft?.plan.area, () => store.draft?.plan.rule],
    ([area, rule]) => {
      edited.clear()
      if (!area) return
      const look = { name: '', enabled: true, isEdited: true, rule }
      edited.addFeature(new Feature({ geometry: shapeOf(stage, area), ...look }))
    },
    { immediate: true },
  )
}

/** Corners, edges, the middle and the rim of the one that is edited. */
function dragging(stage: MapStage, edited: VectorSource): () => void {
  const store = useFencesStore()
  const modify = new Modify({ source: edited })
  modify.on('modifyend', ({ features }) => {
    const shape = features.item(0).getGeometry()
    const area = shape && areaOf(stage, shape)
    if (area) store.change({ area })
  })
  return stage.addInteraction(modify)
}

/** A click on a fence, where no unit stands, selects it. */
function choosing(stage: MapStage, source: VectorSource): () => void {
  const store = useFencesStore()
  const tools = useToolsStore()
  const click = ({ coordinate }: MapBrowserEvent): void => {
    if (tools.tool || store.draft || stage.units.hit(coordinate)) return
    const id: unknown = source.getFeaturesAtCoordinate(coordinate)[0]?.get('id')
    if (typeof id === 'string') store.select(id)
  }
  stage.map.on('click', click)
  return () => stage.map.un('click', click)
}

function coloursOf(stage: MapStage): FenceColours {
  const palette = readPalette(stage.map.getTargetElement() ?? document.documentElement)
  const { accent, off, text, ground, font } = palette
  return { line: accent, off, text, halo: ground, font }
}
