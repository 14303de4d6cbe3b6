import type { Database } from 'better-sqlite3'

/** The platform keeps no speeches: what can still be read of them is carried over, with the names. */
export function salvageLedger(damaged: Database, fresh: Database): void {
  copy(damaged, fresh, 'names', ['kind', 'id', 'name', 'at'])
  copy(damaged, fresh, 'burst', COLUMNS)
  // Of a version that kept no sound it has no such columns: then this reads nothing.
  copy(damaged, fresh, 'burst', [...COLUMNS, 'had_sound'], 'REPLACE')
  copy(
    damaged,
    fresh,
    'burst_sound',
    ['burst', 'time', 'file', 'bytes'],
    'IGNORE',
    'WHERE @burst IN (SELECT id FROM burst)',
  )
}

const COLUMNS = ['id', 'kind', 'place', 'channel', 'speaker_kind', 'speaker', 'mine', 'time', 'length', 'ended']

/** Ends where reading does. */
function copy(
  damaged: Database,
  fresh: Database,
  table: string,
  columns: readonly string[],
  known: 'IGNORE' | 'REPLACE' = 'IGNORE',
  condition = '',
): void {
  const values = columns.map((name) => `@${name}`).join(', ')
  const put = fresh.prepare(`INSERT OR ${known} INTO ${table} (${columns.join(', ')}) SELECT ${values} ${condition}`)
  try {
    for (const row of damaged.prepare(`SELECT ${columns.join(', ')} FROM ${table}`).iterate()) put.run(row)
  } catch {
    // The rest is lost.
  }
}
