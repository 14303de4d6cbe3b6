/** The tool in the operator's hand: one at a time, put down by Escape or when its work is done. */
import type Geometry from 'ol/geom/Geometry'
import Circle from 'ol/geom/Circle'
import LineString from 'ol/geom/LineString'
import Point from 'ol/geom/Point'
import Polygon from 'ol/geom/Polygon'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { LngLat } from './datum.ts'
import { areaM2, distanceM, lengthM } from './measure.ts'
import type { MapStage } from './map-stage.ts'
import { unitsInBox, unitsInPolygon, unitsInRadius } from './select-units.ts'
import { useStageStore } from './stage-store.ts'
import { useMapStore } from './store.ts'

export const SELECT_TOOLS = ['box', 'polygon', 'radius'] as const
export const MEASURE_TOOLS = ['distance', 'area'] as const
export type MapTool = (typeof SELECT_TOOLS)[number] | (typeof MEASURE_TOOLS)[number]

export interface Measured {
  readonly kind: 'distance' | 'area'
  readonly metres: number
  /** Of an area. */
  readonly squareMetres?: number
}

export const useToolsStore = defineStore('map-tools', () => {
  const units = useMapStore()
  const stageStore = useStageStore()
  const { stage, drawing } = stageStore
  /** `shape`: another feature lets the operator draw something. `place`: it asks for a place. */
  const tool = ref<MapTool | 'shape' | 'place'>()
  const measured = shallowRef<Measured>()
  let running: AbortController | undefined

  function stop(): void {
    running?.abort()
    running = undefined
    tool.value = undefined
  }

  async function hold<T>(as: NonNullable<typeof tool.value>, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    stop()
    const mine = new AbortController()
    running = mine
    tool.value = as
    try {
      return await work(mine.signal)
    } finally {
      if (running === mine) stop()
    }
  }

  function clearMeasure(): void {
    measured.value = undefined
    drawing.setShape(undefined)
  }

  function choose(slots: readonly number[]): void {
    units.select(slots.map((slot) => units.table.idOf(slot)))
  }

  async function run(wanted: MapTool, signal: AbortSignal): Promise<void> {
    if (wanted === 'box') {
      const box = await stage.dragBox(signal)
      if (box) choose(unitsInBox(units.table, units.shown.mask, box))
      return
    }
    const isMeasure = wanted === 'distance' || wanted === 'area'
    if (isMeasure) clearMeasure()
    const kind = wanted === 'distance' ? 'LineString' : wanted === 'radius' ? 'Circle' : 'Polygon'
    const onSketch = (shape: Geometry): void => void (measured.value = measureOf(stage, wanted, shape))
    const shape = await stage.draw({ kind, signal, ...(isMeasure || wanted === 'radius' ? { onSketch } : {}) })
    if (!isMeasure) clearMeasure()
    if (!shape) return void (isMeasure && clearMeasure())
    if (isMeasure) {
      drawing.setShape(shape)
      measured.value = measureOf(stage, wanted, shape)
    } else choose(unitsInShape(stage, units, shape))
  }

  return {
    tool,
    measured,
    stop,
    clearMeasure,
    /** The same tool again puts it down. */
    take: (wanted: MapTool): Promise<void> =>
      tool.value === wanted ? Promise.resolve(stop()) : hold(wanted, (signal) => run(wanted, signal)),
    /** Lets the operator click a place, which is pinned. */
    pinPlace: (): Promise<void> => hold('place', (signal) => pinPlace(stageStore, signal)),
    /** For another feature that lets the operator draw: like a tool, one at a time and put down by Escape. */
    lend: <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => hold('shape', work),
  }
})

async function pinPlace(store: ReturnType<typeof useStageStore>, signal: AbortSignal): Promise<void> {
  const point = await store.stage.draw({ kind: 'Point', signal })
  if (point instanceof Point) store.pin = store.stage.unproject(point.getCoordinates())
}

function unitsInShape(stage: MapStage, { table, shown }: ReturnType<typeof useMapStore>, shape: Geometry): number[] {
  if (shape instanceof Polygon) return unitsInPolygon(table, shown.mask, shape.getCoordinates()[0] ?? [])
  if (!(shape instanceof Circle)) return []
  const middle = stage.unproject(shape.getCenter())
  return unitsInRadius(table, shown.mask, middle, distanceM(middle, stage.unproject(shape.getLastCoordinate())))
}

/** The radius of a circle is measured as a distance. */
function measureOf(stage: MapStage, tool: MapTool, shape: Geometry): Measured | undefined {
  const places = (line: readonly (readonly number[])[]): LngLat[] => line.map((at) => stage.unproject(at))
  if (shape instanceof LineString) return { kind: 'distance', metres: lengthM(places(shape.getCoordinates())) }
  if (shape instanceof Circle) {
    return { kind: 'distance', metres: lengthM(places([shape.getCenter(), shape.getLastCoordinate()])) }
  }
  if (!(shape instanceof Polygon) || tool !== 'area') return undefined
  const ring = places(shape.getCoordinates()[0] ?? [])
  const [first] = ring
  return { kind: 'area', metres: lengthM(first ? [...ring, first] : ring), squareMetres: areaM2(ring) }
}
