/** A track of a million points: from its pages to its columns, what it tells, and what is drawn of it at each zoom step. */
import LineString from 'ol/geom/LineString.js'
import { mercatorX, mercatorY } from '../../renderer/features/map/mercator.ts'
import { factsOf } from '../../renderer/features/tracks/track-facts.ts'
import { TrackPoints } from '../../renderer/features/tracks/track-points.ts'
import { TrackShapes } from '../../renderer/features/tracks/track-shape.ts'
import type { Bench } from './support/bench.ts'

const POINTS = 1_000_000
const PAGE = 1000
const TURNS = 5
/** Metres a px: from the house to the country. */
const RESOLUTIONS = [0.6, 2.4, 9.6, 38, 150, 600] as const

/** A drive that turns all the time, one point a second. */
function pagesOf(points: number): number[][] {
  let [lng, lat] = [120.3, 31.6]
  return Array.from({ length: points / PAGE }, (_, page) =>
    Array.from({ length: PAGE }, (__, at): number[] => {
      const second = page * PAGE + at
      const angle = second / 300 + Math.sin(second / 40)
      lng += Math.cos(angle) * 1.2e-4
      lat += Math.sin(angle) * 1.0e-4
      return [1_790_000_000_000 + second * 1000, lng, lat, 40 + (second % 20), (second * 7) % 360, 12]
    }).flat(),
  )
}

function took(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

export const track: Bench = ({ report }) => {
  const pages = pagesOf(POINTS)
  const [columns, objects, facts, ours, theirs]: number[][] = [[], [], [], [], []]
  for (let turn = 0; turn < TURNS; turn++) {
    objects?.push(took(() => pages.map((page) => pointObjects(page))))
    columns?.push(took(() => TrackPoints.from(pages)))
    const points = TrackPoints.from(pages)
    facts?.push(took(() => factsOf(points)))
    const shapes = new TrackShapes(points, ([lng, lat]) => [mercatorX(lng), mercatorY(lat)])
    const line = new LineString(
      Array.from({ length: points.count }, (_, at) => [shapes.whole.x[at] ?? 0, shapes.whole.y[at] ?? 0]),
    )
    for (const resolution of RESOLUTIONS) {
      ours?.push(took(() => shapes.at(resolution)))
      theirs?.push(took(() => line.getSimplifiedGeometry(resolution * resolution)))
    }
    if (turn === 0)
      for (const resolution of RESOLUTIONS)
        report.remark(`${resolution} m a px: ${shapes.at(resolution).count} points drawn`)
  }
  report.samples(`${POINTS} points from pages to columns`, 'ms', columns ?? [], objects)
  report.samples(`${POINTS} points: distance, stops, gaps`, 'ms', facts ?? [])
  report.samples(`${POINTS} points thinned for a zoom step`, 'ms', ours ?? [], theirs)
  return Promise.resolve()
}

/** The plain way: an object for each point. */
function pointObjects(page: readonly number[]): object[] {
  return Array.from({ length: page.length / 6 }, (_, at) => {
    const [time, lng, lat, speed, heading] = page.slice(at * 6, at * 6 + 6)
    return { time, lng, lat, speed, heading }
  })
}
