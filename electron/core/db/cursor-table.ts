/** How far each subscription and list has been taken over: a name, a text. Written in the transaction of the rows it speaks of. */
import type { Database } from 'better-sqlite3'

export function cursorTable(db: Database) {
  const get = db.prepare<[string], string>('SELECT value FROM cursors WHERE name = ?').pluck()
  const set = db.prepare<[string, string]>(
    'INSERT INTO cursors (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const remove = db.prepare<[string]>('DELETE FROM cursors WHERE name = ?')
  return {
    get: ({ name }: { name: string }): string | undefined => get.get(name),
    set: ({ name, value }: { name: string; value: string }): void => void set.run(name, value),
    /** Deleting what is not there is no error. */
    delete: ({ name }: { name: string }): void => void remove.run(name),
  }
}
