/**
 * The units as a layer of OpenLayers with a canvas of its own, somewhat larger than the map: while the map is moved the canvas
 * is only shifted, and it is painted anew when its edge comes into sight, the zoom has settled, or the units changed.
 */
import type { FrameState } from 'ol/Map'
import Layer from 'ol/layer/Layer'
import ViewHint from 'ol/ViewHint'
import type { Palette } from './palette.ts'
import type { Hit } from './unit-marks.ts'
import { UnitPainter, type PaintWindow, type UnitSource } from './unit-painter.ts'

/** Of the map's size. */
const MARGIN = 1.25
/** What is painted faster than this is painted anew for each frame of a zoom. */
const QUICK_MS = 5
/** While the map moves changes are not painted more often. */
const CHANGE_MS = 250

export class UnitLayer extends Layer {
  readonly #painter: UnitPainter
  readonly #box = document.createElement('div')
  readonly #canvas = document.createElement('canvas')
  #frame: FrameState | undefined
  #painted: PaintWindow | undefined
  #paintedAt = 0
  #tookMs = 0
  #isDirty = true

  constructor(source: UnitSource, zIndex: number) {
    super({ zIndex })
    this.#painter = new UnitPainter(source)
    this.#box.className = 'unit-layer'
    this.#box.style.cssText = 'position:absolute;inset:0;overflow:hidden;pointer-events:none'
    this.#canvas.style.cssText = 'position:absolute;left:0;top:0;transform-origin:0 0;will-change:transform'
    this.#box.append(this.#canvas)
  }

  setPalette(palette: Palette): void {
    this.#painter.setPalette(palette)
    this.refresh()
  }

  setOptions({ clusters, labels }: { clusters: boolean; labels: boolean }): void {
    this.#painter.clusters = clusters
    this.#painter.labels = labels
    this.refresh()
  }

  /** The units changed. At rest this paints without asking the map for a frame: the other layers have not changed. */
  refresh(): void {
    this.#isDirty = true
    const frame = this.#frame
    if (!frame || isMoving(frame) || !this.#box.isConnected) return
    this.#paint(frame)
    this.#place(frame)
  }

  /** What stands at a place of the map. */
  hit([x = 0, y = 0]: readonly number[]): Hit | undefined {
    return this.#painted && this.#painter.hit(x, y, this.#frame?.viewState.resolution ?? this.#painted.resolution)
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
    if (!painted || painted.ratio !== frame.pixelRatio || !covers(painted, frame)) return true
    const isZooming = painted.resolution !== frame.viewState.resolution
    if (!isMoving(frame)) return this.#isDirty || isZooming
    if (isZooming && this.#tookMs < QUICK_MS) return true
    return this.#isDirty && performance.now() - this.#paintedAt > CHANGE_MS
  }

  #paint(frame: FrameState): void {
    const [width = 0, height = 0] = frame.size.map((side) => Math.ceil(side * MARGIN))
    const ratio = frame.pixelRatio
    const { center, resolution } = frame.viewState
    const window = { centre: [...center], resolution, width, height, ratio }
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
    this.#painter.paint(pen, window)
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
