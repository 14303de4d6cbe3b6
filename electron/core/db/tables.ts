/** All tables of the database, assembled by hand. What a table module returns is reached from the core as `store.tables.<name>`. */
import type { Database } from 'better-sqlite3'
import { chatTable } from '../chat/chat-table.ts'
import { salvageDrafts, salvageOutbox } from '../chat/salvage.ts'
import { cursorTable } from './cursor-table.ts'
import { namesTable } from './names-table.ts'

export function buildTables(db: Database) {
  return {
    chat: chatTable(db),
    cursors: cursorTable(db),
    names: namesTable(db),
  }
}

export type Tables = ReturnType<typeof buildTables>

/**
 * Carries over from a damaged file what the platform cannot give again. `damaged` is opened for reading only, may be of an
 * older version and may fail at any row; `fresh` is empty and of the newest. Each runs in a transaction of its own on `fresh`
 * and what it throws is logged: write rows as they are read, and catch where reading stops.
 */
export type Salvage = (damaged: Database, fresh: Database) => void

export const SALVAGES: readonly Salvage[] = [salvageOutbox, salvageDrafts]
