/**
 * The free form: panes anywhere on a fine grid, none over another. A move or a size that would lie over another pane or
 * outside is refused: the pane stays where it last fitted. Pushing neighbours aside was left out on purpose: on a wall that is
 * watched a pane that somebody else did not touch must not jump.
 */
import type { Cell, GridShape } from './grid-shapes.ts'

/** Units in a row and in a column. */
export const FREE_SIDE = 24
/** A pane smaller than an eighth of the wall shows nothing. */
export const FREE_LEAST = 3
/** As many as the even grid of the smallest panes. */
export const FREE_MOST = 64
const ASPECT = 16 / 9
/** Of a pane that is added where there is room. */
const WANTED = 8

export interface Step {
  readonly columns: number
  readonly rows: number
}

/** Which edges of a pane are moved: -1 the left or upper one, 1 the right or lower one. */
export interface Grip {
  readonly x: -1 | 0 | 1
  readonly y: -1 | 0 | 1
}

export function overlaps(one: Cell, other: Cell): boolean {
  return (
    one.column < other.column + other.width &&
    other.column < one.column + one.width &&
    one.row < other.row + other.height &&
    other.row < one.row + one.height
  )
}

export function isInside({ column, row, width, height }: Cell): boolean {
  return (
    [column, row, width, height].every(Number.isInteger) &&
    Math.min(column, row) >= 1 &&
    Math.min(width, height) >= FREE_LEAST &&
    column + width <= FREE_SIDE + 1 &&
    row + height <= FREE_SIDE + 1
  )
}

/** Whether `cell` can stand in the place of the pane at `position`; one beyond the last is a new pane. */
export function fits(cell: Cell, cells: readonly Cell[], position: number): boolean {
  return isInside(cell) && cells.every((other, at) => at === position || !overlaps(cell, other))
}

export function isFreeForm(cells: readonly Cell[]): boolean {
  return cells.length >= 1 && cells.length <= FREE_MOST && cells.every((cell, at) => fits(cell, cells, at))
}

export function moved(cell: Cell, { columns, rows }: Step): Cell {
  return { ...cell, column: cell.column + columns, row: cell.row + rows }
}

export function resized(cell: Cell, grip: Grip, { columns, rows }: Step): Cell {
  const [dx, dy] = [grip.x * columns, grip.y * rows]
  return {
    column: grip.x < 0 ? cell.column + columns : cell.column,
    row: grip.y < 0 ? cell.row + rows : cell.row,
    width: cell.width + dx,
    height: cell.height + dy,
  }
}

/** The same panes with one of them changed; undefined when it does not fit there. */
export function withCell(cells: readonly Cell[], position: number, cell: Cell): readonly Cell[] | undefined {
  return fits(cell, cells, position) ? cells.with(position, cell) : undefined
}

/** The way from one cell to another as far as it goes without lying over a neighbour: one unit after the other. */
export function asFarAsFits(
  cells: readonly Cell[],
  position: number,
  wanted: Step,
  at: (step: Step) => Cell,
): readonly Cell[] {
  const length = Math.max(Math.abs(wanted.columns), Math.abs(wanted.rows))
  let best = cells
  for (let unit = 1; unit <= length; unit += 1) {
    const part = (whole: number): number => Math.round((whole * unit) / length)
    const next = withCell(cells, position, at({ columns: part(wanted.columns), rows: part(wanted.rows) }))
    if (next) best = next
  }
  return best
}

/** The largest free place, no larger than wanted; of equal ones the first in reading order. Undefined when the wall is full. */
export function freePlace(cells: readonly Cell[], wanted = WANTED): Cell | undefined {
  for (let side = wanted; side >= FREE_LEAST; side -= 1) {
    for (let row = 1; row + side <= FREE_SIDE + 1; row += 1) {
      for (let column = 1; column + side <= FREE_SIDE + 1; column += 1) {
        const cell = { column, row, width: side, height: side }
        if (fits(cell, cells, cells.length)) return cell
      }
    }
  }
  return undefined
}

/** A shape as a start for a free form; sides that do not divide the fine grid are rounded to it, edge by edge. */
export function fromShape({ side, cells }: GridShape): readonly Cell[] {
  const edge = (unit: number): number => Math.round(((unit - 1) * FREE_SIDE) / side) + 1
  return cells.map(({ column, row, width, height }) => ({
    column: edge(column),
    row: edge(row),
    width: edge(column + width) - edge(column),
    height: edge(row + height) - edge(row),
  }))
}

/**
 * The height at which the picture of a pane is 16:9, its width kept; where that does not fit, the width for its height.
 * @param wall size of the wall and height of the line over each picture, px
 */
export function toAspect(
  cells: readonly Cell[],
  position: number,
  wall: { readonly width: number; readonly height: number; readonly header: number },
): readonly Cell[] | undefined {
  const cell = cells[position]
  if (!cell || wall.width <= 0 || wall.height <= 0) return undefined
  const [unitX, unitY] = [wall.width / FREE_SIDE, wall.height / FREE_SIDE]
  const height = Math.round(((cell.width * unitX) / ASPECT + wall.header) / unitY)
  const width = Math.round(((cell.height * unitY - wall.header) * ASPECT) / unitX)
  return withCell(cells, position, { ...cell, height }) ?? withCell(cells, position, { ...cell, width })
}
