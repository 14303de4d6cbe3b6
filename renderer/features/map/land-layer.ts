/** Land and borders of the world as a layer: painted from plain numbers, finer the nearer it is. */
import { PaintedLayer, type PaintWindow } from './painted-layer.ts'
import type { Palette } from './palette.ts'
import type { WorldLine, WorldShapes } from './world-shapes.ts'

/** Points nearer to each other than this are one, px. */
const DETAIL_PX = 0.8
const DASH = [4, 3]

export class LandLayer extends PaintedLayer {
  #shapes: WorldShapes | undefined
  #palette: Palette | undefined

  constructor(zIndex: number) {
    super(zIndex, 'land-layer')
  }

  setShapes(shapes: WorldShapes): void {
    this.#shapes = shapes
    this.refresh()
  }

  setPalette(palette: Palette): void {
    this.#palette = palette
    this.refresh()
  }

  protected override paint(pen: CanvasRenderingContext2D, window: PaintWindow): void {
    const [shapes, palette] = [this.#shapes, this.#palette]
    if (!shapes || !palette) return
    const { centre, width, height, ratio } = window
    const resolution = window.resolution / ratio
    const east = (width * window.resolution) / 2
    const north = (height * window.resolution) / 2
    const [x = 0, y = 0] = centre
    const way: Way = {
      ...{ west: x - east, east: x + east, south: y - north, north: y + north },
      ...{ resolution, detail: DETAIL_PX * resolution },
    }
    pen.lineWidth = ratio
    pen.fillStyle = palette.land
    pen.strokeStyle = palette.border
    pen.setLineDash([])
    for (const rings of shapes.land) {
      if (!isSeen(rings[0], way)) continue
      pen.beginPath()
      for (const ring of rings) trace(pen, ring, way)
      pen.fill('evenodd')
      pen.stroke()
    }
    pen.setLineDash(DASH.map((px) => px * ratio))
    pen.beginPath()
    for (const line of shapes.borders) if (isSeen(line, way)) trace(pen, line, way)
    pen.stroke()
    pen.setLineDash([])
  }
}

/** Metres; of a pixel of the screen. */
interface Way {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  readonly resolution: number
  readonly detail: number
}

function isSeen(line: WorldLine | undefined, { west, south, east, north }: Way): boolean {
  if (!line) return false
  const [minX, minY, maxX, maxY] = line.extent
  return minX <= east && maxX >= west && minY <= north && maxY >= south
}

function trace(pen: CanvasRenderingContext2D, { points }: WorldLine, { west, north, resolution, detail }: Way): void {
  let [lastX, lastY] = [Infinity, Infinity]
  const end = points.length - 2
  for (let at = 0; at <= end; at += 2) {
    const [x, y] = [points[at] ?? 0, points[at + 1] ?? 0]
    const isNear = Math.abs(x - lastX) < detail && Math.abs(y - lastY) < detail
    if (isNear && at !== end) continue
    lastX = x
    lastY = y
    if (at === 0) pen.moveTo((x - west) / resolution, (north - y) / resolution)
    else pen.lineTo((x - west) / resolution, (north - y) / resolution)
  }
}
