import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connectTo, userVersion } from '../../../../../electron/core/db/connection.ts'
import { openDatabase, type OpenOptions } from '../../../../../electron/core/db/open.ts'
import { programFiles } from '../../../../../electron/core/db/program-files.ts'
import { AppError } from '../../../../../shared/errors.ts'
import { connect, databaseFile } from '../../../../support/database.ts'
import { wholeContent } from '../../../../support/migration.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

const [first] = programFiles().migrations
if (!first) throw new Error('no migration')
const ONE = [first]
const more = (count: number) => [
  first,
  ...Array.from({ length: count }, (_, index) => ({
    version: index + 2,
    name: `000${index + 2}-more.sql`,
    sql: `CREATE TABLE more${index + 2} (a INTEGER) STRICT;`,
  })),
]

function open(options: Partial<OpenOptions> & { file: string }) {
  const found = openDatabase({ migrations: ONE, salvages: [], ...options })
  onTestFinished(() => void found.db.close())
  return found
}

function refusal(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('not refused')
}

/** A closed database with one row. */
function filled(migrations = ONE): string {
  const file = databaseFile()
  const { db } = openDatabase({ file, migrations, salvages: [] })
  db.prepare(`INSERT INTO cursors VALUES ('im', '7')`).run()
  db.close()
  return file
}

const beside = (file: string): string[] => readdirSync(path.dirname(file)).sort()

describe('opening a database', () => {
  it('makes one where there is none, set up as it must be', () => {
    const { db, opened } = open({ file: databaseFile() })
    expect(opened).toEqual({ state: 'ready', salvageErrors: [] })
    const setting = (name: string): unknown => db.pragma(name, { simple: true })
    expect(setting('journal_mode')).toBe('wal')
    expect(setting('synchronous')).toBe(1)
    expect(setting('foreign_keys')).toBe(1)
    expect(setting('temp_store')).toBe(2)
    expect(setting('busy_timeout')).toBe(5000)
    expect(userVersion(db)).toBe(1)
  })

  it('backs an older one up before it migrates, and keeps the newest two copies', () => {
    const file = filled()
    for (const count of [1, 2, 3]) open({ file, migrations: more(count) }).db.close()
    expect(beside(file)).toEqual(['watchpost.db', 'watchpost.db.before-3', 'watchpost.db.before-4'])
    const copy = connect(`${file}.before-4`)
    expect(userVersion(copy)).toBe(3)
    expect(wholeContent(copy)).toEqual({
      cursors: [{ name: 'im', value: '7' }],
      names: [],
      more2: [],
      more3: [],
    })
    expect(userVersion(connect(file))).toBe(4)
  })

  it('does not back up what needs no migration', () => {
    const file = filled()
    open({ file }).db.close()
    expect(beside(file)).toEqual(['watchpost.db'])
  })

  it('refuses one of a newer program and leaves every byte of it', () => {
    const file = filled(more(1))
    const before = readFileSync(file)
    const error = refusal(() => open({ file }))
    expect(error.code).toBe('database-newer')
    expect(readFileSync(file)).toEqual(before)
    expect(beside(file).filter((name) => /before|damaged/.test(name))).toEqual([])
  })

  it('refuses a newer one whose last words are still in the log beside it', () => {
    const file = filled()
    const writer = connect(file)
    writer.pragma('wal_autocheckpoint = 0')
    writer.pragma('user_version = 2')
    const log = readFileSync(`${file}-wal`)
    expect(refusal(() => open({ file })).code).toBe('database-newer')
    expect(readFileSync(`${file}-wal`)).toEqual(log)
  })

  it('is as before when the migration fails', () => {
    const file = filled()
    const broken = [first, { version: 2, name: '0002-broken.sql', sql: 'DELETE FROM cursors; SELECT nothing;' }]
    expect(refusal(() => open({ file, migrations: broken })).code).toBe('internal')
    const { db } = open({ file })
    expect(wholeContent(db)['cursors']).toEqual([{ name: 'im', value: '7' }])
  })

  it('says what the disk refuses', () => {
    const folder = tempFolder()
    writeFileSync(path.join(folder, 'account'), 'a file where the folder should be')
    expect(refusal(() => open({ file: path.join(folder, 'account', 'watchpost.db') }))).toMatchObject({
      code: 'disk',
      details: { reason: expect.stringContaining('EEXIST') },
    })
    mkdirSync(path.join(folder, 'watchpost.db'))
    expect(refusal(() => open({ file: path.join(folder, 'watchpost.db') })).code).toBe('disk')
  })
})

