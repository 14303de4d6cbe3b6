import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { turnOf } from '../../../../renderer/features/ptz/drag-vector.ts'

describe('turnOf', () => {
  it.each([
    [100, 0, 'right'],
    [100, 100, 'rightdown'],
    [0, 100, 'down'],
    [-100, 100, 'leftdown'],
    [-100, 0, 'left'],
    [-100, -100, 'lefttop'],
    [0, -100, 'up'],
    [100, -100, 'righttop'],
    [100, 30, 'right'],
    [100, 60, 'rightdown'],
  ])('%i, %i is %s', (dx, dy, operate) => {
    expect(turnOf(dx, dy, 100)?.operate).toBe(operate)
  })

  it('is nothing for a hand that only rests', () => {
    expect(turnOf(0, 0, 100)).toBeUndefined()
    expect(turnOf(5, -5, 100)).toBeUndefined()
    expect(turnOf(0, 0, 0)).toBeUndefined()
  })

  it('is as fast as the line is long, up to full speed', () => {
    expect(turnOf(100, 0, 100)?.hSpeed).toBe(100)
    expect(turnOf(500, 0, 100)?.hSpeed).toBe(100)
    const speeds = [12, 30, 50, 70, 90].map((dx) => turnOf(dx, 0, 100)?.hSpeed ?? 0)
    expect(speeds).toEqual(speeds.toSorted((a, b) => a - b))
    expect(speeds[0]).toBeLessThan(15)
  })

  it('is always what the platform takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: -2000, max: 2000 }), (dx, dy) => {
        const turn = turnOf(dx, dy, 150)
        if (!turn) return
        for (const speed of [turn.hSpeed, turn.vSpeed]) {
          expect(speed).toBeGreaterThanOrEqual(1)
          expect(speed).toBeLessThanOrEqual(100)
        }
      }),
    )
  })
})
