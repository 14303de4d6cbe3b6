/** How a fence looks on the map: what must not be entered is full, what must not be left an outline with dashes; switched off it is grey. */
import type { FeatureLike } from 'ol/Feature'
import Point from 'ol/geom/Point'
import { getCenter } from 'ol/extent'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'

export interface FenceColours {
  readonly line: string
  readonly off: string
  readonly text: string
  readonly halo: string
  readonly font: string
}

const DASH = [8, 6]
/** Of the fill, beside the outline. */
const FULL = '38'
const FAINT = '14'
const MAX_NAME = 40

export function fenceStyle(colours: () => FenceColours): (feature: FeatureLike) => Style[] {
  return (feature) => {
    const { line, off } = colours()
    const is = (name: string): boolean => feature.get(name) === true
    const colour = is('enabled') ? line : off
    const isEntering = feature.get('rule') === 'entering'
    const shape = new Style({
      stroke: new Stroke({
        color: colour,
        width: is('isSelected') || is('isEdited') ? 3 : 1.5,
        ...(isEntering ? {} : { lineDash: DASH }),
      }),
      fill: new Fill({ color: `${colour}${isEntering ? FULL : FAINT}` }),
    })
    const name = String(feature.get('name') ?? '').slice(0, MAX_NAME)
    return name === '' ? [shape] : [shape, nameStyle(name, colours())]
  }
}

/** In the middle. Drawn here: the library measures its own texts by making markup, which the page forbids. */
function nameStyle(name: string, { text, halo, font }: FenceColours): Style {
  return new Style({
    geometry: (feature) => {
      const extent = feature.getGeometry()?.getExtent()
      return extent && new Point(getCenter(extent))
    },
    renderer: (pixel, { context: pen, pixelRatio }) => {
      const [x = 0, y = 0] = pixel as number[]
      pen.save()
      pen.font = `${12 * pixelRatio}px ${font}`
      pen.textAlign = 'center'
      pen.textBaseline = 'middle'
      pen.lineWidth = 3 * pixelRatio
      pen.lineJoin = 'round'
      pen.strokeStyle = halo
      pen.strokeText(name, x, y)
      pen.fillStyle = text
      pen.fillText(name, x, y)
      pen.restore()
    },
  })
}
