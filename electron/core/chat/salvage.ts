/** What of the chat the platform does not have: carried over from a damaged database, row by row as far as it can be read. */
import type { Salvage } from '../db/tables.ts'

const TABLES = {
  outbox: ['key', 'turn', 'kind', 'partner', 'body', 'created_at', 'state', 'error', 'attempt_after'],
  draft: ['kind', 'partner', 'text', 'saved_at'],
} as const

export const salvageOutbox: Salvage = (damaged, fresh) => copy('outbox', damaged, fresh)
export const salvageDrafts: Salvage = (damaged, fresh) => copy('draft', damaged, fresh)

function copy(table: keyof typeof TABLES, ...[damaged, fresh]: Parameters<Salvage>): void {
  const columns = TABLES[table]
  const insert = fresh.prepare<unknown[]>(
    `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  const rows = damaged.prepare<[], Record<string, unknown>>(`SELECT ${columns.join(', ')} FROM ${table}`).iterate()
  try {
    for (const row of rows) insert.run(...columns.map((column) => row[column]))
  } catch {
    // Behind the damage nothing can be read: what came before it is saved.
  }
}
