/** The trails of units as a layer of the map: lines that fade with age, in one colour for those that are chosen and one for all others. */
import { PaintedLayer, type PaintWindow } from '../painted-layer.ts'
import type { TrailRings } from './trail-rings.ts'

export interface TrailSource {
  readonly rings: TrailRings
  /** How far back, ms. */
  readonly spanMs: number
  /** Epoch ms by the platform's clock. */
  now(): number
  isChosen(id: string): boolean
  /** Where the unit is now: time, x, y. False when that is not known. */
  head(id: string, into: Float64Array): boolean
}

export interface TrailColours {
  readonly chosen: string
  readonly other: string
}

/** Steps of fading, the oldest first. */
const ALPHAS = [0.2, 0.35, 0.5, 0.7, 0.9] as const
const LINE_PX = 2.5
/** Nothing was heard for so long: nobody knows the way between. */
export const BREAK_MS = 120_000
/** Shorter pieces are not drawn. px */
const LEAST_PX = 0.7

export class TrailLayer extends PaintedLayer {
  readonly #source: TrailSource
  readonly #head = new Float64Array(3)
  /** Where the line was drawn to. */
  readonly #last = { time: 0, left: 0, top: 0 }
  #now = 0
  #colours: TrailColours = { chosen: '', other: '' }

  constructor(source: TrailSource) {
    super(0, 'trail-layer')
    this.#source = source
  }

  setColours(colours: TrailColours): void {
    this.#colours = colours
    this.refresh()
  }

  protected override paint(pen: CanvasRenderingContext2D, window: PaintWindow): void {
    pen.lineWidth = LINE_PX * window.ratio
    pen.lineJoin = 'round'
    this.#now = this.#source.now()
    for (const chosen of [false, true]) {
      pen.strokeStyle = chosen ? this.#colours.chosen : this.#colours.other
      ALPHAS.forEach((alpha, step) => {
        pen.globalAlpha = alpha
        pen.beginPath()
        for (const [id, row] of this.#source.rings.rows)
          if (this.#source.isChosen(id) === chosen) this.#trace(pen, window, id, row, step)
        pen.stroke()
      })
    }
    pen.globalAlpha = 1
  }

  /** The pieces of one trail that are as old as a step says: a piece is as old as its newer end. */
  #trace(pen: CanvasRenderingContext2D, window: PaintWindow, id: string, row: number, step: number): void {
    const { rings, spanMs } = this.#source
    const from = this.#now - spanMs + (step * spanMs) / ALPHAS.length
    const isNewest = step === ALPHAS.length - 1
    const to = isNewest ? Number.POSITIVE_INFINITY : from + spanMs / ALPHAS.length
    const count = rings.countOf(row)
    const first = firstFrom(rings, row, from)
    this.#last.time = Number.NEGATIVE_INFINITY
    // Ways from before the span are not shown, those from the step before are this one's first.
    for (let n = step === 0 ? first : Math.max(0, first - 1); n < count; n++) {
      const at = rings.at(row, n)
      const time = rings.time[at] ?? 0
      if (time >= to) return
      this.#to(pen, window, time, rings.x[at] ?? 0, rings.y[at] ?? 0)
    }
    if (!isNewest || count === 0 || !this.#source.head(id, this.#head)) return
    const [time = 0, x = 0, y = 0] = this.#head
    if (time >= from) this.#to(pen, window, time, x, y)
  }

  #to(pen: CanvasRenderingContext2D, window: PaintWindow, time: number, x: number, y: number): void {
    const { centre, resolution, width, height, ratio } = window
    const left = (width / 2 + (x - (centre[0] ?? 0)) / resolution) * ratio
    const top = (height / 2 - (y - (centre[1] ?? 0)) / resolution) * ratio
    const last = this.#last
    const isWay = time - last.time <= BREAK_MS
    if (isWay && Math.abs(left - last.left) + Math.abs(top - last.top) < LEAST_PX) return void (last.time = time)
    if (isWay) pen.lineTo(left, top)
    else pen.moveTo(left, top)
    last.time = time
    last.left = left
    last.top = top
  }
}

/** Index of the first point at or after a time. */
function firstFrom(rings: TrailRings, row: number, time: number): number {
  let low = 0
  let high = rings.countOf(row)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rings.time[rings.at(row, middle)] ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}
