/**
 * Where units have been. Tracks are long: a screen asks for their pages one after the other, and a file is written by the core from
 * all of them, never from what a screen simplified. Documentation: "Device GPS track".
 */
import Type, { type Static } from 'typebox'
import { call, domain, event } from './define.ts'

/** A point is so many numbers in a row: time (epoch ms, platform's clock) · longitude · latitude (degrees, WGS-84) · speed (km/h) · heading (degrees) · height (m). */
export const TRACK_WIDTH = 6
/** Speed, heading or height that was not told. */
export const NOT_TOLD = -1_000_000

export const TRACK_FORMATS = ['gpx', 'kml', 'csv'] as const
export type TrackFormat = (typeof TRACK_FORMATS)[number]
/** At once in one screen or file. */
export const MAX_TRACKS = 20

const Range = {
  /** Epoch ms by the platform's clock; seconds count. */
  from: Type.Number({ minimum: 0 }),
  to: Type.Number({ minimum: 0 }),
}
const Puid = Type.String({ minLength: 1, maxLength: 100 })

export const TrackPage = Type.Object({
  /** `TRACK_WIDTH` numbers for each point, as the platform orders them. */
  rows: Type.Array(Type.Number()),
  /** Points without a fix or outside of the world, left out of `rows`. */
  leftOut: Type.Integer(),
  /** Points of the whole track, those left out among them. */
  total: Type.Integer(),
  /** Pages of this size, as far as the platform's total tells. */
  pages: Type.Integer(),
})
export type TrackPage = Static<typeof TrackPage>

export const TrackUnit = Type.Object({ puid: Puid, name: Type.String({ maxLength: 200 }) })
export type TrackUnit = Static<typeof TrackUnit>

export const tracks = domain({
  calls: {
    /** One page of a track, counted from 0. Errors: `not-signed-in`, `platform`, the ways of the network. */
    page: call(Type.Object({ puid: Puid, ...Range, page: Type.Integer({ minimum: 0 }) }), TrackPage),
    /**
     * All points of some units into one file, in order of time. Null when the operator gave up. Told on its way by
     * `tracks.writing` under `job`. Errors: those of `page`, `disk`, `cancelled`; then there is no file.
     */
    write: call(
      Type.Object({
        job: Type.Integer(),
        units: Type.Array(TrackUnit, { minItems: 1, maxItems: MAX_TRACKS }),
        ...Range,
        format: Type.Enum(TRACK_FORMATS),
        language: Type.Enum(['en', 'zh-CN'] as const),
      }),
      Type.Union([Type.Object({ path: Type.String(), points: Type.Integer() }), Type.Null()]),
    ),
  },
  events: {
    /** `done` of `total` units are read; `points` so far. */
    writing: event(
      Type.Object({ job: Type.Integer(), done: Type.Integer(), total: Type.Integer(), points: Type.Integer() }),
    ),
  },
})
