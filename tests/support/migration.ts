import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Database } from 'better-sqlite3'
import { migrate } from '../../electron/core/db/migrate.ts'
import { programFiles } from '../../electron/core/db/program-files.ts'
import { connect, databaseFile } from './database.ts'

export type Rows = readonly Readonly<Record<string, unknown>>[]

/**
 * Builds a database as it was just before migration `version`, lets `fill` put data in, migrates to exactly `version`, and gives
 * back all tables with all rows (ordered by their columns): compare the whole, so that nothing is lost unseen.
 */
export function migrateWithData(version: number, fill: (db: Database) => void): Readonly<Record<string, Rows>> {
  const { migrations } = programFiles()
  if (version < 1 || version > migrations.length) throw new Error(`there is no migration ${version}`)
  const file = databaseFile()
  mkdirSync(path.dirname(file))
  const db = connect(file)
  migrate(db, migrations.slice(0, version - 1))
  fill(db)
  migrate(db, migrations.slice(0, version))
  return wholeContent(db)
}

/** Every row of every table of ours; what full-text tables keep for themselves is left out. */
export function wholeContent(db: Database): Readonly<Record<string, Rows>> {
  const names = db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all()
  return Object.fromEntries(
    names.map((name) => {
      const columns = db.prepare(`SELECT * FROM "${name}"`).columns()
      const order = columns.map((_, index) => index + 1).join(', ')
      return [name, db.prepare(`SELECT * FROM "${name}" ORDER BY ${order}`).all() as Rows]
    }),
  )
}
