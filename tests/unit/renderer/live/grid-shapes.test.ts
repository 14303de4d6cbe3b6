import { describe, expect, it } from 'vitest'
import {
  evenSize,
  GRID_SIZES,
  neighbour,
  shapeOf,
  type Direction,
} from '../../../../renderer/features/live/grid-shapes.ts'

const DIRECTIONS: readonly Direction[] = ['left', 'right', 'up', 'down']

describe.each(GRID_SIZES)('the shape of %i panes', (size) => {
  const { side, cells } = shapeOf(size)

  it('has as many, and covers each place of the screen once', () => {
    expect(cells).toHaveLength(size)
    const units = cells.flatMap(({ column, row, span }) =>
      Array.from({ length: span * span }, (_, at) => `${column + (at % span)} ${row + Math.floor(at / span)}`),
    )
    expect(new Set(units).size).toBe(side * side)
    expect(units).toHaveLength(side * side)
    const all = Array.from({ length: side * side }, (_, at) => `${(at % side) + 1} ${Math.floor(at / side) + 1}`)
    expect(new Set(units)).toEqual(new Set(all))
  })

  it('can be walked by arrows from any pane to any other', () => {
    for (let from = 0; from < size; from++) {
      const reached = new Set([from])
      for (const position of reached) for (const way of DIRECTIONS) reached.add(neighbour(position, way, size))
      expect(reached.size).toBe(size)
    }
  })
})

describe('neighbour', () => {
  it('moves inside an even grid and stays at its edges', () => {
    expect(neighbour(0, 'right', 9)).toBe(1)
    expect(neighbour(2, 'right', 9)).toBe(2)
    expect(neighbour(3, 'left', 9)).toBe(3)
    expect(neighbour(4, 'up', 9)).toBe(1)
    expect(neighbour(7, 'down', 9)).toBe(7)
    expect(neighbour(0, 'down', 1)).toBe(0)
  })

  it('goes between large and small panes that share an edge', () => {
    expect(neighbour(0, 'right', 6)).toBe(1)
    expect(neighbour(2, 'left', 6)).toBe(0)
    expect(neighbour(5, 'up', 6)).toBe(2)
    expect(neighbour(0, 'right', 10)).toBe(1)
    expect(neighbour(0, 'down', 10)).toBe(2)
    expect(neighbour(5, 'up', 10)).toBe(1)
    expect(neighbour(0, 'up', 13)).toBe(2)
  })
})

describe('evenSize', () => {
  it('knows the grids with as many rows as columns', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(evenSize)).toEqual([1, 4, 9, 16, 25, 36, undefined, 64])
  })
})
