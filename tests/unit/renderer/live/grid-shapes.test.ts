import { describe, expect, it } from 'vitest'
import {
  evenSize,
  GRID_SIZES,
  neighbour,
  shapeOf,
  type Direction,
  type GridSize,
} from '../../../../renderer/features/live/grid-shapes.ts'

const DIRECTIONS: readonly Direction[] = ['left', 'right', 'up', 'down']

describe.each(GRID_SIZES)('the shape of %i panes', (size) => {
  const { side, cells } = shapeOf(size)

  it('has as many, and covers each place of the screen once', () => {
    expect(cells).toHaveLength(size)
    const units = cells.flatMap(({ column, row, width, height }) =>
      Array.from({ length: width * height }, (_, at) => `${column + (at % width)} ${row + Math.floor(at / width)}`),
    )
    expect(new Set(units).size).toBe(side * side)
    expect(units).toHaveLength(side * side)
    const all = Array.from({ length: side * side }, (_, at) => `${(at % side) + 1} ${Math.floor(at / side) + 1}`)
    expect(new Set(units)).toEqual(new Set(all))
  })

  it('can be walked by arrows from any pane to any other', () => {
    for (let from = 0; from < size; from++) {
      const reached = new Set([from])
      for (const position of reached) for (const way of DIRECTIONS) reached.add(neighbour(position, way, cells))
      expect(reached.size).toBe(size)
    }
  })
})

const beside = (position: number, way: Direction, size: GridSize): number =>
  neighbour(position, way, shapeOf(size).cells)

describe('neighbour', () => {
  it('moves inside an even grid and stays at its edges', () => {
    expect(beside(0, 'right', 9)).toBe(1)
    expect(beside(2, 'right', 9)).toBe(2)
    expect(beside(3, 'left', 9)).toBe(3)
    expect(beside(4, 'up', 9)).toBe(1)
    expect(beside(7, 'down', 9)).toBe(7)
    expect(beside(0, 'down', 1)).toBe(0)
  })

  it('goes between large and small panes that share an edge', () => {
    expect(beside(0, 'right', 6)).toBe(1)
    expect(beside(2, 'left', 6)).toBe(0)
    expect(beside(5, 'up', 6)).toBe(2)
    expect(beside(0, 'right', 10)).toBe(1)
    expect(beside(0, 'down', 10)).toBe(2)
    expect(beside(5, 'up', 10)).toBe(1)
    expect(beside(0, 'up', 13)).toBe(2)
  })
})

describe('evenSize', () => {
  it('knows the grids with as many rows as columns', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(evenSize)).toEqual([1, 4, 9, 16, 25, 36, undefined, 64])
  })
})
