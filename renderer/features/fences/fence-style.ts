/** How a fence looks on the map: what must not be entered is full, what must not be left an outline with dashes; switched off it is grey. */
import type { FeatureLike } from 'ol/Feature'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import Text from 'ol/style/Text'

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

export function fenceStyle(colours: () => FenceColours): (feature: FeatureLike) => Style {
  return (feature) => {
    const { line, off, text, halo, font } = colours()
    const is = (name: string): boolean => feature.get(name) === true
    const colour = is('enabled') ? line : off
    const isEntering = feature.get('rule') === 'entering'
    return new Style({
      stroke: new Stroke({
        color: colour,
        width: is('isSelected') || is('isEdited') ? 3 : 1.5,
        ...(isEntering ? {} : { lineDash: DASH }),
      }),
      fill: new Fill({ color: `${colour}${isEntering ? FULL : FAINT}` }),
      text: new Text({
        text: String(feature.get('name') ?? '').slice(0, MAX_NAME),
        font: `12px ${font}`,
        overflow: true,
        fill: new Fill({ color: text }),
        stroke: new Stroke({ color: halo, width: 3 }),
      }),
    })
  }
}
