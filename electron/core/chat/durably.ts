import type { Database } from 'better-sqlite3'

/** What is written has reached the disk when it returns: a loss of power takes nothing of it. */
export function durably<T>(db: Database, write: () => T): T {
  db.pragma('synchronous = FULL')
  try {
    return write()
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}
