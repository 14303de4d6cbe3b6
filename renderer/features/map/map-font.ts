/**
 * Fonts for texts that OpenLayers draws. It measures how high a font is by making markup, which the page's policy forbids: the
 * height of each is put where it looks first.
 */
import { textHeights } from 'ol/render/canvas'

const LINE = 1.2

/** @param px size @param family as in a style sheet @returns what a `Text` takes as its font */
export function mapFont(px: number, family: string): string {
  const font = `${px}px ${family}`
  ;(textHeights as Record<string, number>)[font] = Math.round(px * LINE)
  return font
}
