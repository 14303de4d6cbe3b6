/** The base map that is always there: land and borders of the world, bundled, and a grid of degrees to go by where there is neither. */
import type Feature from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
import type LineString from 'ol/geom/LineString'
import MultiLineString from 'ol/geom/MultiLineString'
import MultiPolygon from 'ol/geom/MultiPolygon'
import OlFeature from 'ol/Feature'
import type BaseLayer from 'ol/layer/Base'
import VectorImageLayer from 'ol/layer/VectorImage'
import VectorSource from 'ol/source/Vector'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import worldUrl from 'world-atlas/countries-50m.json?url'
import { DegreeGrid } from './degree-grid.ts'
import type { Palette } from './palette.ts'

const MERCATOR = { featureProjection: 'EPSG:3857' }

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>

interface Shapes {
  readonly land: readonly Feature[]
  readonly borders: readonly Feature[]
}

let reading: Promise<Shapes> | undefined

/** Once for the window: the shapes are some thousands. */
function shapesOfWorld(): Promise<Shapes> {
  reading ??= readShapes().catch((error: unknown) => {
    reading = undefined
    throw error
  })
  return reading
}

async function readShapes(): Promise<Shapes> {
  const answer = await fetch(worldUrl)
  const world = (await answer.json()) as World
  const format = new GeoJSON()
  const land = format.readFeatures(feature(world, world.objects.land), MERCATOR)
  const borders = format.readGeometry(
    mesh(world, world.objects.countries, (one, other) => one !== other),
    MERCATOR,
  )
  return {
    land: land.flatMap((whole) => {
      const shape = whole.getGeometry()
      return shape instanceof MultiPolygon ? shape.getPolygons().map((each) => new OlFeature(each)) : [whole]
    }),
    borders:
      borders instanceof MultiLineString
        ? borders.getLineStrings().map((each: LineString) => new OlFeature(each))
        : borders
          ? [new OlFeature(borders)]
          : [],
  }
}

/** Painted into a picture somewhat larger than the map, so that moving it costs a copy. */
function shapeLayer(zIndex: number) {
  return new VectorImageLayer({ zIndex, imageRatio: 1.5, source: new VectorSource({ wrapX: false }) })
}

export interface Outline {
  readonly layers: readonly BaseLayer[]
  setPalette(palette: Palette): void
  /** Rejects when the bundled file cannot be had. */
  load(): Promise<void>
}

export function createOutline(zIndex: number): Outline {
  const land = shapeLayer(zIndex)
  const borders = shapeLayer(zIndex + 1)
  const grid = new DegreeGrid(zIndex + 2)
  return {
    layers: [land, borders, grid],
    setPalette(palette) {
      land.setStyle(
        new Style({ fill: new Fill({ color: palette.land }), stroke: new Stroke({ color: palette.border }) }),
      )
      borders.setStyle(new Style({ stroke: new Stroke({ color: palette.border, lineDash: [4, 3] }) }))
      grid.setPalette(palette)
    },
    async load() {
      const shapes = await shapesOfWorld()
      land.getSource()?.addFeatures([...shapes.land])
      borders.getSource()?.addFeatures([...shapes.borders])
    },
  }
}
