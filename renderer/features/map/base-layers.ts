/** Puts the chosen base map under everything else, and the outline where there is none. */
import type { Off } from '../../../shared/disposables.ts'
import { OUTLINE, type BaseMap } from './base-map.ts'
import { LAYER_ORDER, type MapStage } from './map-stage.ts'
import { createOutline } from './outline.ts'
import type { Palette } from './palette.ts'

export interface BaseLayers {
  /** Rejects when it cannot be had; the outline stands in its place then. */
  use(base: BaseMap): Promise<void>
  setPalette(palette: Palette, isNight: boolean): void
}

export function createBaseLayers(stage: MapStage): BaseLayers {
  const outline = createOutline(LAYER_ORDER.base)
  let loaded = false
  let palette: Palette | undefined
  let remove: Off[] = []

  async function useOutline(): Promise<void> {
    remove = outline.layers.map((layer) => stage.addLayer(layer, layer.getZIndex() ?? LAYER_ORDER.base))
    stage.setDatum('wgs84')
    if (loaded) return
    await outline.load()
    loaded = true
  }

  return {
    async use(base) {
      for (const off of remove) off()
      remove = []
      if (base.kind === OUTLINE.kind) return await useOutline()
      await useOutline()
    },
    setPalette(next) {
      palette = next
      outline.setPalette(palette)
    },
  }
}
