/**
 * Tracks as a layer of OpenLayers with a canvas of its own: the line of each in its colour, thinner ahead of the time cursor,
 * broken at gaps, rings where the unit stood, diamonds where it raised an alarm or somebody spoke, and an arrow where it was at the time of the cursor.
 */
import Layer from 'ol/layer/Layer'
import type { FrameState } from 'ol/Map'
import type { LngLat } from '../map/datum.ts'
import type { Stretch } from './track-facts.ts'
import type { PastPlace } from './place-at.ts'
import type { Project, TrackShape, TrackShapes } from './track-shape.ts'

export interface DrawnTrack {
  readonly colour: string
  readonly shapes: TrackShapes
  readonly stops: readonly Stretch[]
  readonly place: PastPlace | undefined
  readonly marks: readonly TrackMark[]
}

export interface TrackMark {
  readonly place: LngLat
  /** Of an alarm: 1 low … 4 critical. Nought: words. */
  readonly level: number
}

export interface TrackLook {
  /** Around everything, so that it stands out on any map. */
  readonly halo: string
  /** Of marks of words. */
  readonly word: string
  /** Of marks of alarms, by the number of their level. */
  readonly levels: readonly string[]
}

const LINE_PX = 3
const STOP_PX = 5
const MARK_PX = 6
const ARROW_PX = 9
/** Points in a run that is looked at as a whole: one out of sight costs one comparison. */
const RUN = 256

export class TrackLayer extends Layer {
  readonly #canvas = document.createElement('canvas')
  readonly #project: () => Project
  #tracks: readonly DrawnTrack[] = []
  #look: TrackLook = { halo: '', word: '', levels: [] }

  constructor(project: () => Project) {
    super({})
    this.#project = project
    this.#canvas.style.cssText = 'position:absolute;left:0;top:0;pointer-events:none'
    this.#canvas.dataset['testid'] = 'track-layer'
  }

  show(tracks: readonly DrawnTrack[], look: TrackLook): void {
    this.#tracks = tracks
    this.#look = look
    this.changed()
  }

  override render(frame: FrameState | null): HTMLElement {
    const pen = frame && this.#sized(frame)
    if (frame && pen) for (const track of this.#tracks) this.#draw(pen, frame, track)
    return this.#canvas
  }

  /** Cleared, and in CSS pixels. */
  #sized({ size: [width = 0, height = 0], pixelRatio }: FrameState): CanvasRenderingContext2D | null {
    const canvas = this.#canvas
    const [wide, high] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)]
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide
      canvas.height = high
      canvas.style.width = `${width}px`
      canvas.style.height = `${height}px`
    }
    const pen = canvas.getContext('2d')
    pen?.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    pen?.clearRect(0, 0, width, height)
    return pen
  }

  #draw(pen: CanvasRenderingContext2D, frame: FrameState, track: DrawnTrack): void {
    const onScreen = screenOf(frame)
    const shape = track.shapes.at(frame.viewState.resolution)
    pen.lineJoin = 'round'
    pen.lineCap = 'round'
    for (const [width, style] of [
      [LINE_PX + 2, this.#look.halo],
      [LINE_PX, track.colour],
    ] as const) {
      pen.beginPath()
      trace(pen, shape, frame, onScreen)
      pen.lineWidth = width
      pen.strokeStyle = style
      pen.stroke()
    }
    for (const { from } of track.stops) this.#ring(pen, onScreen, track, from)
    for (const mark of track.marks) this.#mark(pen, onScreen(this.#project()(mark.place)), mark)
    if (track.place) this.#arrow(pen, onScreen(this.#project()([track.place.lng, track.place.lat])), track)
  }

  #ring(pen: CanvasRenderingContext2D, onScreen: OnScreen, { shapes, colour }: DrawnTrack, point: number): void {
    const [x = 0, y = 0] = onScreen([shapes.whole.x[point] ?? 0, shapes.whole.y[point] ?? 0])
    pen.beginPath()
    pen.arc(x, y, STOP_PX, 0, 2 * Math.PI)
    pen.fillStyle = this.#look.halo
    pen.fill()
    pen.lineWidth = 2
    pen.strokeStyle = colour
    pen.stroke()
  }

  #mark(pen: CanvasRenderingContext2D, [x = 0, y = 0]: readonly number[], { level }: TrackMark): void {
    const side = level > 0 ? MARK_PX : MARK_PX - 2
    pen.beginPath()
    pen.moveTo(x, y - side)
    pen.lineTo(x + side, y)
    pen.lineTo(x, y + side)
    pen.lineTo(x - side, y)
    pen.closePath()
    pen.fillStyle = level > 0 ? (this.#look.levels[level] ?? '') : this.#look.word
    pen.fill()
    pen.lineWidth = 1.5
    pen.strokeStyle = this.#look.halo
    pen.stroke()
  }

  /** Faded where it is only known where the unit was before or after. */
  #arrow(pen: CanvasRenderingContext2D, [x = 0, y = 0]: readonly number[], { place, colour }: DrawnTrack): void {
    pen.save()
    pen.globalAlpha = place?.certainty === 'known' ? 1 : 0.45
    pen.translate(x, y)
    pen.beginPath()
    if (place?.heading === undefined) pen.arc(0, 0, ARROW_PX - 2, 0, 2 * Math.PI)
    else {
      pen.rotate((place.heading * Math.PI) / 180)
      pen.moveTo(0, -ARROW_PX)
      pen.lineTo(ARROW_PX * 0.75, ARROW_PX)
      pen.lineTo(0, ARROW_PX * 0.55)
      pen.lineTo(-ARROW_PX * 0.75, ARROW_PX)
      pen.closePath()
    }
    pen.fillStyle = colour
    pen.strokeStyle = this.#look.halo
    pen.lineWidth = 2
    pen.fill()
    pen.stroke()
    pen.restore()
  }
}

type OnScreen = (place: readonly number[]) => readonly number[]

function screenOf({ size: [width = 0, height = 0], viewState }: FrameState): OnScreen {
  const [centreX = 0, centreY = 0] = viewState.center
  const { resolution } = viewState
  return ([x = 0, y = 0]) => [width / 2 + (x - centreX) / resolution, height / 2 - (y - centreY) / resolution]
}

/** The line, run by run; what lies on one side of the screen as a whole is passed over. */
function trace(pen: CanvasRenderingContext2D, shape: TrackShape, frame: FrameState, onScreen: OnScreen): void {
  const [west = 0, south = 0, east = 0, north = 0] = frame.extent ?? []
  const { x, y, breaks, count } = shape
  for (let start = 0; start < count; start += RUN) {
    // One further: the way to the next run belongs to this one.
    const end = Math.min(count - 1, start + RUN)
    if (isAside(x, start, end, west, east) || isAside(y, start, end, south, north)) continue
    for (let at = start; at <= end; at++) {
      const [left = 0, top = 0] = onScreen([x[at] ?? 0, y[at] ?? 0])
      if (at === start || breaks[at] === 1) pen.moveTo(left, top)
      else pen.lineTo(left, top)
    }
  }
}

/** Whether all of them lie before `low`, or all behind `high`. */
function isAside(values: Float64Array, from: number, to: number, low: number, high: number): boolean {
  let least = Infinity
  let most = -Infinity
  for (let at = from; at <= to; at++) {
    const value = values[at] ?? 0
    if (value < least) least = value
    if (value > most) most = value
  }
  return most < low || least > high
}
