/**
 * Alarms as this client's own store holds them, with everything that was done about each. The platform decides what an alarm's
 * state is: handling is shown when it has said so. Documentation: chapters "historical data" (alarm record, handling) and
 * "Alarm event subscription".
 */
import Type, { type Static } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { call, domain, event } from './define.ts'
import { Backfill, SYNC_STATE } from './sync-state.ts'

export const ALARM_LEVELS = ['critical', 'high', 'medium', 'low'] as const
export type AlarmLevel = (typeof ALARM_LEVELS)[number]

/** Keys of the settings, scope `account`. */
export const ALARM_SETTINGS = {
  /** True: no notification and no flash but for SOS. */
  doNotDisturb: 'alarms.doNotDisturb',
  /** Epoch ms until which only SOS sounds, in every window. */
  mutedUntil: 'alarms.mutedUntil',
  /** ID of the chat group that hears who claims what. */
  claimGroup: 'alarms.claimGroup',
} as const

export const AlarmsState = Type.Object({ ...SYNC_STATE, backfill: Type.Optional(Backfill) })
export type AlarmsState = Static<typeof AlarmsState>

/** Wire's numbers: see `AlarmType` and `AlarmState` in `shared/platform/alarm.ts`; types that nobody names may come too. */
export const Alarm = Type.Object({
  /** The platform's key. */
  key: Type.String(),
  type: Type.Number(),
  /** 0 active, 1 released by itself, 2 released, 3 ignored. */
  status: Type.Number(),
  level: Type.Enum(ALARM_LEVELS),
  /** Epoch ms by the platform's clock (it counts in seconds). */
  time: Type.Number(),
  device: Type.Object({ id: Type.String(), name: Type.String() }),
  /** Channel or other part of the device. */
  part: Type.Optional(Type.Number()),
  user: Type.Optional(Type.Object({ id: Type.String(), name: Type.String() })),
  description: Type.String(),
  latitude: Type.Optional(Type.Number()),
  longitude: Type.Optional(Type.Number()),
  /** What was done last, by the platform's word. */
  handling: Type.Optional(
    Type.Object({ by: Type.String(), byName: Type.String(), note: Type.String(), time: Type.Number() }),
  ),
  /** At this desk. */
  seen: Type.Boolean(),
})
export type Alarm = Static<typeof Alarm>

/** One change of an alarm, as this client learned of it. */
export const AlarmStep = Type.Object({
  /** Epoch ms: the platform's time of it where it says one, else when this client learned of it. */
  time: Type.Number(),
  status: Type.Number(),
  by: Type.Optional(Type.String()),
  byName: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
})
export type AlarmStep = Static<typeof AlarmStep>

/** Somebody at a desk says "I have this". Advice to colleagues, no lock. */
export const Claim = Type.Object({
  key: Type.String(),
  by: Type.String(),
  byName: Type.String(),
  time: Type.Number(),
  mine: Type.Boolean(),
})
export type Claim = Static<typeof Claim>

/** Alarms of one device and type close together: shown as one line, handled in one act. */
export const Bundle = Type.Object({
  /** Of the newest alarm in it. */
  newest: Alarm,
  count: Type.Integer(),
  active: Type.Integer(),
  unseen: Type.Integer(),
  firstTime: Type.Number(),
})
export type Bundle = Static<typeof Bundle>

export const AlarmFilter = Type.Object({
  statuses: Type.Optional(Type.Array(Type.Number(), { maxItems: 8 })),
  types: Type.Optional(Type.Array(Type.Number(), { maxItems: 100 })),
  levels: Type.Optional(Type.Array(Type.Enum(ALARM_LEVELS))),
  devices: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 5000 })),
  /** Who raised or handled it. */
  person: Type.Optional(Type.String({ maxLength: 200 })),
  from: Type.Optional(Type.Number()),
  to: Type.Optional(Type.Number()),
  /** In descriptions, notes and names; exact, from one character on. */
  text: Type.Optional(Type.String({ maxLength: 200 })),
  unseen: Type.Optional(Type.Boolean()),
})
export type AlarmFilter = Static<typeof AlarmFilter>

/** Newest first below this one. */
const Before = Type.Optional(Type.Object({ time: Type.Number(), key: Type.String() }))
const Key = Type.String({ minLength: 1, maxLength: 200 })
const Keys = Type.Array(Key, { minItems: 1, maxItems: 1000 })
const Limit = Type.Integer({ minimum: 1, maximum: 500 })

export const AlarmCounts = Type.Object({
  active: Type.Integer(),
  /** Active, and nobody at this desk has seen it. */
  unseen: Type.Integer(),
  /** Active, by level. */
  byLevel: Type.Record(Type.String(), Type.Integer()),
  /** Raised in the last ten minutes: what the flood meter shows. */
  lastTenMinutes: Type.Integer(),
})
export type AlarmCounts = Static<typeof AlarmCounts>

export const LevelTable = Type.Record(Type.String(), Type.Enum(ALARM_LEVELS))
export type LevelTable = Static<typeof LevelTable>

