import { describe, expect, it } from 'vitest'
import { TrailRings, type TrailPoint } from '../../../../renderer/features/map/trails/trail-rings.ts'

const SPACING_MS = 1000

function timesOf(rings: TrailRings, id: string): number[] {
  const row = rings.rows.get(id)
  if (row === undefined) throw new Error(`no row of ${id}`)
  return Array.from({ length: rings.countOf(row) }, (_, n) => rings.time[rings.at(row, n)] ?? 0)
}

function push(rings: TrailRings, id: string, ...times: number[]): void {
  const row = rings.take(id)
  if (row === undefined) throw new Error('no room')
  for (const time of times) rings.push(row, time, 120, 31, time * 2, time * 3)
}

const point = (time: number): TrailPoint => ({ time, lng: 121, lat: 32, x: time, y: time })

describe('rings of trails', () => {
  it('hold the newest points of each unit, in order, not nearer in time than the spacing', () => {
    const rings = new TrailRings({ units: 2, points: 4 }, SPACING_MS)
    push(rings, 'a', 1000, 1500, 2000, 2000, 1800, 3000)
    push(rings, 'b', 7000)
    expect(timesOf(rings, 'a')).toEqual([1000, 2000, 3000])
    push(rings, 'a', 4000, 5000, 6000)
    expect(timesOf(rings, 'a')).toEqual([3000, 4000, 5000, 6000])
    expect(timesOf(rings, 'b')).toEqual([7000])
  })

  it('have no more units than there is room for, and give a room that is free to another with nothing in it', () => {
    const rings = new TrailRings({ units: 2, points: 4 }, SPACING_MS)
    push(rings, 'a', 1000, 2000)
    push(rings, 'b', 1000)
    expect([rings.isFull, rings.take('c')]).toEqual([true, undefined])
    rings.keep((id) => id === 'b')
    push(rings, 'c', 9000)
    expect([timesOf(rings, 'b'), timesOf(rings, 'c')]).toEqual([[1000], [9000]])
    expect(rings.rows.has('a')).toBe(false)
  })

  it('take what was before, and keep the newest where that is more than there is room for', () => {
    const rings = new TrailRings({ units: 1, points: 4 }, SPACING_MS)
    push(rings, 'a', 5000, 6000)
    rings.putBefore(rings.take('a') ?? 0, [1000, 2000, 2500, 3000, 4500, 5000, 8000].map(point))
    expect(timesOf(rings, 'a')).toEqual([2000, 3000, 5000, 6000])
  })

  it('are put anew where another base map has their places', () => {
    const rings = new TrailRings({ units: 1, points: 3 }, SPACING_MS)
    push(rings, 'a', 1000, 2000, 3000, 4000)
    rings.project(([lng, lat]) => [lng + 1, lat + 1])
    const at = rings.at(rings.take('a') ?? 0, 2)
    expect([rings.x[at], rings.y[at], rings.time[at]]).toEqual([121, 32, 4000])
  })
})
