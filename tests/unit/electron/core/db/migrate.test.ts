import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { userVersion } from '../../../../../electron/core/db/connection.ts'
import { migrate, orderMigrations } from '../../../../../electron/core/db/migrate.ts'
import { programFiles } from '../../../../../electron/core/db/program-files.ts'
import { connect, databaseFile } from '../../../../support/database.ts'
import { migrateWithData, wholeContent } from '../../../../support/migration.ts'

function emptyDatabase() {
  const file = databaseFile()
  mkdirSync(path.dirname(file))
  return connect(file)
}

describe('the list of migrations', () => {
  it('is ordered by number, whatever the file system says', () => {
    const files = [
      { name: '0002-b.sql', sql: 'b' },
      { name: '0001-a.sql', sql: 'a' },
    ]
    expect(orderMigrations(files).map(({ version, name }) => [version, name])).toEqual([
      [1, '0001-a.sql'],
      [2, '0002-b.sql'],
    ])
  })

  it.each([
    ['a gap', ['0001-a.sql', '0003-c.sql']],
    ['a number used twice', ['0001-a.sql', '0001-b.sql']],
    ['a first number that is not one', ['0002-a.sql']],
    ['a name without a number', ['chat.sql']],
  ])('refuses %s', (_, names) => {
    expect(() => orderMigrations(names.map((name) => ({ name, sql: '' })))).toThrow()
  })

  it('of the program is every file of its folder', () => {
    const folder = new URL('../../../../../electron/core/db/migrations', import.meta.url)
    expect(programFiles().migrations.map(({ name }) => name)).toEqual(readdirSync(folder).sort())
  })
})

describe('migrating', () => {
  it('leaves everything as it was when the last of several fails', () => {
    const db = emptyDatabase()
    const [first] = programFiles().migrations
    if (!first) throw new Error('no migration')
    migrate(db, [first])
    db.prepare(`INSERT INTO cursors VALUES ('im', '7')`).run()
    const before = wholeContent(db)
    const broken = [
      first,
      { version: 2, name: '0002-a.sql', sql: 'CREATE TABLE added (a INTEGER) STRICT; DELETE FROM cursors;' },
      { version: 3, name: '0003-b.sql', sql: 'INSERT INTO nowhere VALUES (1);' },
    ]
    expect(() => migrate(db, broken)).toThrow(/nowhere/)
    expect(wholeContent(db)).toEqual(before)
    expect(userVersion(db)).toBe(1)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('does not take what ends the common transaction', () => {
    const sql = 'CREATE TABLE added (a INTEGER) STRICT; COMMIT;'
    expect(() => migrate(emptyDatabase(), [{ version: 1, name: '0001-a.sql', sql }])).toThrow(/0001-a\.sql/)
  })

  it('does not leave references into nothing', () => {
    const db = emptyDatabase()
    const sql = `CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT;
      CREATE TABLE children (parent INTEGER REFERENCES parents) STRICT; INSERT INTO children VALUES (1);`
    expect(() => migrate(db, [{ version: 1, name: '0001-a.sql', sql }])).toThrow(/dangling/)
    expect(wholeContent(db)).toEqual({})
  })

  it('makes only STRICT tables', () => {
    const db = emptyDatabase()
    migrate(db, programFiles().migrations)
    const loose = db
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .all()
    expect(loose).toEqual([])
  })
})

describe('0001', () => {
  it('makes cursors and names, empty', () => {
    expect(migrateWithData(1, () => undefined)).toEqual({ cursors: [], names: [] })
  })
})
