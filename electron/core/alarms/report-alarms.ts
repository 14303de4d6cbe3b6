/** Counts and times to handle, out of the store. Days and hours are this machine's. */
import type { Database } from 'better-sqlite3'

export type ReportKind = 'type' | 'device' | 'handler' | 'day' | 'hour'

export interface StoredReportRow {
  readonly key: string
  readonly name: string | null
  readonly count: number
  readonly active: number
  readonly released: number
  readonly released_by_itself: number
  readonly ignored: number
  readonly median: number | null
  readonly p90: number | null
}

interface Grouping {
  readonly key: string
  /** Of the name, in `names`. */
  readonly kind: 'PU' | 'User' | null
  readonly order: string
  readonly only?: string
}

const LOCAL = `a.time / 1000, 'unixepoch', 'localtime'`
const GROUPINGS: Readonly<Record<ReportKind, Grouping>> = {
  type: { key: 'CAST(a.type AS TEXT)', kind: null, order: 'count DESC, key' },
  device: { key: 'a.device_id', kind: 'PU', order: 'count DESC, key' },
  handler: { key: 'a.handler_id', kind: 'User', order: 'count DESC, key', only: 'AND a.handler_id IS NOT NULL' },
  day: { key: `strftime('%Y-%m-%d', ${LOCAL})`, kind: null, order: 'key' },
  hour: { key: `strftime('%H', ${LOCAL})`, kind: null, order: 'key' },
}

/**
 * Exact: the middle one, or the mean of the two in the middle; the smallest that 90 % do not exceed. A handling that is older
 * than its alarm (clocks differ) took no time.
 */
function reportSql({ key, kind, order, only = '' }: Grouping): string {
  return `WITH chosen AS (
      SELECT ${key} AS key, a.status, (SELECT max(0, min(s.time) - a.time) FROM alarm_step s
        WHERE s.alarm = a.id AND s.status IN (2, 3)) AS took
      FROM alarm a WHERE a.time >= @from AND a.time < @to ${only}),
    counted AS (
      SELECT key, count(*) AS count, sum(status = 0) AS active, sum(status = 2) AS released,
        sum(status = 1) AS released_by_itself, sum(status = 3) AS ignored
      FROM chosen GROUP BY key),
    ranked AS (
      SELECT key, took, row_number() OVER (PARTITION BY key ORDER BY took) AS place, count(*) OVER (PARTITION BY key) AS total
      FROM chosen WHERE took IS NOT NULL),
    times AS (
      SELECT key, avg(CASE WHEN place IN ((total + 1) / 2, (total + 2) / 2) THEN took END) AS median,
        min(CASE WHEN place * 10 >= total * 9 THEN took END) AS p90
      FROM ranked GROUP BY key)
    SELECT c.*, ${kind ? 'n.name' : 'NULL'} AS name, t.median, t.p90
    FROM counted c LEFT JOIN times t ON t.key = c.key
    ${kind ? `LEFT JOIN names n ON n.kind = '${kind}' AND n.id = c.key` : ''} ORDER BY ${order}`
}

export function alarmReport(db: Database) {
  return {
    /** Of alarms raised in `from` ≤ time < `to`. Handling counts from the first release or ignoring that is known. */
    report: ({ by, ...range }: { by: ReportKind; from: number; to: number }): StoredReportRow[] =>
      db.prepare<[{ from: number; to: number }], StoredReportRow>(reportSql(GROUPINGS[by])).all(range),
  }
}
