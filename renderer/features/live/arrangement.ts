/** How the panes of a layout stand: in one of the shapes, or free. Kept values may be edited by hand. */
import { isRecord } from '../../../shared/record.ts'
import { FREE_SIDE, fromShape, isFreeForm } from './free-form.ts'
import { GRID_SIZES, shapeOf, type Cell, type GridShape, type GridSize } from './grid-shapes.ts'

export type Arrangement =
  { readonly kind: 'shape'; readonly size: GridSize } | { readonly kind: 'free'; readonly cells: readonly Cell[] }

export const DEFAULT_SIZE: GridSize = 9
export const DEFAULT_ARRANGEMENT: Arrangement = { kind: 'shape', size: DEFAULT_SIZE }

export function gridShapeOf(arrangement: Arrangement): GridShape {
  return arrangement.kind === 'shape' ? shapeOf(arrangement.size) : { side: FREE_SIDE, cells: arrangement.cells }
}

/** The same panes at the same places, free to be moved. */
export function freed(arrangement: Arrangement): Arrangement & { kind: 'free' } {
  return arrangement.kind === 'free' ? arrangement : { kind: 'free', cells: fromShape(shapeOf(arrangement.size)) }
}

/** Undefined for what is no arrangement: an unknown shape, panes over one another or outside, none or too many. */
export function parseArrangement(value: unknown): Arrangement | undefined {
  if (!isRecord(value)) return undefined
  if (value['kind'] === 'shape') return shapeArrangement(value['size'])
  if (value['kind'] !== 'free' || !Array.isArray(value['cells'])) return undefined
  const cells = value['cells'].map(parseCell)
  const whole = cells.filter((cell) => cell !== undefined)
  return whole.length === cells.length && isFreeForm(whole) ? { kind: 'free', cells: whole } : undefined
}

export function shapeArrangement(size: unknown): Arrangement | undefined {
  const known = GRID_SIZES.find((one) => one === size)
  return known && { kind: 'shape', size: known }
}

function parseCell(value: unknown): Cell | undefined {
  if (!isRecord(value)) return undefined
  const { column, row, width, height } = value
  const numbers = [column, row, width, height].every((one) => typeof one === 'number')
  return numbers ? ({ column, row, width, height } as Cell) : undefined
}
