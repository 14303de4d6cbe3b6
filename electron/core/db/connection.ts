/** One open connection to the file, set up the same way everywhere. Loaded in threads only: a scan must not hold up the core. */
import Sqlite, { type Database } from 'better-sqlite3'
import { readClaim } from '../alarms/claim-text.ts'
import { finder, toTokens } from './grams.ts'

/** How long a statement waits for a lock. Only the background check shares the file, and it never writes. */
const BUSY_MS = 5000
/** Negative is KiB in SQLite: 32 MiB hold the upper levels of all indexes of a million messages. */
const CACHE_KIB = -32 * 1024

export interface ConnectionOptions {
  readonly readonly?: boolean
  /** Path of the native part; by default the one of the package. */
  readonly nativeBinding?: string | undefined
}

/** Opens `file` with the functions our SQL uses. Errors: SQLite's. */
export function connectTo(file: string, options: ConnectionOptions = {}): Database {
  const { readonly = false, nativeBinding } = options
  const db = new Sqlite(file, {
    readonly,
    fileMustExist: readonly,
    timeout: BUSY_MS,
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  })
  try {
    addFunctions(db)
    if (!readonly) setUp(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function addFunctions(db: Database): void {
  // A statement asks for one needle of thousands of rows.
  let last = { needle: '', isIn: finder('') }
  db.function('contains_folded', { deterministic: true }, (text: unknown, needle: unknown) => {
    if (typeof text !== 'string' || typeof needle !== 'string') return 0
    if (needle !== last.needle) last = { needle, isIn: finder(needle) }
    return Number(last.isIn(text))
  })
  db.function('search_tokens', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? toTokens(text) : '',
  )
  db.function('is_claim', { deterministic: true }, (text: unknown) =>
    Number(typeof text === 'string' && readClaim(text) !== undefined),
  )
}

function setUp(db: Database): void {
  // Before anything is written: later it would take a copy of the whole file. What is deleted can then go back to the disk bit by bit.
  if (userVersion(db) === 0) db.pragma('auto_vacuum = INCREMENTAL')
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  db.pragma(`cache_size = ${CACHE_KIB}`)
  db.pragma('temp_store = MEMORY')
  // SQLite opens what it may not write for reading and says so only at the first write: ask now, not in the middle of work.
  db.pragma(`user_version = ${userVersion(db)}`)
}

/** Number of the last migration the file has seen; 0 for a new one. */
export function userVersion(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number
}
