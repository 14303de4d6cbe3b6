/** What the operator puts on the map for the moment: a place with a pin, a measured line or area. */
import type { Coordinate } from 'ol/coordinate'
import Feature from 'ol/Feature'
import type Geometry from 'ol/geom/Geometry'
import Point from 'ol/geom/Point'
import VectorLayer from 'ol/layer/Vector'
import VectorSource from 'ol/source/Vector'
import CircleStyle from 'ol/style/Circle'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import { LAYER_ORDER, type MapStage } from './map-stage.ts'
import type { Palette } from './palette.ts'

export class Drawing {
  readonly #source = new VectorSource({ wrapX: false })
  readonly #layer = new VectorLayer({ source: this.#source })
  readonly #pin = new Feature()
  readonly #shape = new Feature()

  constructor(stage: MapStage) {
    this.#source.addFeatures([this.#pin, this.#shape])
    stage.addLayer(this.#layer, LAYER_ORDER.drawing)
  }

  setPalette({ accent, raised }: Palette): void {
    this.#layer.setStyle(
      new Style({
        fill: new Fill({ color: `${accent}22` }),
        stroke: new Stroke({ color: accent, width: 2 }),
        image: new CircleStyle({
          radius: 6,
          fill: new Fill({ color: accent }),
          stroke: new Stroke({ color: raised, width: 2 }),
        }),
      }),
    )
  }

  setPin(at: Coordinate | undefined): void {
    this.#pin.setGeometry(at && new Point(at))
  }

  setShape(shape: Geometry | undefined): void {
    this.#shape.setGeometry(shape)
  }
}
