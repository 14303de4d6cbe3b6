/**
 * A layer of OpenLayers with a canvas of its own, somewhat larger than the map: while the map is moved the canvas is only
 * shifted, and it is painted anew when its edge comes into sight, the zoom has settled, or what it shows changed.
 */
import type { FrameState } from 'ol/Map'
import Layer from 'ol/layer/Layer'
import ViewHint from 'ol/ViewHint'

/** What is painted: a part of the world. */
export interface PaintWindow {
  /** Middle, metres of Web Mercator. */
  readonly centre: readonly number[]
  /** Metres a px of the page. */
  readonly resolution: number
  /** px of the page. */
  readonly width: number
  readonly height: number
  /** Pixels of the screen for one of the page. */
  readonly ratio: number
  /** It is a frame of a movement: what changed meanwhile may wait for the next one at rest. */
  readonly isMoving: boolean
}

/** Of the map's size. */
const MARGIN = 1.25
/** What is painted faster than this is painted anew for each frame of a zoom. */
const QUICK_MS = 5
/** While the map moves changes are not painted more often, nor is what is slow to paint. */
const CHANGE_MS = 250

export abstract class PaintedLayer extends Layer {
  readonly #box = document.createElement('div')
  readonly #canvas = document.createElement('canvas')
  #frame: FrameState | undefined
  #painted: PaintWindow | undefined
  #paintedAt = 0
  #tookMs = 0
  #isDirty = true

  /** @param name class of its element */
  constructor(zIndex: number, name: string) {
    super({ zIndex })
    this.#box.className = name
    this.#box.style.cssText = 'position:absolute;inset:0;overflow:hidden;pointer-events:none'
    this.#canvas.style.cssText = 'position:absolute;left:0;top:0;transform-origin:0 0;will-change:transform'
    this.#box.append(this.#canvas)
  }

  /** Paints into an empty canvas; one unit of it is a pixel of the screen. */
  protected abstract paint(pen: CanvasRenderingContext2D, window: PaintWindow): void

  /** Metres a px now; undefined before the first picture. */
  protected get resolution(): number | undefined {
    return this.#painted && this.#frame?.viewState.resolution
  }

  /** What is shown changed. At rest this paints without asking the map for a frame: the other layers have not changed. */
  refresh(): void {
    this.#isDirty = true
    const frame = this.#frame
    if (!frame || isMoving(frame) || !this.#box.isConnected) return
    this.#paint(frame)
    this.#place(frame)
  }

  override render(frame: FrameState | null): HTMLElement {
    if (!frame) return this.#box
    this.#frame = frame
    if (this.#needsPaint(frame)) this.#paint(frame)
    this.#place(frame)
    return this.#box
  }

  #needsPaint(frame: FrameState): boolean {
    const painted = this.#painted
    if (!painted || painted.ratio !== frame.pixelRatio) return true
    const isZooming = painted.resolution !== frame.viewState.resolution
    if (!isMoving(frame)) return this.#isDirty || isZooming || !covers(painted, frame)
    const isDue = this.#tookMs < QUICK_MS || performance.now() - this.#paintedAt > CHANGE_MS
    if (isZooming) return isDue
    return !covers(painted, frame) || (this.#isDirty && performance.now() - this.#paintedAt > CHANGE_MS)
  }

  #paint(frame: FrameState): void {
    const [width = 0, height = 0] = frame.size.map((side) => Math.ceil(side * MARGIN))
    const ratio = frame.pixelRatio
    const { center, resolution } = frame.viewState
    const window = { centre: [...center], resolution, width, height, ratio, isMoving: isMoving(frame) }
    const canvas = this.#canvas
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio)
      canvas.height = Math.round(height * ratio)
      canvas.style.width = `${width}px`
      canvas.style.height = `${height}px`
    }
    const pen = canvas.getContext('2d')
    if (!pen) return
    const startedAt = performance.now()
    pen.setTransform(1, 0, 0, 1, 0, 0)
    pen.clearRect(0, 0, canvas.width, canvas.height)
    this.paint(pen, window)
    this.#paintedAt = performance.now()
    this.#tookMs = this.#paintedAt - startedAt
    this.#painted = window
    this.#isDirty = false
  }

  #place({ size: [width = 0, height = 0], viewState, pixelRatio }: FrameState): void {
    const painted = this.#painted
    if (!painted) return
    const scale = painted.resolution / viewState.resolution
    const whole = (px: number): number => (scale === 1 ? Math.round(px * pixelRatio) / pixelRatio : px)
    const [x = 0, y = 0] = painted.centre
    const left = whole(
      width / 2 + (x - (viewState.center[0] ?? 0)) / viewState.resolution - (painted.width / 2) * scale,
    )
    const top = whole(
      height / 2 - (y - (viewState.center[1] ?? 0)) / viewState.resolution - (painted.height / 2) * scale,
    )
    this.#canvas.style.transform = `matrix(${scale},0,0,${scale},${left},${top})`
  }
}

function isMoving({ viewHints }: FrameState): boolean {
  return (viewHints[ViewHint.ANIMATING] ?? 0) > 0 || (viewHints[ViewHint.INTERACTING] ?? 0) > 0
}

/** Whether the painted part of the world reaches to all edges of the map. */
function covers(painted: PaintWindow, { size: [width = 0, height = 0], viewState }: FrameState): boolean {
  const [x = 0, y = 0] = painted.centre
  const east = Math.abs((viewState.center[0] ?? 0) - x) + (width / 2) * viewState.resolution
  const north = Math.abs((viewState.center[1] ?? 0) - y) + (height / 2) * viewState.resolution
  return east <= (painted.width / 2) * painted.resolution && north <= (painted.height / 2) * painted.resolution
}
