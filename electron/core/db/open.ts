/**
 * Opens the database of one account, whatever it finds: nothing (made), an older one (backed up and migrated), a newer one
 * (refused untouched), a damaged one (set aside, made anew, and what only it knew carried over).
 */
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Database } from 'better-sqlite3'
import { connectTo, userVersion } from './connection.ts'
import { backUp, setAside } from './kept-files.ts'
import { migrate, refuseNewer, type Migration } from './migrate.ts'
import { isDamage, toAppError } from './sqlite-error.ts'
import type { Salvage } from './tables.ts'
import { transaction } from './transaction.ts'

export interface OpenOptions {
  /** Absolute; its folder is made when missing. */
  readonly file: string
  readonly migrations: readonly Migration[]
  readonly salvages: readonly Salvage[]
  readonly nativeBinding?: string | undefined
  /** The file is known to be damaged, though it may open: set it aside without trying. */
  readonly damagedBecause?: string | undefined
}

/** How the file was found. */
export interface Opened {
  readonly state: 'ready' | 'rebuilt'
  /** Where the damaged file lies now, and what was wrong with it (`rebuilt`). */
  readonly setAside?: string
  readonly reason?: string
  /** What could not be carried over (`rebuilt`). */
  readonly salvageErrors: readonly string[]
}

/** Errors: `disk`, `database-newer`; `internal` when a migration fails, which leaves the file as it was. */
export function openDatabase(options: OpenOptions): { db: Database; opened: Opened } {
  const { file, damagedBecause } = options
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    if (damagedBecause !== undefined && exists(file)) return rebuild(options, damagedBecause)
    try {
      return { db: openSound(options), opened: { state: 'ready', salvageErrors: [] } }
    } catch (error) {
      if (!isDamage(error)) throw error
      return rebuild(options, toAppError(error).details.reason ?? '')
    }
  } catch (error) {
    throw toAppError(error)
  }
}

function exists(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function openSound(options: OpenOptions): Database {
  const { file, migrations, nativeBinding } = options
  if (exists(file)) refuseNewer(peekVersion(file, nativeBinding), migrations)
  const db = connectTo(file, { nativeBinding })
  try {
    const version = userVersion(db)
    if (version > 0 && version < migrations.length) backUp(db, file, migrations.length)
    migrate(db, migrations)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** By a connection that cannot write: a newer database must not even be switched to another journal. */
function peekVersion(file: string, nativeBinding: string | undefined): number {
  const db = connectTo(file, { readonly: true, nativeBinding })
  try {
    // Reads the schema too: its pages are the first to tell a file that only looks like a database.
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return userVersion(db)
  } finally {
    db.close()
  }
}

function rebuild(options: OpenOptions, reason: string): { db: Database; opened: Opened } {
  const aside = setAside(options.file)
  const db = openSound(options)
  return { db, opened: { state: 'rebuilt', setAside: aside, reason, salvageErrors: salvage(options, aside, db) } }
}

/** Never throws: a rebuilt database without the old drafts is better than none. */
function salvage(options: OpenOptions, aside: string, fresh: Database): string[] {
  const errors: string[] = []
  const attempt = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error))
    }
  }
  attempt(() => {
    const damaged = connectTo(aside, { readonly: true, nativeBinding: options.nativeBinding })
    for (const carry of options.salvages) attempt(() => transaction(fresh, () => carry(damaged, fresh)))
    damaged.close()
  })
  return errors
}
