/** Tracks of some units in one file. They are read one unit after the other while the file grows. */
import { TRACK_WIDTH, type TrackFormat, type TrackUnit } from '../../../shared/contract/tracks.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { writeExport } from '../storage/export-file.ts'
import { localTime } from '../storage/local-time.ts'
import { readTrack } from './track-points.ts'
import { TRACK_TEXT, type TextLanguage } from './track-text.ts'

export interface TrackFileWish {
  readonly job: number
  readonly units: readonly TrackUnit[]
  readonly from: number
  readonly to: number
  readonly format: TrackFormat
  readonly language: TextLanguage
}

/** Null when the operator gave up. */
export async function writeTracks(
  session: ActiveSession,
  host: Host,
  events: CoreEvents,
  { job, units, from, to, format, language }: TrackFileWish,
  signal: AbortSignal,
): Promise<{ path: string; points: number } | null> {
  const text = TRACK_TEXT[format]
  let written = 0
  async function* pieces(): AsyncGenerator<string, void> {
    yield text.head(language)
    for (const [done, unit] of units.entries()) {
      const tell = (points: number) =>
        events.emit('tracks.writing', { job, done, total: units.length, points: written + points })
      const points = await readTrack(session, { puid: unit.puid, from, to }, signal, tell)
      written += points.length / TRACK_WIDTH
      yield* text.track(unit, points)
    }
    yield text.foot
  }
  const path = await writeExport(host, nameOf(units, from, format, language), pieces())
  return path === undefined ? null : { path, points: written }
}

function nameOf(units: readonly TrackUnit[], from: number, format: TrackFormat, language: TextLanguage): string {
  const word = language === 'en' ? 'track' : '轨迹'
  const [unit] = units
  // Names may hold anything; what a file name cannot is left out.
  const plain = unit?.name
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, ' ')
    .trim()
    .slice(0, 60)
  const whose = units.length === 1 && plain ? ` ${plain}` : ''
  return `${word}${whose} ${localTime(from).slice(0, 10)}.${format}`
}
