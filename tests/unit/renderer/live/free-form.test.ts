import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asFarAsFits,
  FREE_SIDE,
  freePlace,
  fromShape,
  isFreeForm,
  moved,
  overlaps,
  resized,
  toAspect,
  withCell,
} from '../../../../renderer/features/live/free-form.ts'
import { GRID_SIZES, shapeOf, type Cell } from '../../../../renderer/features/live/grid-shapes.ts'

const cell = (column: number, row: number, width: number, height: number): Cell => ({ column, row, width, height })
const halves = [cell(1, 1, 12, 24), cell(13, 1, 12, 24)]

describe('a free form', () => {
  it.each(GRID_SIZES)('begins as the shape of %i panes, without overlap and without a gap', (size) => {
    const cells = fromShape(shapeOf(size))
    expect(cells).toHaveLength(size)
    expect(isFreeForm(cells)).toBe(true)
    expect(cells.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(FREE_SIDE * FREE_SIDE)
  })

  it('refuses what lies over a neighbour, outside, or is too small', () => {
    expect(withCell(halves, 0, cell(1, 1, 13, 24))).toBeUndefined()
    expect(withCell(halves, 0, cell(0, 1, 12, 24))).toBeUndefined()
    expect(withCell(halves, 0, cell(1, 1, 12, 25))).toBeUndefined()
    expect(withCell(halves, 0, cell(1, 1, 2, 24))).toBeUndefined()
    expect(withCell(halves, 0, cell(1, 1, 3.5, 24))).toBeUndefined()
    expect(withCell(halves, 0, cell(1, 1, 6, 6))).toEqual([cell(1, 1, 6, 6), halves[1]])
  })

  it('moves and stretches by each edge', () => {
    expect(moved(cell(3, 3, 6, 6), { columns: -2, rows: 1 })).toEqual(cell(1, 4, 6, 6))
    expect(resized(cell(7, 7, 6, 6), { x: -1, y: -1 }, { columns: -2, rows: 1 })).toEqual(cell(5, 8, 8, 5))
    expect(resized(cell(7, 7, 6, 6), { x: 1, y: 1 }, { columns: -2, rows: 1 })).toEqual(cell(7, 7, 4, 7))
    expect(resized(cell(7, 7, 6, 6), { x: 0, y: 1 }, { columns: 9, rows: 1 })).toEqual(cell(7, 7, 6, 7))
  })

  it('goes as far as the neighbour lets it', () => {
    const cells = [cell(1, 1, 6, 6), cell(13, 1, 12, 24)]
    const far = asFarAsFits(cells, 0, { columns: 11, rows: 0 }, (step) => moved(cells[0]!, step))
    expect(far[0]).toEqual(cell(7, 1, 6, 6))
    const wide = asFarAsFits(cells, 0, { columns: 20, rows: 30 }, (step) => resized(cells[0]!, { x: 1, y: 1 }, step))
    expect(wide[0]).toEqual(cell(1, 1, 12, 15))
    expect(asFarAsFits(cells, 0, { columns: -3, rows: 0 }, (step) => moved(cells[0]!, step))).toBe(cells)
  })

  it('finds the largest free place, or says that there is none', () => {
    expect(freePlace(halves)).toBeUndefined()
    expect(freePlace([cell(1, 1, 24, 12)])).toEqual(cell(1, 13, 8, 8))
    expect(freePlace([cell(1, 1, 24, 20)])).toEqual(cell(1, 21, 4, 4))
  })

  it('makes the picture 16:9 under its line, by the height or where that does not fit by the width', () => {
    const wall = { width: 2400, height: 1200, header: 20 }
    const [high] = toAspect([cell(1, 1, 8, 20)], 0, wall)!
    expect(high).toEqual(cell(1, 1, 8, 9))
    const ratio = (high!.width * 100) / (high!.height * 50 - 20)
    expect(ratio).toBeGreaterThan(1.7)
    expect(ratio).toBeLessThan(1.9)
    // Wide as the wall it would be higher than the wall: it becomes narrower.
    const flat = { width: 2400, height: 600, header: 20 }
    expect(toAspect([cell(1, 1, 24, 24)], 0, flat)).toEqual([cell(1, 1, 10, 24)])
    expect(toAspect(halves, 0, { ...wall, width: 0 })).toBeUndefined()
  })

  it('never lets panes lie over each other, whatever hands do', () => {
    const step = fc.record({ columns: fc.integer({ min: -30, max: 30 }), rows: fc.integer({ min: -30, max: 30 }) })
    const edge = fc.constantFrom(-1 as const, 0 as const, 1 as const)
    const act = fc.record({ position: fc.nat(8), step, grip: fc.option(fc.record({ x: edge, y: edge })) })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let cells = fromShape(shapeOf(9))
        for (const { position, step, grip } of acts) {
          const held = cells[position]!
          cells = asFarAsFits(cells, position, step, (part) => (grip ? resized(held, grip, part) : moved(held, part)))
        }
        expect(isFreeForm(cells)).toBe(true)
        expect(cells.some((one, at) => cells.some((other, to) => at !== to && overlaps(one, other)))).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})