export const ReportRow = Type.Object({
  /** A type's number, a device's ID or a handler's account, by what was asked. */
  key: Type.String(),
  name: Type.String(),
  count: Type.Integer(),
  active: Type.Integer(),
  released: Type.Integer(),
  releasedByItself: Type.Integer(),
  ignored: Type.Integer(),
  /** From the alarm to its handling, median and 90 %, ms; absent when none was handled. */
  handledMedianMs: Type.Optional(Type.Number()),
  handledP90Ms: Type.Optional(Type.Number()),
})
export type ReportRow = Static<typeof ReportRow>

const REPORT = {
  by: Type.Enum(['type', 'device', 'handler', 'day', 'hour'] as const),
  from: Type.Number(),
  to: Type.Number(),
}

export const alarms = domain({
  calls: {
    state: call(Type.Object({}), AlarmsState),
    counts: call(Type.Object({}), AlarmCounts),
    /** Out of the store, newest first. Keyset. */
    list: call(
      Type.Object({ filter: AlarmFilter, before: Before, limit: Limit }),
      Type.Object({ alarms: Type.Array(Alarm), more: Type.Boolean() }),
    ),
    /** The same folded by device and type, within `windowMs` from one to the next. */
    bundles: call(
      Type.Object({
        filter: AlarmFilter,
        before: Before,
        limit: Limit,
        windowMs: Type.Integer({ minimum: 1000, maximum: 86_400_000 }),
      }),
      Type.Object({ bundles: Type.Array(Bundle), more: Type.Boolean() }),
    ),
    /** The keys of the bundle `key` is in, of those that pass `filter`: give the one the bundles were asked with. Newest first. */
    bundleKeys: call(
      Type.Object({
        key: Key,
        windowMs: Type.Integer({ minimum: 1000, maximum: 86_400_000 }),
        filter: Type.Optional(AlarmFilter),
      }),
      Type.Array(Type.String()),
    ),
    /** Errors: `not-found`. */
    card: call(
      Type.Object({ key: Key }),
      Type.Object({ alarm: Alarm, steps: Type.Array(AlarmStep), claim: Type.Optional(Claim) }),
    ),
    /**
     * Asks the platform for each, some at once; what it answered is what counts. `status` absent: only the note.
     * The result names what was refused; the rest is done.
     */
    handle: call(
      Type.Object({
        keys: Keys,
        status: Type.Optional(Type.Integer({ minimum: 0, maximum: 3 })),
        note: Type.Optional(Type.String({ maxLength: 2000 })),
      }),
      Type.Object({
        done: Type.Array(Type.String()),
        refused: Type.Array(Type.Object({ key: Type.String(), error: ErrorEnvelope })),
      }),
    ),
    /** Seen at this desk: sounds and badge stop. `all`: everything raised until now. */
    markSeen: call(Type.Union([Type.Object({ keys: Keys }), Type.Object({ all: Type.Literal(true) })]), Type.Null()),
    /** Raised since the session began, urgent, and seen by nobody: what sounds in a window that opens later. At most 1000. */
    ringing: call(Type.Object({}), Type.Array(Alarm)),
    claims: call(Type.Object({}), Type.Array(Claim)),
    /** Tells the other desks by a `custom` message to the dispatcher group (`claimGroup` of the settings). Errors: `not-found` without one. */
    claim: call(Type.Object({ key: Key, claimed: Type.Boolean() }), Type.Null()),
    levels: call(Type.Object({}), Type.Object({ defaults: LevelTable, own: LevelTable })),
    /** Of this site; only what differs from the defaults is kept. */
    setLevels: call(Type.Object({ own: LevelTable }), Type.Null()),
    report: call(Type.Object(REPORT), Type.Array(ReportRow)),
    /** Fetches alarms older than the store from the platform, to `from`, and keeps them. */
    fetchOlder: call(Type.Object({ from: Type.Number() }), Type.Object({ added: Type.Integer() })),
    /** Asks the host where to, and writes CSV. Null when the operator gave up. */
    exportCsv: call(
      Type.Object({ filter: AlarmFilter, language: Type.Enum(['en', 'zh-CN'] as const) }),
      Type.Union([Type.Object({ path: Type.String(), alarms: Type.Integer() }), Type.Null()]),
    ),
    /** The same for a report: all its rows. */
    exportReport: call(
      Type.Object({ ...REPORT, language: Type.Enum(['en', 'zh-CN'] as const) }),
      Type.Union([Type.Object({ path: Type.String(), rows: Type.Integer() }), Type.Null()]),
    ),
  },
  events: {
    stateChanged: event(AlarmsState),
    cleared: event(Type.Object({})),
    /** New or changed in the store. `raised`: keys of those that were raised just now. Collected for 100 ms. */
    changed: event(Type.Object({ alarms: Type.Array(Alarm), raised: Type.Array(Type.String()) })),
    countsChanged: event(AlarmCounts),
    claimsChanged: event(Type.Object({ claims: Type.Array(Claim) })),
    levelsChanged: event(Type.Object({ own: LevelTable })),
  },
})
