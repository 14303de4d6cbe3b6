/** How panes can stand on the screen: even grids, and such with one or two large pictures among small ones. Free forms (`free-form.ts`) use the same cells. */

/** Place of a pane in units of the grid, from 1 as CSS counts. */
export interface Cell {
  readonly column: number
  readonly row: number
  readonly width: number
  readonly height: number
}

export interface GridShape {
  /** Units in a row, and in a column. */
  readonly side: number
  /** By position. */
  readonly cells: readonly Cell[]
}

/** Panes of each shape. */
export const GRID_SIZES = [1, 4, 6, 8, 9, 10, 13, 16, 25, 36, 64] as const
export type GridSize = (typeof GRID_SIZES)[number]
export const MAX_PANES = 64

const square = (column: number, row: number, side: number): Cell => ({ column, row, width: side, height: side })

/** Large panes first, each with its place; the rest is filled with small ones in reading order. */
function shape(side: number, large: readonly Cell[] = []): GridShape {
  const isTaken = (column: number, row: number): boolean =>
    large.some((one) => isWithin(column, one.column, one.width) && isWithin(row, one.row, one.height))
  const small: Cell[] = []
  for (let row = 1; row <= side; row++)
    for (let column = 1; column <= side; column++) if (!isTaken(column, row)) small.push(square(column, row, 1))
  return { side, cells: [...large, ...small] }
}

function isWithin(unit: number, from: number, length: number): boolean {
  return unit >= from && unit < from + length
}

const SHAPES: Readonly<Record<GridSize, GridShape>> = {
  1: shape(1),
  4: shape(2),
  6: shape(3, [square(1, 1, 2)]),
  8: shape(4, [square(1, 1, 3)]),
  9: shape(3),
  10: shape(4, [square(1, 1, 2), square(3, 1, 2)]),
  13: shape(4, [square(2, 2, 2)]),
  16: shape(4),
  25: shape(5),
  36: shape(6),
  64: shape(8),
}

export function shapeOf(size: GridSize): GridShape {
  return SHAPES[size]
}

/** The even grid with so many panes in a row. */
export function evenSize(side: number): GridSize | undefined {
  return GRID_SIZES.find((size) => size === side * side)
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** The nearest pane beside this one; of several the one most in line with it. At the edge the selection stays. */
export function neighbour(position: number, direction: Direction, cells: readonly Cell[]): number {
  const from = cells[position]
  if (!from) return position
  const beside = cells
    .map((to, at) => ({ at, ...distance(from, to, direction) }))
    .filter(({ ahead, overlap }) => ahead >= 0 && overlap > 0)
    .sort((one, other) => one.ahead - other.ahead || one.aside - other.aside)
  return beside[0]?.at ?? position
}

/** Units from edge to edge in the direction, shared units across it, and how far the beginnings lie apart across it. */
function distance(from: Cell, to: Cell, direction: Direction): { ahead: number; overlap: number; aside: number } {
  const isAcross = direction === 'left' || direction === 'right'
  const [main, long, cross, wide] = isAcross
    ? (['column', 'width', 'row', 'height'] as const)
    : (['row', 'height', 'column', 'width'] as const)
  const isForward = direction === 'right' || direction === 'down'
  const ahead = isForward ? to[main] - (from[main] + from[long]) : from[main] - (to[main] + to[long])
  const overlap = Math.min(from[cross] + from[wide], to[cross] + to[wide]) - Math.max(from[cross], to[cross])
  return { ahead, overlap, aside: Math.abs(to[cross] - from[cross]) }
}
