/** What OpenLayers does by itself with as many points: a vector layer, or its own clusters. Bundled for a bare page. */
import Feature from 'ol/Feature'
import Point from 'ol/geom/Point'
import VectorLayer from 'ol/layer/Vector'
import OlMap from 'ol/Map'
import { fromLonLat } from 'ol/proj'
import Cluster from 'ol/source/Cluster'
import VectorSource from 'ol/source/Vector'
import CircleStyle from 'ol/style/Circle'
import Fill from 'ol/style/Fill'
import Style from 'ol/style/Style'
import View from 'ol/View'

export interface BareMap {
  /** Shows the points in sight of all; resolves when they were drawn, with how long that took, ms. */
  show(kind: 'vector' | 'cluster', places: readonly (readonly [number, number])[]): Promise<number>
  /** So many points a second move a little; 0 ends it. */
  move(perSecond: number): void
}

declare global {
  interface Window {
    bareMap: BareMap
  }
}

const STEP_MS = 250
const MOVE_M = 5
const CLUSTER_PX = 64

const source = new VectorSource<Feature<Point>>()
const style = new Style({ image: new CircleStyle({ radius: 6, fill: new Fill({ color: '#44b87f' }) }) })
const view = new View({ center: [0, 0], zoom: 2, enableRotation: false })
const map = new OlMap({ target: 'map', view, controls: [], layers: [] })
let points: Point[] = []
let next = 0
let timer: ReturnType<typeof setInterval> | undefined

window.bareMap = {
  async show(kind, places) {
    points = places.map((place) => new Point(fromLonLat([...place])))
    source.clear()
    source.addFeatures(points.map((point) => new Feature(point)))
    const layer = new VectorLayer({
      style,
      source: kind === 'vector' ? source : new Cluster({ source, distance: CLUSTER_PX }),
    })
    map.setLayers([layer])
    const startedAt = performance.now()
    view.fit(source.getExtent() ?? [0, 0, 1, 1], { padding: [60, 60, 60, 60] })
    await new Promise<void>((resolve) => map.once('rendercomplete', () => resolve()))
    return performance.now() - startedAt
  },
  move(perSecond) {
    clearInterval(timer)
    if (perSecond === 0) return
    timer = setInterval(() => {
      for (let step = 0; step < (perSecond * STEP_MS) / 1000; step++) {
        next = (next + 1) % points.length
        points[next]?.translate(MOVE_M, 0)
      }
    }, STEP_MS)
  },
}
