/**
 * A grid of degrees with their numbers, drawn straight into a canvas: a handful of lines for each frame, where the library makes
 * shapes and measures texts by markup, which the page's policy forbids.
 */
import type { FrameState } from 'ol/Map'
import Layer from 'ol/layer/Layer'
import { fromMercator, mercatorX, mercatorY } from './mercator.ts'
import type { Palette } from './palette.ts'

/** Degrees, and from the sixtieth part on minutes and seconds. */
const STEPS = [
  30,
  10,
  5,
  2,
  1,
  30 / 60,
  10 / 60,
  5 / 60,
  2 / 60,
  1 / 60,
  30 / 3600,
  10 / 3600,
  5 / 3600,
  2 / 3600,
  1 / 3600,
]
/** At least so far from line to line, px. */
const LEAST_PX = 90
const MOST_LAT = 84
const FONT_PX = 10.5

export class DegreeGrid extends Layer {
  readonly #canvas = document.createElement('canvas')
  #palette: Palette | undefined

  constructor(zIndex: number) {
    super({ zIndex })
    this.#canvas.style.cssText = 'position:absolute;left:0;top:0;width:100%;height:100%;pointer-events:none'
  }

  setPalette(palette: Palette): void {
    this.#palette = palette
    this.changed()
  }

  override render(frame: FrameState | null): HTMLElement {
    const pen = this.#canvas.getContext('2d')
    if (frame && pen && this.#palette) this.#paint(pen, frame, this.#palette)
    return this.#canvas
  }

  #paint(pen: CanvasRenderingContext2D, { size, pixelRatio, viewState }: FrameState, palette: Palette): void {
    const [width = 0, height = 0] = size
    const canvas = this.#canvas
    const [wide, high] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)]
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide
      canvas.height = high
    }
    pen.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    pen.clearRect(0, 0, width, height)
    const { center, resolution } = viewState
    const [x = 0, y = 0] = center
    const [west, south] = fromMercator(x - (width / 2) * resolution, y - (height / 2) * resolution)
    const [east, north] = fromMercator(x + (width / 2) * resolution, y + (height / 2) * resolution)
    const step = stepFor(((east - west) / width) * LEAST_PX)
    const across = linesBetween(Math.max(-180, west), Math.min(180, east), step).map((degrees) => ({
      at: Math.round((mercatorX(degrees) - x) / resolution + width / 2) + 0.5,
      text: degreeText(degrees, 'E', 'W'),
    }))
    const down = linesBetween(Math.max(-MOST_LAT, south), Math.min(MOST_LAT, north), step).map((degrees) => ({
      at: Math.round(height / 2 - (mercatorY(degrees) - y) / resolution) + 0.5,
      text: degreeText(degrees, 'N', 'S'),
    }))
    pen.beginPath()
    for (const { at } of across) line(pen, at, 0, at, height)
    for (const { at } of down) line(pen, 0, at, width, at)
    pen.strokeStyle = palette.grid
    pen.stroke()
    pen.font = `${FONT_PX}px ${palette.font}`
    pen.fillStyle = palette.text3
    pen.textAlign = 'center'
    for (const { at, text } of across) pen.fillText(text, at, height - 4)
    pen.textAlign = 'right'
    for (const { at, text } of down) pen.fillText(text, width - 4, at - 3)
  }
}

function line(pen: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  pen.moveTo(fromX, fromY)
  pen.lineTo(toX, toY)
}

/** The finest step that leaves at least so many degrees from line to line. */
export function stepFor(least: number): number {
  return STEPS.findLast((step) => step >= least) ?? STEPS[0] ?? 30
}

/** Multiples of the step within two degrees. */
export function linesBetween(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step)
  const count = Math.floor(to / step) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, at) => (first + at) * step)
}

/** `120°30′E`: only the parts that are there. */
export function degreeText(degrees: number, plus: string, minus: string): string {
  const seconds = Math.round(Math.abs(degrees) * 3600)
  const [whole, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  const fine = rest > 0 ? `${two(minutes)}′${two(rest)}″` : minutes > 0 ? `${two(minutes)}′` : ''
  return `${whole}°${fine}${seconds === 0 ? '' : degrees < 0 ? minus : plus}`
}
