import { describe, expect, it } from 'vitest'
import { TrackPoints } from '../../../../renderer/features/tracks/track-points.ts'
import { factsOf } from '../../../../renderer/features/tracks/track-facts.ts'
import { placeAt } from '../../../../renderer/features/tracks/place-at.ts'
import { TrackShapes } from '../../../../renderer/features/tracks/track-shape.ts'
import { NOT_TOLD } from '../../../../shared/contract/tracks.ts'

const METRES_PER_DEGREE = 111_320
const START = 1_700_000_000_000

/** A point `seconds` after the start, so many metres north of the equator, at a speed. */
const point = (seconds: number, metres: number, kmh = NOT_TOLD): number[] => [
  ...[START + seconds * 1000, 10, metres / METRES_PER_DEGREE],
  ...[kmh, 0, NOT_TOLD],
]
const track = (...points: number[][]): TrackPoints => TrackPoints.from([points.flat()])
/** One point each ten seconds, going north at 36 km/h. */
const drive = (from: number, to: number, startM = 0): number[][] =>
  Array.from({ length: (to - from) / 10 + 1 }, (_, at) => point(from + at * 10, startM + at * 100, 36))
const stand = (from: number, to: number, metres: number): number[][] =>
  Array.from({ length: (to - from) / 10 + 1 }, (_, at) => point(from + at * 10, metres + (at % 2) * 8, 0))

describe('the points of a track', () => {
  it('are in order of time whatever order their pages came in, each time once', () => {
    const points = TrackPoints.from([
      [...point(20, 2), ...point(30, 3)],
      [...point(0, 0), ...point(10, 1), ...point(20, 2)],
    ])
    expect([...points.time].map((time) => (time - START) / 1000)).toEqual([0, 10, 20, 30])
    expect([...points.lat].map((lat) => Math.round(lat * METRES_PER_DEGREE))).toEqual([0, 1, 2, 3])
  })

  it('are found by time', () => {
    const points = track(point(0, 0), point(10, 1), point(20, 2))
    expect([-1, 0, 9.9, 10, 25].map((at) => points.indexAt(START + at * 1000))).toEqual([-1, 0, 0, 1, 2])
  })
})

describe('what a track tells', () => {
  it('counts the way and the fastest point', () => {
    const facts = factsOf(track(...drive(0, 100), point(110, 1100, 90), point(120, 1200, 10)))
    expect(facts.distanceM).toBeGreaterThan(1195)
    expect(facts.distanceM).toBeLessThan(1205)
    expect(facts.fastest).toBe(11)
    expect(facts.stops).toEqual([])
  })

  it('finds where the unit stood, though its fixes wander', () => {
    const facts = factsOf(track(...drive(0, 100), ...stand(110, 410, 1000), ...drive(420, 520, 1100)))
    expect(facts.stops).toHaveLength(1)
    expect(facts.standingMs).toBeGreaterThanOrEqual(300_000)
    expect(facts.standingMs).toBeLessThanOrEqual(320_000)
  })

  it('finds gaps, and counts no way over them', () => {
    const facts = factsOf(track(...drive(0, 100), ...drive(1000, 1100, 50_000)))
    expect(facts.gaps).toEqual([{ from: 10, to: 11 }])
    expect(facts.distanceM).toBeLessThan(2010)
    expect(facts.movingMs).toBe(200_000)
  })

  it('takes a unit that rests and tells of itself seldom for one that stands, and a long silence for a gap all the same', () => {
    const rest = (from: number, every: number) =>
      [0, 1, 2, 3].map((turn) => point(from + turn * every, 1000 + turn * 5, 0))
    const seldom = factsOf(track(...drive(0, 100), ...rest(340, 240), ...drive(1070, 1170, 1020)))
    expect(seldom.gaps).toEqual([])
    expect(seldom.stops).toEqual([{ from: 10, to: 15 }])
    expect(placeAt(track(...rest(0, 240)), START + 100_000)?.certainty).toBe('known')
    const hours = factsOf(track(...drive(0, 100), ...rest(3700, 3600)))
    expect(hours.gaps).toHaveLength(4)
    expect(hours.stops).toEqual([])
  })

  it('of nothing is nothing', () => {
    expect(factsOf(track())).toMatchObject({ distanceM: 0, movingMs: 0, fastest: -1, stops: [], gaps: [] })
  })
})

describe('where a unit was', () => {
  const points = track(...drive(0, 20), ...drive(1000, 1010, 5000))
  const metres = (seconds: number) => {
    const place = placeAt(points, START + seconds * 1000)
    return place && [Math.round(place.lat * METRES_PER_DEGREE), place.certainty]
  }

  it('is between its points, and where it was heard last while nothing is heard', () => {
    expect(metres(0)).toEqual([0, 'known'])
    expect(metres(5)).toEqual([50, 'known'])
    expect(metres(20)).toEqual([200, 'known'])
    expect(metres(500)).toEqual([200, 'gap'])
    expect(metres(1005)).toEqual([5050, 'known'])
  })

  it('is told apart before its first and after its last point', () => {
    expect(metres(-5)).toEqual([0, 'before'])
    expect(metres(2000)).toEqual([5100, 'after'])
    expect(placeAt(track(), START)).toBeUndefined()
  })
})

describe('what is drawn of a track', () => {
  const project = ([lng, lat]: readonly [number, number]) => [lng * METRES_PER_DEGREE, lat * METRES_PER_DEGREE]

  it('is never further from the track than the pixel, and breaks at gaps', () => {
    const points = track(...drive(0, 5000), ...drive(9000, 14_000, 80_000))
    const shapes = new TrackShapes(points, project)
    const coarse = shapes.at(2048)
    expect(coarse.count).toBeLessThan(points.count / 5)
    const kept = [...coarse.y]
    for (const y of shapes.whole.y) expect(Math.min(...kept.map((one) => Math.abs(one - y)))).toBeLessThan(2048)
    expect([...coarse.breaks].filter((one) => one === 1)).toHaveLength(2)
    expect(coarse.y[coarse.count - 1]).toBe(shapes.whole.y[points.count - 1])
  })

  it('is the whole where the scale shows every point', () => {
    const points = track(...drive(0, 100))
    expect(new TrackShapes(points, project).at(1).count).toBe(points.count)
  })
})
