/** A track from the core, page by page, a few at a time. */
import { TRACK_WIDTH, type TrackPage } from '../../../shared/contract/tracks.ts'
import { inParallel } from '../../../shared/in-parallel.ts'
import { TrackPoints } from './track-points.ts'

export interface LoadedTrack {
  readonly points: TrackPoints
  /** Points without a fix or outside of the world. */
  readonly leftOut: number
}

const PARALLEL = 3

/** `onPart`: points read and points in all. Errors: those of `ask`, by which cancelling comes too. */
export async function loadTrack(
  ask: (page: number) => Promise<TrackPage>,
  onPart: (read: number, total: number) => void,
): Promise<LoadedTrack> {
  const first = await ask(0)
  const parts = [first.rows]
  let leftOut = first.leftOut
  let read = sizeOf(first)
  onPart(read, first.total)
  const rest = Array.from({ length: first.pages - 1 }, (_, at) => at + 1)
  await inParallel(PARALLEL, rest, async (page) => {
    const part = await ask(page)
    parts[page] = part.rows
    leftOut += part.leftOut
    read += sizeOf(part)
    onPart(read, first.total)
  })
  return { points: TrackPoints.from(parts), leftOut }
}

function sizeOf({ rows, leftOut }: TrackPage): number {
  return rows.length / TRACK_WIDTH + leftOut
}
