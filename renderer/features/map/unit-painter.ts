/** Paints units into a canvas that shows a part of the world. */
import { ClusterGrid } from './cluster-grid.ts'
import { paintDots } from './dots.ts'
import { LabelPlaces } from './label-places.ts'
import type { PaintWindow } from './painted-layer.ts'
import type { Palette } from './palette.ts'
import { isUrgent, lookOf } from './unit-look.ts'
import { UnitMarks, type Hit } from './unit-marks.ts'
import { clusterRadius, UNIT_BOX, UNIT_RADIUS, UnitSprites } from './unit-sprites.ts'
import { UnitFlag, type UnitTable } from './unit-table.ts'

/** Of the whole world in 256 px, metres a px. */
const WORLD_RESOLUTION = 156_543.033_928_04
/** Side of a cluster's square, px, and where only what really lies over each other is put together. */
const CLUSTER_PX = 64
const CLOSE_STEP = 16
const CLOSE_PX = 26
/** While the map moves the grid is not made anew for units that move, more often than this. */
const MOVING_GRID_MS = 250
/** More single units than these are dots. */
const MOST_SPRITES = 4000
const MOST_LABELS = 250
const LABEL_ZOOM = 11
const LABEL_PX = 14
const MOST_WIDTHS = 5000
/** Slower than this a heading is an accident. km/h */
const MOVING_KMH = 2

export interface UnitSource {
  readonly table: UnitTable
  readonly shown: { readonly mask: Uint8Array; readonly version: number; refresh(): void }
  nameOf(id: string): string
  /** Epoch ms by the platform's clock. */
  now(): number
}

export class UnitPainter {
  clusters = true
  labels = true
  readonly marks = new UnitMarks()
  readonly #source: UnitSource
  readonly #grid = new ClusterGrid()
  readonly #places = new LabelPlaces()
  readonly #widths = new Map<string, number>()
  #gridOf = { version: -1, side: 0, at: 0 }
  #palette: Palette | undefined
  #sprites: UnitSprites | undefined
  #ratio = 0

  constructor(source: UnitSource) {
    this.#source = source
  }

  setPalette(palette: Palette): void {
    this.#palette = palette
    this.#sprites = undefined
  }

  paint(pen: CanvasRenderingContext2D, window: PaintWindow): void {
    const palette = this.#palette
    if (!palette) return
    if (!this.#sprites || this.#ratio !== window.ratio) {
      this.#sprites = new UnitSprites(palette, window.ratio)
      this.#ratio = window.ratio
    }
    this.#collect(window)
    const isDense = this.marks.count - this.marks.clusters > MOST_SPRITES
    if (isDense) paintDots(pen, this.marks, this.#source.table, window, palette)
    this.#paintMarks(pen, window, this.#sprites, isDense)
    if (this.labels && !isDense && zoomOf(window.resolution) >= LABEL_ZOOM) this.#paintLabels(pen, window, palette)
  }

  /** What was painted at a place of the map. */
  hit(x: number, y: number, resolution: number): Hit | undefined {
    const mark = this.marks.hit(x, y, resolution, (at) => this.#radiusOf(at))
    if (mark === undefined) return undefined
    const slot = this.marks.slot[mark] ?? 0
    if (slot >= 0) return { slots: [slot], isCluster: false }
    const cell = -1 - slot
    return {
      slots: [...this.#grid.slots.subarray(this.#grid.start[cell], this.#grid.start[cell + 1])],
      isCluster: true,
    }
  }

  #collect(window: PaintWindow): void {
    const { table, shown } = this.#source
    shown.refresh()
    this.marks.collect(table, shown.mask, extentOf(window), this.clusters ? this.#gridFor(window) : undefined)
  }

  #gridFor({ resolution, isMoving }: PaintWindow): ClusterGrid {
    const { table, shown } = this.#source
    const step = Math.round(zoomOf(resolution))
    const side = (step >= CLOSE_STEP ? CLOSE_PX : CLUSTER_PX) * (WORLD_RESOLUTION / 2 ** step)
    const of = this.#gridOf
    const isRecent = isMoving && performance.now() - of.at < MOVING_GRID_MS
    if (of.side !== side || (of.version !== shown.version && !isRecent)) {
      this.#grid.build(table, shown.mask, side, UnitFlag.online)
      this.#gridOf = { version: shown.version, side, at: performance.now() }
    }
    return this.#grid
  }

  /** Alarms and what is selected over the rest. */
  #paintMarks(pen: CanvasRenderingContext2D, window: PaintWindow, sprites: UnitSprites, onlyUrgent: boolean): void {
    const { table } = this.#source
    const now = this.#source.now()
    const urgent: number[] = []
    for (let mark = 0; mark < this.marks.count; mark++) {
      const slot = this.marks.slot[mark] ?? 0
      if (slot < 0) this.#paintCluster(pen, window, sprites, mark)
      else if (isUrgent(this.#lookOf(table, slot, now))) urgent.push(mark)
      else if (!onlyUrgent) this.#paintUnit(pen, window, sprites, mark, now)
    }
    for (const mark of urgent) this.#paintUnit(pen, window, sprites, mark, now)
  }

  #lookOf(table: UnitTable, slot: number, now: number): number {
    return lookOf(table.flags[slot] ?? 0, table.level[slot] ?? 0, table.time[slot] ?? 0, now)
  }

  #paintUnit(
    pen: CanvasRenderingContext2D,
    window: PaintWindow,
    sprites: UnitSprites,
    mark: number,
    now: number,
  ): void {
    const { table } = this.#source
    const slot = this.marks.slot[mark] ?? 0
    const look = this.#lookOf(table, slot, now)
    const heading = table.heading[slot] ?? Number.NaN
    if (heading >= 0 && (table.speed[slot] ?? 0) >= MOVING_KMH) {
      this.#stamp(pen, window, sprites.pointer(heading, look), mark)
    }
    this.#stamp(pen, window, sprites.unit(table.kind[slot] ?? 0, look), mark)
  }

  #paintCluster(pen: CanvasRenderingContext2D, window: PaintWindow, sprites: UnitSprites, mark: number): void {
    const cell = -1 - (this.marks.slot[mark] ?? 0)
    const count = this.#grid.countOf(cell)
    const sprite = sprites.cluster({
      count,
      worst: this.#grid.worst[cell] ?? 0,
      online: this.#grid.flagged[cell] ?? 0,
    })
    this.#stamp(pen, window, sprite, mark)
  }

