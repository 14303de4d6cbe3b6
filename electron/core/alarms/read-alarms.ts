/** Alarms out of the store: lists newest first, single ones, what was done, how many there are. */
import type { Database } from 'better-sqlite3'
import { conditionOf, type AlarmQuery, type Parameters } from './alarm-query.ts'
import type { AlarmSearch } from './alarm-search.ts'
import { NAME_JOINS, STORED_COLUMNS, type AlarmPlace, type StoredAlarm } from './stored-alarm.ts'

export interface StoredStep {
  readonly time: number
  readonly status: number
  readonly handler: string
  readonly handler_name: string | null
  readonly note: string
}

export interface TypeCount {
  readonly type: number
  readonly active: number
  readonly unseen: number
}

export interface PageInput {
  readonly query: AlarmQuery
  readonly before?: AlarmPlace | undefined
  readonly limit: number
}

const SELECT = `SELECT ${STORED_COLUMNS} FROM alarm a ${NAME_JOINS}`

export function alarmReader(db: Database, search: AlarmSearch) {
  const one = db.prepare<[string], StoredAlarm>(`${SELECT} WHERE a.key = ?`)
  const steps = db.prepare<[number], StoredStep>(
    `SELECT s.time, s.status, s.handler, n.name AS handler_name, s.note FROM alarm_step s
     LEFT JOIN names n ON n.kind = 'User' AND n.id = s.handler WHERE s.alarm = ? ORDER BY s.time, s.id`,
  )
  const active = db.prepare<[], TypeCount>(
    'SELECT type, count(*) AS active, sum(seen = 0) AS unseen FROM alarm WHERE status = 0 GROUP BY type',
  )
  const since = db.prepare<[number], { count: number }>('SELECT count(*) AS count FROM alarm WHERE time > ?')
  const activePlaces = db.prepare<[], { key: string; time: number; device_id: string }>(
    'SELECT key, time, device_id FROM alarm WHERE status = 0 ORDER BY time',
  )

  return {
    /** In the order of `keys`; those that are not there are left out. */
    some: ({ keys }: { keys: readonly string[] }): StoredAlarm[] => keys.flatMap((key) => one.get(key) ?? []),
    /** Newest first below `before`, one more than `limit` tells that there are more. */
    page({ query, before, limit }: PageInput): StoredAlarm[] {
      const { parameters, condition } = conditionOf(query)
      const all: Parameters = { ...parameters, limit, ...(before ? { time: before.time, key: before.key } : {}) }
      const text = search.textCondition(query.text, all)
      return db
        .prepare<[Parameters], StoredAlarm>(
          `${SELECT} WHERE ${condition('a')} AND ${text.listed('a')}
           ${before ? 'AND (a.time, a.key) < (@time, @key)' : ''} ORDER BY a.time DESC, a.key DESC LIMIT @limit`,
        )
        .all(all)
    },
    card({ key }: { key: string }): { alarm: StoredAlarm; steps: StoredStep[] } | undefined {
      const alarm = one.get(key)
      return alarm && { alarm, steps: steps.all(alarm.id) }
    },
    /** `from`: epoch ms after which those raised are counted, whatever became of them. */
    counts: ({ from }: { from: number }): { types: TypeCount[]; recent: number } => ({
      types: active.all(),
      recent: since.get(from)?.count ?? 0,
    }),
    active: (): { key: string; time: number; device_id: string }[] => activePlaces.all(),
  }
}