/** Overwrites pages from the second on: the header still says that it is a database. */
function damagePages(file: string): void {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 4096)
  writeFileSync(file, bytes)
}

describe('a damaged database', () => {
  it.each([
    ['text', (file: string) => writeFileSync(file, 'this is not a database, whatever its name says '.repeat(200))],
    ['cut short', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 3000))],
    [
      'schema overwritten',
      (file: string) => {
        const bytes = readFileSync(file)
        bytes.fill(0xa5, 100, 4096)
        writeFileSync(file, bytes)
      },
    ],
  ])('is set aside and made anew: %s', (_, damage) => {
    const file = filled()
    damage(file)
    const damaged = readFileSync(file)
    const { db, opened } = open({ file })
    expect(opened.state).toBe('rebuilt')
    expect(opened.reason).toMatch(/SQLITE_(NOTADB|CORRUPT)/)
    expect(readFileSync(opened.setAside ?? '')).toEqual(damaged)
    expect(path.basename(opened.setAside ?? '')).toMatch(/^watchpost\.db\.damaged-\d+$/)
    expect(wholeContent(db)).toEqual({ cursors: [], names: [] })
  })

  it('takes the log beside it along', () => {
    const file = filled()
    writeFileSync(`${file}-wal`, 'a log of the old database')
    writeFileSync(file, 'no database'.repeat(1000))
    const { opened } = open({ file })
    expect(readFileSync(`${opened.setAside}-wal`, 'utf8')).toBe('a log of the old database')
  })

  it('gives what can be read of it to those who ask', () => {
    const file = filled()
    const { opened, db } = open({
      file,
      damagedBecause: 'row 7 missing from index',
      salvages: [
        () => {
          throw new Error('nothing to read')
        },
        (damaged, fresh) => {
          for (const row of damaged.prepare<[], { name: string; value: string }>('SELECT * FROM cursors').iterate())
            fresh.prepare('INSERT INTO cursors VALUES (@name, @value)').run(row)
        },
      ],
    })
    expect(opened).toMatchObject({ state: 'rebuilt', reason: 'row 7 missing from index' })
    expect(opened.salvageErrors).toEqual(['nothing to read'])
    expect(wholeContent(db)['cursors']).toEqual([{ name: 'im', value: '7' }])
  })

  it('leaves no half of a salvage that fails', () => {
    const file = filled()
    damagePages(file)
    const { opened, db } = open({
      file,
      damagedBecause: 'found by the check',
      salvages: [
        (damaged, fresh) => {
          fresh.prepare(`INSERT INTO cursors VALUES ('half', '1')`).run()
          damaged.prepare('SELECT * FROM cursors').all()
        },
      ],
    })
    expect(opened.salvageErrors).toHaveLength(1)
    expect(wholeContent(db)['cursors']).toEqual([])
  })

  it('is kept for the last two times only', () => {
    const file = filled()
    const names = [1, 2, 3].map(() => {
      writeFileSync(file, 'no database'.repeat(1000))
      const { opened, db } = open({ file })
      db.close()
      return opened.setAside ?? ''
    })
    expect(names.map((name) => existsSync(name))).toEqual([false, true, true])
  })

  it('of no bytes at all is a new one', () => {
    const file = databaseFile()
    mkdirSync(path.dirname(file))
    writeFileSync(file, '')
    expect(open({ file }).opened.state).toBe('ready')
    expect(connectTo(file).close().open).toBe(false)
  })
})
