import type { Database } from 'better-sqlite3'

/** Runs `work` in one transaction, which takes the write lock at once; whatever it throws rolls everything back. Nests as a savepoint. */
export function transaction<T>(db: Database, work: () => T): T {
  return db.transaction(work).immediate()
}

/**
 * A transaction that is on the disk when this returns, also when the power fails: for what exists nowhere else (outbox,
 * drafts). Costs a flush of the disk, so not for what the platform can give again. Errors: a plain one inside another
 * transaction, where SQLite keeps the outer one's promise only.
 */
export function durably<T>(db: Database, work: () => T): T {
  if (db.inTransaction) throw new Error('durably() inside a transaction would promise what the outer one does not keep')
  db.pragma('synchronous = FULL')
  try {
    return transaction(db, work)
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}
