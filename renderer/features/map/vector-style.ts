/**
 * How shapes of an offline map are drawn, whoever made it: the names of its layers differ (OpenMapTiles, Protomaps, and what people
 * cut themselves), but all of them say water, road, boundary and place in some way.
 */
import type { FeatureLike } from 'ol/Feature'
import CircleStyle from 'ol/style/Circle'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style, { type StyleFunction } from 'ol/style/Style'
import Text from 'ol/style/Text'
import { mapFont } from './map-font.ts'
import type { Palette } from './palette.ts'

const WATER = /water|ocean|sea|lake|river/
const ROAD = /road|transport|street|highway|rail/
const MAIN_ROAD = /motorway|trunk|primary|highway|major/
const BORDER = /bound|admin|border/
const PLACE = /place|label|poi|name/
const BUILDING = /building/
/** Metres a px: closer than this small roads and names of small things are drawn. */
const CLOSE = 20

/** @param chinese which of several names comes first */
export function vectorStyle(palette: Palette, chinese: boolean): StyleFunction {
  const fill = (color: string): Style => new Style({ fill: new Fill({ color }) })
  const line = (color: string, width: number, lineDash?: number[]): Style =>
    new Style({ stroke: new Stroke({ color, width, ...(lineDash ? { lineDash } : {}) }) })
  const water = [fill(palette.water), line(palette.water, 1.2)]
  const land = fill(palette.land)
  const building = fill(`${palette.border}66`)
  const road = line(palette.border, 1)
  const mainRoad = line(palette.border, 2.4)
  const border = line(palette.text3, 1, [5, 4])
  const label = labelStyle(palette)
  return (feature, resolution) => {
    const layer = String(feature.get('layer') ?? '').toLowerCase()
    const kind = `${layer} ${String(feature.get('kind') ?? '')} ${String(feature.get('class') ?? '')}`.toLowerCase()
    const shape = feature.getGeometry()?.getType() ?? 'Point'
    if (shape === 'Point' || shape === 'MultiPoint')
      return PLACE.test(layer) || resolution < CLOSE ? label(feature, chinese) : undefined
    if (WATER.test(kind)) return shape.includes('Polygon') ? water[0] : water[1]
    if (BORDER.test(layer)) return border
    if (ROAD.test(layer)) return MAIN_ROAD.test(kind) ? mainRoad : resolution < CLOSE ? road : undefined
    if (BUILDING.test(layer)) return building
    return shape.includes('Polygon') ? land : resolution < CLOSE ? road : undefined
  }
}

function labelStyle(palette: Palette): (feature: FeatureLike, chinese: boolean) => Style | undefined {
  const text = new Text({
    font: mapFont(11, palette.font),
    offsetY: -9,
    fill: new Fill({ color: palette.text2 }),
    stroke: new Stroke({ color: palette.land, width: 3 }),
  })
  const image = new CircleStyle({ radius: 2, fill: new Fill({ color: palette.text3 }) })
  const style = new Style({ text, image })
  return (feature, chinese) => {
    const names = chinese ? ['name:zh', 'name', 'name:en'] : ['name:en', 'name', 'name:zh']
    const name: unknown = names.map((key) => feature.get(key) as unknown).find((value) => typeof value === 'string')
    if (typeof name !== 'string') return undefined
    text.setText(name)
    return style
  }
}
