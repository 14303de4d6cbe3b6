/** The base map that is always there: land and borders of the world, and a grid of degrees to go by where there is neither. */
import type BaseLayer from 'ol/layer/Base'
import { DegreeGrid } from './degree-grid.ts'
import { LandLayer } from './land-layer.ts'
import type { Palette } from './palette.ts'
import { readWorld } from './world-shapes.ts'

export interface Outline {
  /** The land first. */
  readonly layers: readonly BaseLayer[]
  setPalette(palette: Palette): void
  /** Rejects when the bundled file cannot be had. */
  load(): Promise<void>
}

export function createOutline(zIndex: number): Outline {
  const land = new LandLayer(zIndex)
  const grid = new DegreeGrid(zIndex + 1)
  return {
    layers: [land, grid],
    setPalette(palette) {
      land.setPalette(palette)
      grid.setPalette(palette)
    },
    load: async () => land.setShapes(await readWorld()),
  }
}
