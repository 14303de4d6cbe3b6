/** Reads the alarm record of the platform, in pages. Documentation: "alarm record". */
import type { BodyOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { incomingOfRecord } from './alarm-rows.ts'
import type { IncomingAlarm } from './stored-alarm.ts'

const PAGE_SIZE = 500
/** At once. More does not fill faster and starves the calls of the operator. */
const PARALLEL = 4
/** A list that loses rows while it is read is read again, so often at most. */
const MOST_READINGS = 3

export type RecordFilter = NonNullable<BodyOf<typeof operations.alarm.list>['filter']>

/** Takes rows as they come, the same ones again when they moved from page to page; `done` of `total` so far. */
export type TakeRows = (rows: IncomingAlarm[], done: number, total: number) => Promise<void>

/**
 * Alarms that are raised meanwhile move others to a later page: these come twice, which is harmless. Where others go away
 * one may be missed: then all is read again. Errors: those of the calls, and of `take`.
 */
export async function readRecords(
  session: ActiveSession,
  filter: RecordFilter,
  signal: AbortSignal,
  take: TakeRows,
): Promise<void> {
  for (let reading = 1; reading <= MOST_READINGS; reading++) {
    if (await readOnce(session, filter, signal, take)) return
  }
}

/** Whether as many alarms came as there were at the beginning. */
async function readOnce(
  session: ActiveSession,
  filter: RecordFilter,
  signal: AbortSignal,
  take: TakeRows,
): Promise<boolean> {
  const input = { body: { page: 0, pageSize: PAGE_SIZE, filter } }
  const keys = new Set<string>()
  let keyless = 0
  let expected: number | undefined
  const pages = session.pages(operations.alarm.list, input, { pageSize: PAGE_SIZE, parallel: PARALLEL, signal })
  for await (const { rows, page } of pages) {
    expected ??= page.totalCount
    for (const { key } of rows) {
      if (key) keys.add(key)
      else keyless++
    }
    const done = keys.size + keyless
    await take(
      rows.flatMap((row) => incomingOfRecord(row) ?? []),
      done,
      Math.max(done, page.totalCount),
    )
  }
  return keys.size + keyless >= (expected ?? 0)
}

/** Seconds as the platform counts them, for a bound from below. */
export function secondsOf(timeMs: number): number {
  return Math.floor(timeMs / 1000)
}
