/** So many units at once that each is a dot: written as pixels, because drawing fifty thousand shapes takes a tenth of a second. */
import type { Palette } from './palette.ts'
import type { UnitMarks } from './unit-marks.ts'
import type { PaintWindow } from './painted-layer.ts'
import { UnitFlag, type UnitTable } from './unit-table.ts'

const DOT_PX = 4

export function paintDots(
  pen: CanvasRenderingContext2D,
  marks: UnitMarks,
  table: UnitTable,
  { centre: [centreX = 0, centreY = 0], resolution, ratio }: PaintWindow,
  { ok, off }: Palette,
): void {
  const { width, height } = pen.canvas
  const picture = pen.createImageData(width, height)
  const pixels = new Uint32Array(picture.data.buffer)
  const [online, offline] = [pixelOf(ok), pixelOf(off)]
  const side = Math.round(DOT_PX * ratio)
  const scale = ratio / resolution
  for (let mark = 0; mark < marks.count; mark++) {
    const slot = marks.slot[mark] ?? 0
    if (slot < 0) continue
    const left = Math.round(width / 2 + ((marks.x[mark] ?? 0) - centreX) * scale - side / 2)
    const top = Math.round(height / 2 - ((marks.y[mark] ?? 0) - centreY) * scale - side / 2)
    if (left < 0 || top < 0 || left + side > width || top + side > height) continue
    const colour = table.has(slot, UnitFlag.online) ? online : offline
    for (let row = top; row < top + side; row++) pixels.fill(colour, row * width + left, row * width + left + side)
  }
  pen.putImageData(picture, 0, 0)
}

/** Of `#rrggbb`; bytes in the order of this machine, which is little-endian wherever a browser runs. */
function pixelOf(colour: string): number {
  const rgb = Number.parseInt(colour.slice(1, 7), 16)
  return ((0xff << 24) | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0
}
