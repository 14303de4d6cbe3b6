/**
 * Brings a database to the newest form. Migrations are history: numbered SQL files without a gap, never edited after release,
 * those that are missing run in one transaction with the number of the last one as `user_version`.
 */
import type { Database } from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'
import { userVersion } from './connection.ts'
import { transaction } from './transaction.ts'

export interface Migration {
  /** 1, 2, 3 … */
  readonly version: number
  readonly name: string
  readonly sql: string
}

/** Makes the list of files named `0001-what-it-adds.sql`. Throws on a wrong name, a gap or a number used twice: mistakes of ours. */
export function orderMigrations(files: readonly { name: string; sql: string }[]): readonly Migration[] {
  const migrations = files.map(({ name, sql }) => {
    const version = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]
    if (version === undefined) throw new Error(`not a name for a migration: ${name}`)
    return { version: Number(version), name, sql }
  })
  migrations.sort((a, b) => a.version - b.version)
  for (const [index, { version, name }] of migrations.entries()) {
    if (version !== index + 1)
      throw new Error(`migrations are numbered from 1 without a gap: ${name} is at ${index + 1}`)
  }
  return migrations
}

/** Errors: `database-newer` when the database has seen a migration this program does not know. */
export function refuseNewer(version: number, migrations: readonly Migration[]): void {
  if (version > migrations.length) {
    throw new AppError('database-newer', { reason: `${version} > ${migrations.length}` })
  }
}

/** Runs what is missing; all of it or nothing. Errors: `database-newer`, SQLite's. */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const before = userVersion(db)
  refuseNewer(before, migrations)
  const missing = migrations.slice(before)
  if (missing.length === 0) return
  // A table is rebuilt by dropping the old one, which would take the rows that refer to it along. Not changeable inside.
  db.pragma('foreign_keys = OFF')
  try {
    transaction(db, () => {
      for (const migration of missing) run(db, migration)
      const dangling = db.pragma('foreign_key_check') as unknown[]
      if (dangling.length > 0) throw new Error(`migration leaves dangling references: ${JSON.stringify(dangling[0])}`)
      db.pragma(`user_version = ${migrations.length}`)
    })
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

function run(db: Database, { name, sql }: Migration): void {
  db.exec(sql)
  if (!db.inTransaction) throw new Error(`${name} ends the transaction all migrations share`)
}
