/** All tables of the database, assembled by hand. What a table module returns is reached from the core as `store.tables.<name>`. */
import type { Database } from 'better-sqlite3'
import { alarmTable } from '../alarms/alarm-table.ts'
import { chatTable } from '../chat/chat-table.ts'
import { salvageDrafts, salvageOutbox } from '../chat/salvage.ts'
import { deskTable } from '../desk/desk-table.ts'
import { salvageDeskMarks } from '../desk/salvage.ts'
import { downloadsTable, salvageDownloads } from '../downloads/downloads-table.ts'
import { ledgerTable } from '../ledger/ledger-table.ts'
import { salvageLedger } from '../ledger/salvage.ts'
import { soundTable } from '../ledger/sound-table.ts'
import { cursorTable } from './cursor-table.ts'
import { namesTable } from './names-table.ts'
import { upkeepTable } from './upkeep-table.ts'

export function buildTables(db: Database) {
  return {
    alarms: alarmTable(db),
    chat: chatTable(db),
    cursors: cursorTable(db),
    desk: deskTable(db),
    downloads: downloadsTable(db),
    ledger: ledgerTable(db),
    names: namesTable(db),
    sounds: soundTable(db),
    upkeep: upkeepTable(db),
  }
}

export type Tables = ReturnType<typeof buildTables>

/**
 * Carries over from a damaged file what the platform cannot give again. `damaged` is opened for reading only, may be of an
 * older version and may fail at any row; `fresh` is empty and of the newest. Each runs in a transaction of its own on `fresh`
 * and what it throws is logged: write rows as they are read, and catch where reading stops.
 */
export type Salvage = (damaged: Database, fresh: Database) => void

export const SALVAGES: readonly Salvage[] = [
  salvageOutbox,
  salvageDrafts,
  salvageDeskMarks,
  salvageDownloads,
  salvageLedger,
]
