import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from 'better-sqlite3'
import { toAppError } from '../../../../../electron/core/db/sqlite-error.ts'
import { durably, transaction } from '../../../../../electron/core/db/transaction.ts'
import { connect, databaseFile } from '../../../../support/database.ts'

let db: Database
beforeEach(() => {
  const file = databaseFile()
  mkdirSync(path.dirname(file))
  db = connect(file)
  db.exec('CREATE TABLE rows (a INTEGER) STRICT')
})

const add = (a: number): unknown => db.prepare('INSERT INTO rows VALUES (?)').run(a)
const rows = (): unknown[] => db.prepare('SELECT a FROM rows').pluck().all()
const synchronous = (): unknown => db.pragma('synchronous', { simple: true })

describe('a transaction', () => {
  it('leaves nothing of what failed, and an inner one only its own', () => {
    expect(() =>
      transaction(db, () => {
        add(1)
        throw new Error('no')
      }),
    ).toThrow('no')
    transaction(db, () => {
      add(2)
      expect(() =>
        transaction(db, () => {
          add(3)
          throw new Error('inner')
        }),
      ).toThrow('inner')
    })
    expect(rows()).toEqual([2])
  })
})

describe('durably', () => {
  it('waits for the disk, and only then', () => {
    const seen = durably(db, () => {
      add(1)
      return synchronous()
    })
    expect([seen, synchronous()]).toEqual([2, 1])
    expect(() =>
      durably(db, () => {
        add(2)
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(synchronous()).toBe(1)
    expect(rows()).toEqual([1])
  })

  it('does not promise inside another transaction what that one does not keep', () => {
    expect(() => transaction(db, () => durably(db, () => add(1)))).toThrow(/durably/)
    expect(rows()).toEqual([])
  })
})

describe('what SQLite says', () => {
  const refusal = (work: () => unknown): unknown => {
    try {
      work()
      return undefined
    } catch (error) {
      return toAppError(error)
    }
  }

  it('is a full disk', () => {
    db.pragma('max_page_count = 2')
    const fill = (): void =>
      transaction(db, () => Array.from({ length: 5000 }, (_, index) => add(index)).forEach(() => 0))
    expect(refusal(fill)).toMatchObject({
      code: 'disk',
      details: { reason: expect.stringMatching(/SQLITE_FULL.*full/) },
    })
  })

  it('is a file that may not be written', () => {
    db.pragma('query_only = ON')
    expect(refusal(() => add(1))).toMatchObject({
      code: 'disk',
      details: { reason: expect.stringContaining('READONLY') },
    })
  })

  it('is a mistake of ours', () => {
    expect(refusal(() => db.exec('SELECT nothing'))).toMatchObject({ code: 'internal' })
  })
})
