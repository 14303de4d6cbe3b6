import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RowLayout } from '../../../../renderer/features/chat/row-layout.ts'

const GUESS = 20
const keyed = (count: number) => Array.from({ length: count }, (_, at) => ({ key: `k${at}` }))

describe('a layout', () => {
  it('is empty without rows', () => {
    const layout = new RowLayout(() => GUESS)
    expect(layout.total()).toBe(0)
    expect(layout.indexAt(100)).toBe(-1)
  })

  it('guesses until it knows, and counts in whole pixels', () => {
    const layout = new RowLayout(() => GUESS)
    layout.setRows(keyed(3))
    expect(layout.total()).toBe(60)
    expect(layout.measure('k1', 33.2)).toBe(true)
    expect(layout.measure('k1', 33.9)).toBe(false)
    expect([layout.top(1), layout.top(2), layout.total()]).toEqual([20, 54, 74])
  })

  it('remembers heights of rows that went and came back', () => {
    const layout = new RowLayout(() => GUESS)
    layout.setRows(keyed(2))
    layout.measure('k1', 100)
    layout.setRows(keyed(1))
    layout.setRows([{ key: 'new' }, ...keyed(2)])
    expect(layout.top(layout.indexOf('k1'))).toBe(40)
    expect(layout.total()).toBe(140)
  })

  it('finds the row at any height', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: -50, max: 20_000 }),
        (heights, y) => {
          const layout = new RowLayout(() => GUESS)
          layout.setRows(keyed(heights.length))
          heights.forEach((height, at) => layout.measure(`k${at}`, height))
          const at = layout.indexAt(y)
          const inside = Math.max(0, Math.min(y, layout.total() - 1))
          expect(layout.top(at)).toBeLessThanOrEqual(inside)
          expect(layout.top(at + 1)).toBeGreaterThan(inside)
        },
      ),
    )
  })
})
