/** Puts the chosen base map under everything else. The outline's land lies below any other, so that the map is never empty. */
import type { MapSource } from '../../../shared/contract/maps.ts'
import type { Off } from '../../../shared/disposables.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { LAYER_ORDER, type MapStage } from './map-stage.ts'
import { createOutline } from './outline.ts'
import { ownBase, type OwnBase } from './own-base.ts'
import type { Palette } from './palette.ts'

export interface BaseLayers {
  /** Null for the outline alone. Rejects when the outline cannot be had. */
  use(source: MapSource | null): Promise<void>
  setPalette(palette: Palette, chinese: boolean): void
}

/** @param onError what the base map that is in use could not get */
export function createBaseLayers(stage: MapStage, onError: (error: ErrorEnvelope) => void): BaseLayers {
  const outline = createOutline(LAYER_ORDER.base)
  let isLoaded = false
  let colours: [Palette, boolean] | undefined
  let own: OwnBase | undefined
  let remove: Off[] = []

  function clear(): void {
    for (const off of remove) off()
    remove = []
    own = undefined
  }

  return {
    async use(source) {
      clear()
      const layers = source ? outline.layers.slice(0, 1) : outline.layers
      remove = layers.map((layer) => stage.addLayer(layer, layer.getZIndex() ?? LAYER_ORDER.base))
      if (source) {
        const mine = ownBase(source, (error) => own === mine && onError(error))
        own = mine
        remove.push(stage.addLayer(mine.layer, LAYER_ORDER.base + outline.layers.length))
        if (colours) mine.setPalette(...colours)
      }
      stage.setDatum(source?.datum ?? 'wgs84')
      if (isLoaded) return
      await outline.load()
      isLoaded = true
    },
    setPalette(palette, chinese) {
      colours = [palette, chinese]
      outline.setPalette(palette)
      own?.setPalette(palette, chinese)
    },
  }
}
