/** When the operator was here is nowhere but in our own database: carried over from a damaged one, as far as it can be read. */
import type { Salvage } from '../db/tables.ts'

export const salvageDeskMarks: Salvage = (damaged, fresh) => {
  const insert = fresh.prepare<[string, number]>('INSERT OR IGNORE INTO desk_mark (name, value) VALUES (?, ?)')
  // What came and went is fetched again from where the new database begins, so that mark stays behind.
  const marks = damaged.prepare<[], { name: string; value: number }>(
    "SELECT name, value FROM desk_mark WHERE name <> 'presenceTo'",
  )
  for (const { name, value } of marks.all()) insert.run(name, value)
}
