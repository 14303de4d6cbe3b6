import { describe, expect, it } from 'vitest'
import { emptyRoute, movePoint, nextPoint, problemOf } from '../../../../../renderer/features/ptz/cruise/draft.ts'

const point = (id: number) => ({ id, hSpeed: 20, vSpeed: 30, duration: 5 })

describe('a route that is written', () => {
  it('gets the lowest free number, from 0 on', () => {
    expect(emptyRoute([]).id).toBe(0)
    expect(emptyRoute([0, 1, 3].map((id) => ({ id, name: '', points: [] }))).id).toBe(2)
  })

  it('goes on with the next preset, as fast and as long as before', () => {
    expect(nextPoint([], [])).toBeUndefined()
    expect(nextPoint([], [4, 7])).toMatchObject({ id: 4, duration: 10 })
    expect(nextPoint([point(4)], [4, 7])).toEqual(point(7))
    expect(nextPoint([point(7)], [4, 7])).toEqual(point(4))
    expect(nextPoint([point(99)], [4, 7])).toEqual(point(4))
  })

  it('moves a point by one, not beyond the ends', () => {
    expect(movePoint(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
    expect(movePoint(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(movePoint(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(movePoint(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
  })

  it('says what is missing', () => {
    expect(problemOf('  ', [point(4)], [4])).toBe('name')
    expect(problemOf('Night', [], [4])).toBe('points')
    expect(problemOf('Night', [point(4), point(5)], [4])).toBe('preset')
    expect(
      problemOf(
        'Night',
        Array.from({ length: 65 }, () => point(4)),
        [4],
      ),
    ).toBe('tooMany')
    expect(problemOf('Night', [point(4)], [4])).toBeUndefined()
  })
})
