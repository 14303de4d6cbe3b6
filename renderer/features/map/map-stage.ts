/**
 * The map itself. One for the window: it is shown in whatever element asks for it and keeps its place and its layers meanwhile.
 * Other features put their own layers and interactions on it and take them away again by what they are given back.
 */
import type { Coordinate } from 'ol/coordinate'
import { boundingExtent, buffer, type Extent } from 'ol/extent'
import type Geometry from 'ol/geom/Geometry'
import type Interaction from 'ol/interaction/Interaction'
import { defaults as defaultInteractions } from 'ol/interaction/defaults'
import DoubleClickZoom from 'ol/interaction/DoubleClickZoom'
import DragBox from 'ol/interaction/DragBox'
import Draw from 'ol/interaction/Draw'
import type BaseLayer from 'ol/layer/Base'
import OlMap from 'ol/Map'
import View from 'ol/View'
import type { Off } from '../../../shared/disposables.ts'
import { toWgs84, fromWgs84, type Datum, type LngLat } from './datum.ts'
import { fromMercator, HALF_WORLD_M, mercatorX, mercatorY } from './mercator.ts'
import { UnitLayer } from './unit-layer.ts'
import type { UnitSource } from './unit-painter.ts'

/** What lies over what. */
export const LAYER_ORDER = { base: 0, fences: 100, tracks: 200, trails: 250, units: 300, drawing: 400 } as const

const MOST_ZOOM = 20
/** Of what is brought into sight as a whole. */
const FIT_ZOOM = 17
const MOVE_MS = 250
/** A double click that ended a drawing is over by then. */
const DOUBLE_CLICK_MS = 400
const PADDING_PX = 60
/** Around a single place, metres. */
const LEAST_EXTENT_M = 200
const WORLD: Extent = [-HALF_WORLD_M, -HALF_WORLD_M, HALF_WORLD_M, HALF_WORLD_M]

export interface MapPlace {
  readonly lng: number
  readonly lat: number
  readonly zoom: number
}

export interface DrawWish {
  readonly kind: 'Point' | 'Polygon' | 'LineString' | 'Circle'
  /** Ends it without a result. */
  readonly signal: AbortSignal
  /** Corners at most. */
  readonly maxPoints?: number
  /** What there is of it so far. */
  readonly onSketch?: (shape: Geometry) => void
}

export class MapStage {
  readonly map: OlMap
  readonly units: UnitLayer
  readonly #view: View
  #datum: Datum = 'wgs84'

  constructor(source: UnitSource, first: MapPlace) {
    this.units = new UnitLayer(source, LAYER_ORDER.units)
    this.#view = new View({
      center: this.project([first.lng, first.lat]),
      zoom: first.zoom,
      minZoom: 1.5,
      maxZoom: MOST_ZOOM,
      extent: WORLD,
      constrainOnlyCenter: true,
      enableRotation: false,
    })
    this.map = new OlMap({
      layers: [this.units],
      view: this.#view,
      controls: [],
      interactions: defaultInteractions({ altShiftDragRotate: false, pinchRotate: false, shiftDragZoom: false }),
      maxTilesLoading: 12,
    })
  }

  /** Into the page, or out of it. The element takes the keys when it has the focus. */
  show(host: HTMLElement | undefined): void {
    this.map.setTarget(host)
  }

  /** Metres of Web Mercator where the base map has a place of WGS-84. */
  project([lng, lat]: LngLat): Coordinate {
    const [x, y] = fromWgs84(this.#datum, lng, lat)
    return [mercatorX(x), mercatorY(y)]
  }

  /** Back to WGS-84. */
  unproject([x = 0, y = 0]: readonly number[]): LngLat {
    return toWgs84(this.#datum, ...fromMercator(x, y))
  }

  get datum(): Datum {
    return this.#datum
  }

  /** The place in the middle stays the same. */
  setDatum(datum: Datum): void {
    const middle = this.unproject(this.#view.getCenter() ?? [0, 0])
    this.#datum = datum
    this.#view.setCenter(this.project(middle))
  }

  get place(): MapPlace {
    const [lng, lat] = this.unproject(this.#view.getCenter() ?? [0, 0])
    return { lng, lat, zoom: this.#view.getZoom() ?? 0 }
  }

  /** Metres of Web Mercator a px. */
  get resolution(): number {
    return this.#view.getResolution() ?? 1
  }

  go({ lng, lat, zoom }: { lng: number; lat: number; zoom?: number }, isSmooth = true): void {
    const center = this.project([lng, lat])
    this.#view.cancelAnimations()
    if (isSmooth) this.#view.animate({ center, ...(zoom === undefined ? {} : { zoom }), duration: MOVE_MS })
    else {
      this.#view.setCenter(center)
      if (zoom !== undefined) this.#view.setZoom(zoom)
    }
  }

  zoomBy(steps: number): void {
    this.#view.cancelAnimations()
    this.#view.animate({ zoom: (this.#view.getZoom() ?? 0) + steps, duration: MOVE_MS })
  }

  /** Brings all points (metres of Web Mercator) into sight. */
  fit(points: readonly Coordinate[], isSmooth = true): void {
    if (points.length === 0) return
    const around = buffer(boundingExtent([...points]), LEAST_EXTENT_M)
    const room = Math.min(...(this.map.getSize() ?? [600, 400])) / 5
    const side = Math.min(PADDING_PX, room)
    this.#view.cancelAnimations()
    this.#view.fit(around, {
      padding: [side, side, side, side],
      maxZoom: FIT_ZOOM,
      ...(isSmooth ? { duration: MOVE_MS } : {}),
    })
  }

  addLayer(layer: BaseLayer, zIndex: number): Off {
    layer.setZIndex(zIndex)
    this.map.addLayer(layer)
    return () => void this.map.removeLayer(layer)
  }

  addInteraction(interaction: Interaction): Off {
    this.map.addInteraction(interaction)
    return () => void this.map.removeInteraction(interaction)
  }

  /** Lets the operator draw one shape. Undefined when it was given up. Metres of Web Mercator. */
  draw({ kind, signal, maxPoints, onSketch }: DrawWish): Promise<Geometry | undefined> {
    const draw = new Draw({ type: kind, ...(maxPoints === undefined ? {} : { maxPoints }) })
    const remove = this.addInteraction(draw)
    this.#setDoubleClick(false)
    draw.on('drawstart', ({ feature }) => {
      const shape = feature.getGeometry()
      shape?.on('change', () => onSketch?.(shape))
    })
    return new Promise<Geometry | undefined>((resolve) => {
      draw.on('drawend', ({ feature }) => resolve(feature.getGeometry()))
      signal.addEventListener('abort', () => resolve(undefined))
    }).finally(() => {
      remove()
      setTimeout(() => this.#setDoubleClick(true), DOUBLE_CLICK_MS)
    })
  }

  /** Lets the operator drag a box. West, south, east, north. */
  dragBox(signal: AbortSignal): Promise<Extent | undefined> {
    const box = new DragBox({ className: 'map-drag-box' })
    const remove = this.addInteraction(box)
    return new Promise<Extent | undefined>((resolve) => {
      box.on('boxend', () => resolve(box.getGeometry().getExtent()))
      signal.addEventListener('abort', () => resolve(undefined))
    }).finally(remove)
  }

  /** It goes nearer, unless it ends a drawing. */
  #setDoubleClick(isActive: boolean): void {
    for (const each of this.map.getInteractions().getArray()) {
      if (each instanceof DoubleClickZoom) each.setActive(isActive)
    }
  }
}
