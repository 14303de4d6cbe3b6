/**
 * Alarms of one device and type close together, as one. A bundle's newest alarm is one that nothing like it follows within
 * the window: found by walking down the index of time with one look ahead each, so that a page costs what it shows, not
 * what the store holds.
 */
import type { Database } from 'better-sqlite3'
import { AlarmState } from '../../../shared/platform/alarm.ts'
import { conditionOf, type AlarmQuery, type Parameters } from './alarm-query.ts'
import type { AlarmSearch } from './alarm-search.ts'
import type { PageInput } from './read-alarms.ts'
import { NAME_JOINS, STORED_COLUMNS, type StoredAlarm } from './stored-alarm.ts'

export interface StoredBundle {
  readonly newest: StoredAlarm
  readonly count: number
  readonly active: number
  readonly unseen: number
  readonly firstTime: number
}

interface Member {
  readonly key: string
  readonly time: number
  readonly status: number
  readonly seen: number
}

interface Parts {
  readonly db: Database
  readonly search: AlarmSearch
}

interface Asked {
  readonly query: AlarmQuery
  readonly windowMs: number
}

/**
 * Of the kind of `from`, beyond it in one direction, to the first gap. What the filter leaves out is walked over, not
 * filtered by the statement: it would go on to the end of the index looking for the next one that fits.
 */
function neighbours({ db, search }: Parts, from: StoredAlarm, direction: 'older' | 'newer', asked: Asked): Member[] {
  const { query, windowMs } = asked
  const { parameters, condition } = conditionOf(query)
  const [sign, order] = direction === 'older' ? ['<', 'DESC'] : ['>', 'ASC']
  const all: Parameters = {
    ...parameters,
    ofDevice: from.device_id,
    ofType: from.type,
    time: from.time,
    key: from.key,
  }
  const text = search.textCondition(query.text, all)
  const statement = db.prepare<[Parameters], Member & { fits: number }>(
    `SELECT m.key, m.time, m.status, m.seen, ${condition('m')} AND ${text.beside('m')} AS fits
     FROM alarm m INDEXED BY alarm_by_kind
     WHERE m.device_id = @ofDevice AND m.type = @ofType AND (m.time, m.key) ${sign} (@time, @key)
     ORDER BY m.time ${order}, m.key ${order}`,
  )
  const members: Member[] = []
  let last = from.time
  for (const { fits, ...member } of statement.iterate(all)) {
    if (Math.abs(member.time - last) > windowMs) break
    if (fits === 0) continue
    members.push(member)
    last = member.time
  }
  return members
}

export function alarmBundles(db: Database, search: AlarmSearch) {
  const one = db.prepare<[string], StoredAlarm>(`SELECT ${STORED_COLUMNS} FROM alarm a ${NAME_JOINS} WHERE a.key = ?`)
  const parts: Parts = { db, search }

  function bundleOf(newest: StoredAlarm, asked: Asked): StoredBundle {
    const members: (Member | StoredAlarm)[] = [newest, ...neighbours(parts, newest, 'older', asked)]
    return {
      newest,
      count: members.length,
      active: members.filter(({ status }) => status === AlarmState.active).length,
      unseen: members.filter(({ seen }) => seen === 0).length,
      firstTime: members.at(-1)?.time ?? newest.time,
    }
  }

  return {
    /** Newest first below `before`, by their newest alarms. */
    bundles({ query, before, limit, windowMs }: PageInput & { windowMs: number }): StoredBundle[] {
      const { parameters, condition } = conditionOf(query)
      const all: Parameters = {
        ...parameters,
        limit,
        windowMs,
        ...(before ? { time: before.time, key: before.key } : {}),
      }
      const text = search.textCondition(query.text, all)
      const newest = db
        .prepare<[Parameters], StoredAlarm>(
          `SELECT ${STORED_COLUMNS} FROM alarm a ${NAME_JOINS}
           WHERE ${condition('a')} AND ${text.listed('a')} ${before ? 'AND (a.time, a.key) < (@time, @key)' : ''}
             AND NOT EXISTS (SELECT 1 FROM alarm n INDEXED BY alarm_by_kind
               WHERE n.device_id = a.device_id AND n.type = a.type AND (n.time, n.key) > (a.time, a.key)
                 AND n.time <= a.time + @windowMs AND ${condition('n')} AND ${text.beside('n')})
           ORDER BY a.time DESC, a.key DESC LIMIT @limit`,
        )
        .all(all)
      return newest.map((alarm) => bundleOf(alarm, { query, windowMs }))
    },
    /** Of the bundle the alarm is in, newest first; empty when it is unknown. */
    bundleKeys({ key, ...asked }: Asked & { key: string }): string[] {
      const alarm = one.get(key)
      if (!alarm) return []
      const newer = neighbours(parts, alarm, 'newer', asked).toReversed()
      return [...newer, alarm, ...neighbours(parts, alarm, 'older', asked)].map((member) => member.key)
    },
  }
}
