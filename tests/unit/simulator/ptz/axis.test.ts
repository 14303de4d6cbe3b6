import { describe, expect, it } from 'vitest'
import { createAxis } from '../../../simulator/ptz/axis.ts'

describe('an axis', () => {
  it('runs, ends at the end of its range, and can be halted on the way', () => {
    const axis = createAxis({ low: -90, high: 20 }, 0)
    axis.drive(1000, -30)
    expect(axis.at(2000)).toBe(-30)
    expect(axis.isMoving(2000)).toBe(true)
    expect(axis.at(9000)).toBe(-90)
    expect(axis.isMoving(9000)).toBe(false)
    axis.drive(9000, 10)
    axis.halt(12_000)
    expect(axis.at(99_000)).toBe(-60)
  })

  it('tells when it will be where it goes', () => {
    const axis = createAxis({ low: 1, high: 30 }, 5)
    expect(axis.goTo(0, 25, 10)).toBe(2000)
    expect(axis.at(1000)).toBe(15)
    expect(axis.goTo(1000, 100, 5)).toBe(4000)
    expect(axis.at(8000)).toBe(30)
    expect(axis.goTo(8000, 30, 0)).toBe(8000)
    expect(axis.goTo(8000, 10, 0)).toBe(Infinity)
    expect(axis.isMoving(9000)).toBe(false)
  })

  it('goes round without an end, and the short way to a place', () => {
    const axis = createAxis({ low: 0, high: 360, isRound: true }, 350)
    axis.drive(0, 40)
    expect(axis.at(1000)).toBe(30)
    expect(axis.at(30_000)).toBeCloseTo((350 + 1200) % 360)
    axis.goTo(1000, 340, 10)
    expect(axis.at(2000)).toBe(20)
    expect(axis.at(5000)).toBe(350)
    expect(axis.at(60_000)).toBe(340)
  })
})
