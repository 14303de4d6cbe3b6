/** Small pictures of units and clusters, each painted once for a theme and then only copied. */
import { kindShapes } from '../fleet/kind-shapes.ts'
import type { Palette } from './palette.ts'
import { UNIT_KINDS } from './unit-kinds.ts'
import { LOOKS, readLook, type Look } from './unit-look.ts'

/** Side of a sprite, px of the page. */
export const UNIT_BOX = 40
export const UNIT_RADIUS = 10
const POINTERS = 32
const ICON = 16
const ICON_SCALE = 0.75
/** Clusters look different by count and state: more than these are forgotten and painted again. */
const MOST_CLUSTERS = 1000
const SHARES = 8

export interface ClusterLook {
  readonly count: number
  /** 0 none, 1 low … 4 critical. */
  readonly worst: number
  readonly online: number
}

export class UnitSprites {
  readonly #palette: Palette
  readonly #ratio: number
  readonly #units = new Map<number, HTMLCanvasElement>()
  readonly #pointers = new Map<number, HTMLCanvasElement>()
  readonly #clusters = new Map<number, HTMLCanvasElement>()

  /** `ratio`: pixels of the screen for one of the page. */
  constructor(palette: Palette, ratio: number) {
    this.#palette = palette
    this.#ratio = ratio
  }

  /** @param kind index in `UNIT_KINDS` @param look as `lookOf` packs it */
  unit(kind: number, look: number): HTMLCanvasElement {
    const key = kind * LOOKS + look
    let sprite = this.#units.get(key)
    if (!sprite)
      this.#units.set(key, (sprite = this.#paint(UNIT_BOX, (pen) => this.#drawUnit(pen, kind, readLook(look)))))
    return sprite
  }

  /** Which way it goes; degrees from north clockwise. */
  pointer(heading: number, look: number): HTMLCanvasElement {
    const step = Math.round((heading / 360) * POINTERS + POINTERS) % POINTERS
    const key = step * LOOKS + look
    let sprite = this.#pointers.get(key)
    if (!sprite) {
      sprite = this.#paint(UNIT_BOX, (pen) => this.#drawPointer(pen, (step / POINTERS) * 2 * Math.PI, readLook(look)))
      this.#pointers.set(key, sprite)
    }
    return sprite
  }

  cluster({ count, worst, online }: ClusterLook): HTMLCanvasElement {
    const share = Math.ceil((online / count) * SHARES)
    const key = (count * 8 + worst) * (SHARES + 1) + share
    let sprite = this.#clusters.get(key)
    if (!sprite) {
      if (this.#clusters.size >= MOST_CLUSTERS) this.#clusters.clear()
      const radius = clusterRadius(count)
      sprite = this.#paint(radius * 2 + 8, (pen) => this.#drawCluster(pen, radius, count, worst, share / SHARES))
      this.#clusters.set(key, sprite)
    }
    return sprite
  }

  #paint(box: number, draw: (pen: CanvasRenderingContext2D) => void): HTMLCanvasElement {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = Math.ceil(box * this.#ratio)
    const pen = canvas.getContext('2d')
    if (!pen) return canvas
    pen.scale(this.#ratio, this.#ratio)
    pen.translate(box / 2, box / 2)
    draw(pen)
    return canvas
  }

  #drawUnit(pen: CanvasRenderingContext2D, kind: number, look: Look): void {
    const { accent, levels } = this.#palette
    if (look.selected) ring(pen, UNIT_RADIUS + 6, 2.5, accent)
    if (look.level > 0) ring(pen, UNIT_RADIUS + 3, 2, levels[look.level] ?? accent)
    disc(pen, UNIT_RADIUS, this.#fillOf(look))
    if (look.state === 'stale') pen.setLineDash([3, 2.4])
    ring(pen, UNIT_RADIUS, look.state === 'offline' ? 1.4 : 2, this.#colourOf(look))
    pen.setLineDash([])
    if (look.speaking) speech(pen, accent)
    this.#drawIcon(pen, kind, look)
  }

  #drawIcon(pen: CanvasRenderingContext2D, kind: number, { state, level }: Look): void {
    const { text, text2, off, onLevel } = this.#palette
    const idle = state === 'offline' ? off : state === 'stale' ? text2 : text
    pen.save()
    pen.scale(ICON_SCALE, ICON_SCALE)
    pen.translate(-ICON / 2, -ICON / 2)
    pen.lineWidth = 1.5
    pen.lineCap = pen.lineJoin = 'round'
    pen.strokeStyle = level > 0 ? onLevel : idle
    pen.stroke(new Path2D(kindShapes[UNIT_KINDS[kind] ?? 'other']))
    pen.restore()
  }

  #drawPointer(pen: CanvasRenderingContext2D, angle: number, look: Look): void {
    pen.rotate(angle)
    pen.beginPath()
    pen.moveTo(0, -UNIT_RADIUS - 7)
    pen.lineTo(4.5, -UNIT_RADIUS)
    pen.lineTo(-4.5, -UNIT_RADIUS)
    pen.closePath()
    pen.fillStyle = this.#colourOf(look)
    pen.fill()
  }

  #drawCluster(pen: CanvasRenderingContext2D, radius: number, count: number, worst: number, share: number): void {
    const { raised, ok, off, text, onLevel, levels, font } = this.#palette
    const level = levels[worst] ?? ok
    disc(pen, radius, worst > 0 ? level : raised)
    ring(pen, radius + 1, 3, off)
    ring(pen, radius + 1, 3, worst > 0 ? level : ok, share)
    pen.fillStyle = worst > 0 ? onLevel : text
    pen.font = `600 ${count > 999 ? 11 : 12}px ${font}`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText(countText(count), 0, 0.5)
  }

  #fillOf({ level, state }: Look): string {
    const { levels, raised, ground } = this.#palette
    if (level > 0) return levels[level] ?? raised
    return state === 'offline' ? ground : raised
  }

  #colourOf({ level, state }: Look): string {
    const { levels, ok, off, warn } = this.#palette
    if (level > 0) return levels[level] ?? ok
    return state === 'offline' ? off : state === 'stale' ? warn : ok
  }
}

/** Px of the page. */
export function clusterRadius(count: number): number {
  return 11 + 4 * Math.min(4, Math.floor(Math.log10(count) + 0.3))
}

/** Whole up to 9,999, then in thousands. */
export function countText(count: number): string {
  return count < 10_000 ? String(count) : `${Math.floor(count / 1000)}k`
}

function disc(pen: CanvasRenderingContext2D, radius: number, colour: string): void {
  pen.beginPath()
  pen.arc(0, 0, radius, 0, 2 * Math.PI)
  pen.fillStyle = colour
  pen.fill()
}

/** `share` of the whole circle, from the top on. */
function ring(pen: CanvasRenderingContext2D, radius: number, width: number, colour: string, share = 1): void {
  if (share <= 0) return
  pen.beginPath()
  pen.arc(0, 0, radius, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * share)
  pen.lineWidth = width
  pen.strokeStyle = colour
  pen.stroke()
}

/** Waves at both sides, as of a loudspeaker. */
function speech(pen: CanvasRenderingContext2D, colour: string): void {
  pen.lineWidth = 2
  pen.strokeStyle = colour
  for (const side of [0, Math.PI]) {
    for (const radius of [UNIT_RADIUS + 4, UNIT_RADIUS + 8]) {
      pen.beginPath()
      pen.arc(0, 0, radius, side - 0.6, side + 0.6)
      pen.stroke()
    }
  }
}
