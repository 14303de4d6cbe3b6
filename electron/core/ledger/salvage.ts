import type { Database } from 'better-sqlite3'

/** The platform keeps no speeches: what can still be read of them is carried over, with the names. */
export function salvageLedger(damaged: Database, fresh: Database): void {
  copy(damaged, fresh, 'names', ['kind', 'id', 'name', 'at'])
  copy(damaged, fresh, 'burst', COLUMNS)
}

const COLUMNS = ['id', 'kind', 'place', 'channel', 'speaker_kind', 'speaker', 'mine', 'time', 'length', 'ended']

/** Ends where reading does. */
function copy(damaged: Database, fresh: Database, table: string, columns: readonly string[]): void {
  const put = fresh.prepare(
    `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  )
  try {
    for (const row of damaged.prepare(`SELECT ${columns.join(', ')} FROM ${table}`).iterate()) put.run(row)
  } catch {
    // The rest is lost.
  }
}
