/** Units that came and went, and when the operator was last here. */
import type { Database } from 'better-sqlite3'
import { transaction } from '../db/transaction.ts'

export interface PresenceEvent {
  readonly deviceId: string
  readonly name: string
  readonly online: boolean
  /** Epoch ms. */
  readonly time: number
}

/** Place in a list of several kinds: of one moment, the order is that of `rank`. */
export interface RankedPlace {
  readonly time: number
  readonly rank: number
}

/** From ≤ time < until; `after`: strictly behind that place. */
export interface Stretch {
  readonly from: number
  readonly until: number
  readonly after?: RankedPlace
  readonly limit: number
}

export interface StoredPresence extends RankedPlace {
  readonly device_id: string
  readonly name: string
  readonly online: number
}

export interface RankedAlarm extends RankedPlace {
  readonly key: string
}

/** Each kind has ranks of its own: three times the number of the row, and its kind. */
export const RANKS = { kinds: 3, alarm: 0, message: 1, presence: 2 } as const

/**
 * Epoch ms. lastPresent: when the operator was last here. awaySince, awayUntil: their last absence, as long as they have not
 * caught up. presenceTo: who came and went is written down until then.
 */
const MARKS = ['lastPresent', 'awaySince', 'awayUntil', 'presenceTo'] as const
export type DeskMark = (typeof MARKS)[number]
export type DeskMarks = Partial<Record<DeskMark, number>>

/** Notice and log of the same event may differ by so much: each has its own clock. */
const SAME_MS = 3_000

interface StretchParameters {
  from: number
  until: number
  afterTime: number
  afterRank: number
  limit: number
}

function stretchSql(kind: number): string {
  const rank = `id * ${RANKS.kinds} + ${kind}`
  return `time >= @from AND time < @until AND time >= @afterTime AND (time > @afterTime OR ${rank} > @afterRank)
    ORDER BY time, id LIMIT @limit`
}

export function deskTable(db: Database) {
  const add = db.prepare<[{ deviceId: string; name: string; online: number; time: number }]>(
    `INSERT OR IGNORE INTO presence_event (device_id, name, online, time) SELECT @deviceId, @name, @online, @time
     WHERE NOT EXISTS (SELECT 1 FROM presence_event WHERE device_id = @deviceId AND online = @online
       AND time BETWEEN @time - ${SAME_MS} AND @time + ${SAME_MS})`,
  )
  const presence = db.prepare<[StretchParameters], StoredPresence>(
    `SELECT device_id, name, online, time, id * ${RANKS.kinds} + ${RANKS.presence} AS rank FROM presence_event
     WHERE ${stretchSql(RANKS.presence)}`,
  )
  const alarms = db.prepare<[StretchParameters], RankedAlarm>(
    `SELECT key, time, id * ${RANKS.kinds} + ${RANKS.alarm} AS rank FROM alarm WHERE ${stretchSql(RANKS.alarm)}`,
  )
  const counts = db.prepare<[{ from: number; until: number }], { alarms: number; presence: number }>(
    `SELECT (SELECT count(*) FROM alarm WHERE time >= @from AND time < @until) AS alarms,
       (SELECT count(*) FROM presence_event WHERE time >= @from AND time < @until) AS presence`,
  )
  const marks = db.prepare<[], { name: DeskMark; value: number }>('SELECT name, value FROM desk_mark')
  const setMark = db.prepare<[DeskMark, number]>(
    'INSERT INTO desk_mark (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const dropMark = db.prepare<[DeskMark]>('DELETE FROM desk_mark WHERE name = ?')
  const dropOld = db.prepare<[number]>('DELETE FROM presence_event WHERE time < ?')

  return {
    /** `upTo`: who came and went until then is in the store afterwards. */
    addPresence: ({ events, upTo }: { events: readonly PresenceEvent[]; upTo?: number }): void =>
      transaction(db, () => {
        for (const event of events) add.run({ ...event, online: Number(event.online) })
        if (upTo !== undefined) setMark.run('presenceTo', upTo)
      }),
    presence: (stretch: Stretch): StoredPresence[] => presence.all(parametersOf(stretch)),
    alarms: (stretch: Stretch): RankedAlarm[] => alarms.all(parametersOf(stretch)),
    counts: (range: { from: number; until: number }): { alarms: number; presence: number } =>
      counts.get(range) ?? { alarms: 0, presence: 0 },
    marks: (): DeskMarks => Object.fromEntries(marks.all().map(({ name, value }) => [name, value])),
    /** Undefined takes it away. */
    setMarks: (values: Partial<Record<DeskMark, number | undefined>>): void =>
      transaction(db, () => {
        for (const name of MARKS) {
          if (!(name in values)) continue
          const value = values[name]
          if (value === undefined) dropMark.run(name)
          else setMark.run(name, value)
        }
      }),
    deleteBefore: ({ time }: { time: number }): number => dropOld.run(time).changes,
  }
}

function parametersOf({ from, until, after, limit }: Stretch): StretchParameters {
  return { from, until, afterTime: after?.time ?? from, afterRank: after?.rank ?? -1, limit }
}

export type DeskTable = ReturnType<typeof deskTable>
