/** A page of a track from the platform's rows to ours, and a whole track in order of time. */
import { NOT_TOLD, TRACK_WIDTH, type TrackPage } from '../../../shared/contract/tracks.ts'
import type { RowsOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { PositionState } from '../../../shared/platform/position.ts'
import { centimetresToMetres, metresPerHourToKmh, milliDegreesToDegrees, toEpochMs } from '../../../shared/units.ts'
import type { ActiveSession } from '../session/active-session.ts'

/** The platform may give less; what it gave counts. */
const PAGE_SIZE = 1000
const PARALLEL = 2

export interface TrackWish {
  readonly puid: string
  /** Epoch ms by the platform's clock. */
  readonly from: number
  readonly to: number
}

type TrackRow = RowsOf<typeof operations.track.list>[number]

export async function readTrackPage(
  session: ActiveSession,
  { page, ...wish }: TrackWish & { page: number },
  signal: AbortSignal,
): Promise<TrackPage> {
  const place = { page, pageSize: PAGE_SIZE }
  const answer = await session.call(operations.track.list, { body: { ...filterOf(wish), ...place } }, { signal })
  const rows: number[] = []
  for (const row of answer.data) append(row, rows)
  const taken = answer.data.length
  const total = answer.page?.totalCount ?? taken
  // What the first page brought is what the platform allows for a page.
  const size = Math.min(PAGE_SIZE, answer.page?.pageSize || PAGE_SIZE)
  return { rows, leftOut: taken - rows.length / TRACK_WIDTH, total, pages: Math.max(1, Math.ceil(total / size)) }
}

/** All points of a track, `TRACK_WIDTH` numbers each, oldest first, none twice. */
export async function readTrack(
  session: ActiveSession,
  wish: TrackWish,
  signal: AbortSignal,
  onPoints: (points: number) => void = () => undefined,
): Promise<Float64Array> {
  const rows: number[] = []
  const input = { body: { ...filterOf(wish), page: 0, pageSize: PAGE_SIZE } }
  const pages = session.pages(operations.track.list, input, { pageSize: PAGE_SIZE, parallel: PARALLEL, signal })
  for await (const page of pages) {
    for (const row of page.rows) append(row, rows)
    onPoints(rows.length / TRACK_WIDTH)
  }
  return inOrder(rows)
}

/** Seconds: a range within one second still has its second. */
function filterOf({ puid, from, to }: TrackWish) {
  return {
    filter: { device_id: puid, timestamp_min: Math.floor(from / 1000), timestamp_max: Math.ceil(to / 1000) },
  }
}

/** A row without a time or a place is no point; one that was not positioned says where the unit was before. */
function append({ time, lng, lat, speed, angle, height, state }: TrackRow, rows: number[]): void {
  const at = toEpochMs(time)
  if (at === undefined || lng === undefined || lat === undefined) return
  if (state === PositionState.none || (lng === 0 && lat === 0)) return
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) return
  rows.push(
    at,
    lng,
    lat,
    speed === undefined ? NOT_TOLD : metresPerHourToKmh(speed),
    angle === undefined ? NOT_TOLD : milliDegreesToDegrees(angle),
    height === undefined ? NOT_TOLD : centimetresToMetres(height),
  )
}

/** Pages come in any order, and the documentation promises none within them. */
function inOrder(rows: readonly number[]): Float64Array {
  const count = rows.length / TRACK_WIDTH
  const timeOf = (point: number) => rows[point * TRACK_WIDTH] ?? 0
  const order = Uint32Array.from({ length: count }, (_, point) => point).sort(
    (one, other) => timeOf(one) - timeOf(other),
  )
  const sorted = new Float64Array(rows.length)
  let taken = 0
  let before = -1
  for (const point of order) {
    if (timeOf(point) === before) continue
    before = timeOf(point)
    for (let field = 0; field < TRACK_WIDTH; field++)
      sorted[taken * TRACK_WIDTH + field] = rows[point * TRACK_WIDTH + field] ?? 0
    taken++
  }
  return sorted.subarray(0, taken * TRACK_WIDTH)
}
