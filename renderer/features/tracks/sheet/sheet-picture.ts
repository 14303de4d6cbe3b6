/** The map of a printed sheet: by day, with what was and without what is, as one picture. */
import type BaseLayer from 'ol/layer/Base'
import { roundDown } from '../../map/measure.ts'
import { LAYER_ORDER, type MapStage } from '../../map/map-stage.ts'

export interface SheetPictureWish {
  /** Corners of what is to be seen, metres of Web Mercator. */
  readonly corners: readonly number[][]
  /** Gives the map the colours of an element of the page. */
  readonly paint: (element: Element) => void
  /** Stands in a part of the page with light colours. */
  readonly light: Element
  /** What lies under everything. */
  readonly ground: string
  readonly ink: string
  readonly words: (metres: number) => string
  /** Whose map it is. */
  readonly attribution: string
}

/** A server of tiles that does not answer must not keep a sheet from being printed. */
const WAIT_MS = 8000
/** Px: words on the map are as large on paper as those beside it, whatever screen it comes from. */
const SIZE = [860, 560] as const
const SCALE_PX = 120
const EDGE_PX = 12

/** The map looks and stands as before when it is done. Undefined while it stands nowhere. */
export async function takeSheetPicture(
  stage: MapStage,
  wish: SheetPictureWish,
): Promise<HTMLCanvasElement | undefined> {
  const host = stage.map.getTargetElement()
  if (!host) return undefined
  const before = stage.place
  const hidden = layersOfNow(stage).filter((layer) => layer.getVisible())
  for (const layer of hidden) layer.setVisible(false)
  wish.paint(wish.light)
  stage.map.setSize([...SIZE])
  stage.fit(wish.corners, false)
  try {
    await untilDrawn(stage)
    const picture = composed(stage, host, wish.ground)
    drawFoot(picture, stage, wish)
    return picture
  } finally {
    for (const layer of hidden) layer.setVisible(true)
    stage.map.updateSize()
    wish.paint(host)
    stage.go(before, false)
  }
}

/** Where units are now says nothing about the time of the sheet. */
function layersOfNow(stage: MapStage): BaseLayer[] {
  const layers = stage.map.getLayers().getArray()
  return layers.filter((layer) => {
    const order = layer.getZIndex() ?? 0
    return order === LAYER_ORDER.units || order === LAYER_ORDER.trails
  })
}

function untilDrawn({ map }: MapStage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, WAIT_MS)
    map.once('rendercomplete', () => {
      clearTimeout(timer)
      resolve()
    })
    map.render()
  })
}

/** All that lies on the map, as it lies there. */
function composed(stage: MapStage, host: Element, ground: string): HTMLCanvasElement {
  const [width = 0, height = 0] = stage.map.getSize() ?? []
  const ratio = Math.max(2, window.devicePixelRatio)
  const picture = document.createElement('canvas')
  picture.width = Math.round(width * ratio)
  picture.height = Math.round(height * ratio)
  const pen = picture.getContext('2d')
  if (!pen) return picture
  pen.scale(ratio, ratio)
  pen.fillStyle = ground
  pen.fillRect(0, 0, width, height)
  const frame = host.getBoundingClientRect()
  for (const canvas of host.querySelectorAll<HTMLCanvasElement>('.ol-layers canvas')) {
    if (canvas.width === 0 || canvas.height === 0) continue
    const box = canvas.getBoundingClientRect()
    pen.drawImage(canvas, box.left - frame.left, box.top - frame.top, box.width, box.height)
  }
  return picture
}

/** How long a line of the map is, and whose it is. */
function drawFoot(
  picture: HTMLCanvasElement,
  stage: MapStage,
  { ink, ground, words, attribution }: SheetPictureWish,
): void {
  const pen = picture.getContext('2d')
  const [width = 0, height = 0] = stage.map.getSize() ?? []
  if (!pen) return
  const metresPerPx = stage.resolution * Math.cos((stage.place.lat * Math.PI) / 180)
  const metres = roundDown(metresPerPx * SCALE_PX)
  const [left, bottom, long] = [EDGE_PX, height - EDGE_PX, metres / metresPerPx]
  pen.font = '500 12px sans-serif'
  pen.lineJoin = 'round'
  pen.textBaseline = 'bottom'
  for (const [style, wide] of [
    [ground, 5],
    [ink, 1.5],
  ] as const) {
    pen.strokeStyle = style
    pen.lineWidth = wide
    pen.beginPath()
    pen.moveTo(left, bottom - 6)
    pen.lineTo(left, bottom)
    pen.lineTo(left + long, bottom)
    pen.lineTo(left + long, bottom - 6)
    pen.stroke()
  }
  const write = (text: string, x: number, align: CanvasTextAlign): void => {
    pen.textAlign = align
    pen.lineWidth = 4
    pen.strokeStyle = ground
    pen.strokeText(text, x, bottom - 3)
    pen.fillStyle = ink
    pen.fillText(text, x, bottom - 3)
  }
  write(words(metres), left + long / 2, 'center')
  if (attribution !== '') write(attribution, width - EDGE_PX, 'right')
}
