/** What part of a picture is looked at. Pure: places and distances are fractions of the pane, from its upper left corner. */

export interface ZoomView {
  /** 1: the whole picture. */
  readonly scale: number
  /** Where the picture's corner stands; never more than 0, never so far that the pane shows beside the picture. */
  readonly x: number
  readonly y: number
}

export const WHOLE_PICTURE: ZoomView = { scale: 1, x: 0, y: 0 }
export const MOST_ZOOM = 8

/** Larger or smaller around a place, which stays where it is. */
export function zoomAt(view: ZoomView, factor: number, at: { readonly x: number; readonly y: number }): ZoomView {
  const scale = Math.min(MOST_ZOOM, Math.max(1, view.scale * factor))
  const ratio = scale / view.scale
  return held({ scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio })
}

export function panBy(view: ZoomView, by: { readonly x: number; readonly y: number }): ZoomView {
  return held({ scale: view.scale, x: view.x + by.x, y: view.y + by.y })
}

function held({ scale, x, y }: ZoomView): ZoomView {
  const least = 1 - scale
  return { scale, x: Math.min(0, Math.max(least, x)), y: Math.min(0, Math.max(least, y)) }
}

/** As a CSS transform of something as large as the pane, its origin in the upper left corner. */
export function zoomTransform({ scale, x, y }: ZoomView): string {
  return scale === 1 ? 'none' : `translate(${x * 100}%, ${y * 100}%) scale(${scale})`
}
