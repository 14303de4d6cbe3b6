import type { Remote } from '../db/remote.ts'
import type { DeskTable } from '../desk/desk-table.ts'
import type { AlarmTable } from './alarm-table.ts'

/** The tables of alarms and desk, seen from outside of the database's thread. Calls take effect in the order they are made. */
type AlarmTables = Remote<{ alarms: AlarmTable; desk: DeskTable }>
export type AlarmStore = AlarmTables['alarms']
export type DeskStore = AlarmTables['desk']

/** The account's database, as far as alarms and desk use it. */
export interface AlarmDatabase {
  /** Errors: `not-signed-in`, and what kept it from opening. */
  ready(): Promise<{ readonly tables: AlarmTables }>
}
