/** Names of devices and users as last known: records name users, the fleet names devices, and both may be gone later. */
import type { Database } from 'better-sqlite3'
import { namesTable } from '../db/names-table.ts'

export interface KnownName {
  readonly kind: 'PU' | 'User'
  readonly id: string
  readonly name: string
}

export function alarmNames(db: Database) {
  const names = namesTable(db)
  const ofDevice = db.prepare<[string], { key: string }>('SELECT key FROM alarm WHERE device_id = ?')
  const ofUser = db.prepare<[string, string], { key: string }>(
    'SELECT key FROM alarm WHERE user_id = ? OR handler_id = ?',
  )
  return {
    /** Returns the keys of alarms that show the name now; none when it was known. */
    learn({ kind, id, name }: KnownName, now: number): string[] {
      if (id === '' || name === '' || names.get({ keys: [{ kind, id }] })[0]?.name === name) return []
      names.upsert({ rows: [{ kind, id, name, at: now }] })
      return (kind === 'PU' ? ofDevice.all(id) : ofUser.all(id, id)).map(({ key }) => key)
    },
  }
}

export type AlarmNames = ReturnType<typeof alarmNames>
