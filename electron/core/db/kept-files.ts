/** The files that lie beside the database: copies from before a migration, damaged ones that were set aside. */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'

/** Of each kind; what is older goes, so that they cannot fill the disk. */
const KEPT = 2
/** What SQLite keeps beside a database. */
const COMPANIONS = ['-wal', '-shm']

/**
 * A whole copy of `db` as `<file>.before-<version>`, on the disk when this returns; only then does it get its name.
 * The newest two stay. Errors: SQLite's, the file system's.
 */
export function backUp(db: Database, file: string, version: number): void {
  const copy = `${file}.before-${version}`
  const unfinished = `${copy}.unfinished`
  rmSync(unfinished, { force: true })
  try {
    db.prepare('VACUUM INTO ?').run(unfinished)
    flush(unfinished)
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  keepNewest(file, 'before')
}

/**
 * Renames a database that no longer is one to `<file>.damaged-<epoch ms>`, with what SQLite kept beside it, and gives back
 * that name. The newest two stay. Errors: the file system's.
 */
export function setAside(file: string, now = Date.now()): string {
  const aside = `${file}.damaged-${now}`
  // The database last: a crash in between must not leave an old log beside a new database.
  for (const companion of COMPANIONS) {
    if (existsSync(file + companion)) renameSync(file + companion, aside + companion)
  }
  renameSync(file, aside)
  keepNewest(file, 'damaged')
  return aside
}

/** What is kept for an account beside its database: files on their way out, files that were only looked at, sound of talk. */
const FOLDERS = ['outgoing', 'files', 'talk']

/** The database, its copies and what belongs to it. Errors: `disk`. */
export function removeAccountFiles(file: string): void {
  const folder = path.dirname(file)
  try {
    for (const name of readdirSync(folder))
      if (name.startsWith(path.basename(file))) rmSync(path.join(folder, name), { force: true })
    for (const name of FOLDERS) rmSync(path.join(folder, name), { recursive: true, force: true })
  } catch (error) {
    throw new AppError('disk', { reason: String(error) }, { cause: error })
  }
}

function keepNewest(file: string, kind: 'before' | 'damaged'): void {
  const folder = path.dirname(file)
  const start = `${path.basename(file)}.${kind}-`
  const numbers = readdirSync(folder)
    .filter((name) => name.startsWith(start) && /^\d+$/.test(name.slice(start.length)))
    .map((name) => Number(name.slice(start.length)))
    .sort((a, b) => b - a)
  for (const number of numbers.slice(KEPT)) {
    for (const end of ['', ...COMPANIONS]) rmSync(path.join(folder, `${start}${number}${end}`), { force: true })
  }
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
