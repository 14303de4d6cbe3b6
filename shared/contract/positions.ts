/**
 * Where the units are: last known positions from the lists, kept by the position subscription. There are many and they change all
 * the time, so that they cross as plain numbers: each unit has a slot, counted from 0 in the order it was learned, for as long as
 * the `epoch` lasts. A screen reads the pages it missed with `read` and follows the events; both arrive in order on the same pipe.
 * Documentation: "Get device list", "Get the list of online users", "Get device location", websocket "gpsdata".
 */
import Type, { type Static } from 'typebox'
import { call, domain, event } from './define.ts'
import { SYNC_STATE } from './sync-state.ts'

/**
 * A position is so many numbers in a row:
 * slot · longitude · latitude (degrees, WGS-84) · time (epoch ms by the platform's clock, 0 unknown) · heading (degrees from north
 * clockwise) · speed (km/h) · height (m) · satellites (0 or less: not by satellite) · sources (bits of `SignalSource`) · fix (0 or 1).
 * What is not known of a list's position is `UNKNOWN`.
 */
export const POSITION_FIELDS = [
  'slot',
  'lng',
  'lat',
  'time',
  'heading',
  'speed',
  'height',
  'stars',
  'sources',
  'fix',
] as const
export const POSITION_WIDTH = POSITION_FIELDS.length
/** Heading, speed, height and satellites of a position that came without them. */
export const UNKNOWN = -1_000_000

const Rows = Type.Array(Type.Number(), { description: 'POSITION_WIDTH numbers for each position' })

/** What was kept out of the picture since the session began, by what was wrong with it. */
export const LeftOut = Type.Object({
  /** Not numbers, or outside of the world. */
  impossible: Type.Integer(),
  /** Longitude and latitude nought: a receiver without a fix. */
  nought: Type.Integer(),
  /** So far from the one before that nothing drives or flies there in the time between. */
  jumped: Type.Integer(),
  /** Older than what is known already. */
  late: Type.Integer(),
  /** Of a time that has not come yet. */
  future: Type.Integer(),
})
export type LeftOut = Static<typeof LeftOut>

export const PositionsState = Type.Object({ ...SYNC_STATE, units: Type.Integer(), leftOut: LeftOut })
export type PositionsState = Static<typeof PositionsState>

export const PositionPage = Type.Object({
  epoch: Type.Integer(),
  /** Device IDs of the slots `from`, `from + 1` … */
  ids: Type.Array(Type.String()),
  rows: Rows,
  total: Type.Integer(),
})
export type PositionPage = Static<typeof PositionPage>

export const PositionsMoved = Type.Object({
  epoch: Type.Integer(),
  /** Units that are new: their slots follow each other from `from` on. */
  from: Type.Integer(),
  ids: Type.Array(Type.String()),
  rows: Rows,
})
export type PositionsMoved = Static<typeof PositionsMoved>

export const positions = domain({
  calls: {
    state: call(Type.Object({}), PositionsState),
    /** Units from slot `from` on, at most `limit` of 10,000. */
    read: call(
      Type.Object({ from: Type.Integer({ minimum: 0 }), limit: Type.Integer({ minimum: 1, maximum: 10_000 }) }),
      PositionPage,
    ),
  },
  events: {
    stateChanged: event(PositionsState),
    /** Collected for a moment; of each unit the newest. */
    moved: event(PositionsMoved),
    /** Everything known before is void (another site or account); slots count from 0 again. */
    cleared: event(Type.Object({ epoch: Type.Integer() })),
  },
})