  /** On whole pixels: a sprite between them is neither sharp nor fast. */
  #stamp(pen: CanvasRenderingContext2D, window: PaintWindow, sprite: HTMLCanvasElement, mark: number): void {
    const x = this.#pxX(window, mark) * window.ratio - sprite.width / 2
    const y = this.#pxY(window, mark) * window.ratio - sprite.height / 2
    pen.drawImage(sprite, Math.round(x), Math.round(y))
  }

  #pxX({ centre, resolution, width }: PaintWindow, mark: number): number {
    return width / 2 + ((this.marks.x[mark] ?? 0) - (centre[0] ?? 0)) / resolution
  }

  #pxY({ centre, resolution, height }: PaintWindow, mark: number): number {
    return height / 2 - ((this.marks.y[mark] ?? 0) - (centre[1] ?? 0)) / resolution
  }

  #radiusOf(mark: number): number {
    const slot = this.marks.slot[mark] ?? 0
    return slot >= 0 ? UNIT_RADIUS : clusterRadius(this.#grid.countOf(-1 - slot))
  }

  #paintLabels(pen: CanvasRenderingContext2D, window: PaintWindow, palette: Palette): void {
    if (this.marks.count - this.marks.clusters > MOST_LABELS) return
    const { table } = this.#source
    this.#places.clear()
    pen.setTransform(window.ratio, 0, 0, window.ratio, 0, 0)
    pen.font = `500 11.5px ${palette.font}`
    pen.textBaseline = 'middle'
    pen.textAlign = 'left'
    pen.lineWidth = 3
    pen.lineJoin = 'round'
    pen.strokeStyle = palette.land
    for (let mark = 0; mark < this.marks.count; mark++) {
      const radius = this.#radiusOf(mark)
      this.#places.take(this.#pxX(window, mark) - radius, this.#pxY(window, mark) - radius, radius * 2, radius * 2)
    }
    for (let mark = 0; mark < this.marks.count; mark++) {
      const slot = this.marks.slot[mark] ?? 0
      if (slot < 0) continue
      const name = this.#source.nameOf(table.idOf(slot))
      const [x, y] = [this.#pxX(window, mark), this.#pxY(window, mark)]
      const place = this.#places.around(x, y, UNIT_BOX / 2 - 1, this.#widthOf(pen, name), LABEL_PX)
      if (!place) continue
      pen.fillStyle = table.has(slot, UnitFlag.online) ? palette.text : palette.text2
      pen.strokeText(name, place[0], place[1] + LABEL_PX / 2)
      pen.fillText(name, place[0], place[1] + LABEL_PX / 2)
    }
  }

  #widthOf(pen: CanvasRenderingContext2D, name: string): number {
    let width = this.#widths.get(name)
    if (width === undefined) {
      if (this.#widths.size >= MOST_WIDTHS) this.#widths.clear()
      this.#widths.set(name, (width = pen.measureText(name).width))
    }
    return width
  }
}

export function zoomOf(resolution: number): number {
  return Math.log2(WORLD_RESOLUTION / resolution)
}

/** West, south, east, north, with room for marks that stand half outside. */
function extentOf({ centre: [x = 0, y = 0], resolution, width, height }: PaintWindow): number[] {
  const [east, north] = [(width / 2 + UNIT_BOX) * resolution, (height / 2 + UNIT_BOX) * resolution]
  return [x - east, y - north, x + east, y + north]
}
