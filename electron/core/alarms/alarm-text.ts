/** The text index of alarms: what is said about them, and by which IDs. */
import type { Database } from 'better-sqlite3'
import { toTokens } from '../db/grams.ts'

export interface SaidRow {
  readonly description: string
  readonly note: string | null
  readonly device_id: string
  readonly user_id: string | null
  readonly handler_id: string | null
}

/** In one text, so that one look tells whether an alarm is meant. A line break is in no needle. */
export function saidSql(alias: string): string {
  return `${alias}.description || char(10) || coalesce(${alias}.note, '') || char(10) || ${alias}.device_id || char(10)
    || coalesce(${alias}.user_id, '') || char(10) || coalesce(${alias}.handler_id, '')`
}

function saidBy({ description, note, device_id, user_id, handler_id }: SaidRow): string {
  return [description, note ?? '', device_id, user_id ?? '', handler_id ?? ''].join('\n')
}

export function alarmText(db: Database) {
  const insert = db.prepare<[number, string]>('INSERT INTO alarm_text (rowid, tokens) VALUES (?, ?)')
  const remove = db.prepare<[number]>('DELETE FROM alarm_text WHERE rowid = ?')
  return {
    put: (id: number, row: SaidRow): void => void insert.run(id, toTokens(saidBy(row))),
    /** Does nothing when the text is the same. */
    change(id: number, before: SaidRow, row: SaidRow): void {
      if (saidBy(before) === saidBy(row)) return
      remove.run(id)
      insert.run(id, toTokens(saidBy(row)))
    },
  }
}

export type AlarmText = ReturnType<typeof alarmText>
