/** What the store may forget: alarms that are over and old. */
import type { Database } from 'better-sqlite3'
import { transaction } from '../db/transaction.ts'

export function alarmRetention(db: Database) {
  const chosen = 'SELECT id FROM alarm WHERE time < ? AND status <> 0'
  const dropText = db.prepare<[number]>(`DELETE FROM alarm_text WHERE rowid IN (${chosen})`)
  const dropSteps = db.prepare<[number]>(`DELETE FROM alarm_step WHERE alarm IN (${chosen})`)
  const drop = db.prepare<[number]>('DELETE FROM alarm WHERE time < ? AND status <> 0')
  const raise = db.prepare<[number]>('UPDATE alarm_sync SET complete_from = max(complete_from, ?)')
  return {
    /** Active ones stay, however old: somebody still has to see to them. Returns how many went. */
    deleteBefore: ({ time }: { time: number }): number =>
      transaction(db, () => {
        dropText.run(time)
        dropSteps.run(time)
        const { changes } = drop.run(time)
        raise.run(time)
        return changes
      }),
  }
}
