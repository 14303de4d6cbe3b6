/** Numbers between which messages of a time lie: times rise with the numbers, so that halving finds them without an index. */
import type { Database } from 'better-sqlite3'

export interface TimeRange {
  /** Epoch ms by the platform's clock, both included. */
  readonly from?: number
  readonly to?: number
  /** Only numbers below it. */
  readonly before?: number
}

/** The platform's clock may have been set back by so much without a message being left out. */
const SLACK_MS = 3_600_000

/** Wider than the times by the slack: the times themselves are still to be looked at. */
export function timeBounds(db: Database) {
  const at = db.prepare<[number], { id: number; time: number }>(
    'SELECT id, time FROM message WHERE id >= ? ORDER BY id LIMIT 1',
  )
  const last = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM message')

  function firstAt(time: number): number {
    let low = 0
    let high = (last.get()?.id ?? 0) + 1
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2)
      const row = at.get(middle)
      if (row && row.time < time) low = row.id + 1
      else high = middle
    }
    return low
  }

  return ({ from, to, before = Number.MAX_SAFE_INTEGER }: TimeRange): { lowest: number; highest: number } => ({
    lowest: from === undefined ? 0 : firstAt(from - SLACK_MS),
    highest: (to === undefined ? before : Math.min(before, firstAt(to + SLACK_MS))) - 1,
  })
}
