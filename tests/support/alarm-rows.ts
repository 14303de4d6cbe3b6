import { alarmTable, type AlarmTable } from '../../electron/core/alarms/alarm-table.ts'
import type { IncomingAlarm } from '../../electron/core/alarms/stored-alarm.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { programFiles } from '../../electron/core/db/program-files.ts'
import { AlarmState, AlarmType } from '../../shared/platform/alarm.ts'
import { connect, databaseFile } from './database.ts'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Database } from 'better-sqlite3'

export const NOON = Date.UTC(2026, 2, 2, 12)
export const MINUTE = 60_000

/** A database of the newest form, in this process. */
export function newDatabase(): Database {
  const file = databaseFile()
  mkdirSync(path.dirname(file))
  const db = connect(file)
  migrate(db, programFiles().migrations)
  return db
}

export function newAlarmTable(): { db: Database; table: AlarmTable } {
  const db = newDatabase()
  return { db, table: alarmTable(db) }
}

/** An active SOS at noon, but for what is given. */
export function alarmRow(given: Partial<IncomingAlarm> & { key: string }): IncomingAlarm {
  return {
    type: AlarmType.sos,
    status: AlarmState.active,
    time: NOON,
    deviceId: 'PU_1',
    description: 'pressed',
    ...given,
  }
}

export function handledBy(by: string, note: string, time: number): Pick<IncomingAlarm, 'handling'> {
  return { handling: { by, byName: `${by}'s name`, note, time } }
}
