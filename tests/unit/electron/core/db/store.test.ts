import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { AppError } from '../../../../../shared/errors.ts'
import { connect, databaseFile, openStore, watchThreads } from '../../../../support/database.ts'
import { until } from '../../../../support/until.ts'

const caught = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => {
      throw new Error('not refused')
    },
    (error: AppError) => error,
  )

/** Overwrites the first page of a table, and nothing else. */
function damageTable(file: string, table: string): void {
  const db = new Sqlite(file)
  const page = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table)
  const size = db.pragma('page_size', { simple: true }) as number
  db.close()
  const bytes = readFileSync(file)
  bytes.fill(0xa5, (page! - 1) * size, page! * size)
  writeFileSync(file, bytes)
}

describe('the store', () => {
  it('keeps cursors', async () => {
    const file = databaseFile()
    const { store } = await openStore({ file })
    const { cursors } = store.tables
    expect(await cursors.get({ name: 'im' })).toBeUndefined()
    await cursors.set({ name: 'im', value: '1' })
    await cursors.set({ name: 'im', value: '2' })
    await cursors.set({ name: 'alarm', value: 'x' })
    await cursors.delete({ name: 'alarm' })
    await cursors.delete({ name: 'never there' })
    await store.close()
    const again = (await openStore({ file })).store
    expect(await again.tables.cursors.get({ name: 'im' })).toBe('2')
    expect(await again.tables.cursors.get({ name: 'alarm' })).toBeUndefined()
  })

  it('keeps names, the younger of two', async () => {
    const { names } = (await openStore({ file: databaseFile() })).store.tables
    await names.upsert({
      rows: [
        { kind: 'PU', id: '1', name: 'Car 1', at: 10 },
        { kind: 'User', id: '1', name: 'Li', at: 10 },
      ],
    })
    await names.upsert({
      rows: [
        { kind: 'PU', id: '1', name: 'Car one', at: 20 },
        { kind: 'User', id: '1', name: 'older', at: 5 },
      ],
    })
    const keys = [
      { kind: 'User', id: '1' },
      { kind: 'IMGroup', id: '1' },
      { kind: 'PU', id: '1' },
    ] as const
    expect(await names.get({ keys })).toEqual([
      { kind: 'User', id: '1', name: 'Li', at: 10 },
      { kind: 'PU', id: '1', name: 'Car one', at: 20 },
    ])
  })

  it('writes many rows or none', async () => {
    const { store, log } = await openStore({ file: databaseFile() })
    const row = { kind: 'PU', id: '1', name: 'Car', at: 1 } as const
    const wrong = { ...row, id: '2', at: 1.5 }
    const error = await caught(store.tables.names.upsert({ rows: [row, wrong] }))
    expect(error.code).toBe('internal')
    // The operator sees a number, the log has what stands behind it.
    expect(log.join('\n')).toContain(`error ${error.details.reference} database request: SqliteError`)
    expect(await store.tables.names.get({ keys: [row] })).toEqual([])
  })

  it('answers in the order it was asked', async () => {
    const { cursors } = (await openStore({ file: databaseFile() })).store.tables
    const answered: number[] = []
    const asked = Array.from({ length: 50 }, (_, index) =>
      (index % 2 ? cursors.get({ name: 'a' }) : cursors.set({ name: 'a', value: String(index) })).then((value) => {
        answered.push(index)
        return value
      }),
    )
    const values = await Promise.all(asked)
    expect(answered).toEqual(asked.map((_, index) => index))
    expect(values[49]).toBe('48')
  })

  it('finishes what was asked before it closes, and leaves one file', async () => {
    const file = databaseFile()
    const { store, failures } = await openStore({ file })
    const writes = Array.from({ length: 200 }, (_, index) =>
      store.tables.cursors.set({ name: `cursor ${index}`, value: 'v' }),
    )
    await store.close()
    await Promise.all(writes)
    expect(existsSync(`${file}-wal`)).toBe(false)
    expect(connect(file).prepare('SELECT count(*) FROM cursors').pluck().get()).toBe(200)
    expect((await caught(store.tables.cursors.get({ name: 'a' }))).code).toBe('cancelled')
    expect(failures).toEqual([])
  })

  it('refuses what cannot cross, and only that', async () => {
    const { store } = await openStore({ file: databaseFile() })
    const name = (() => 'a') as unknown as string
    expect((await caught(store.tables.cursors.get({ name }))).code).toBe('internal')
    expect(await store.tables.cursors.get({ name: 'a' })).toBeUndefined()
  })
})

describe('a store that cannot go on', () => {
  it('refuses everything that waits when its thread dies, and says so once', async () => {
    const { files, threads } = watchThreads()
    const { store, failures, log } = await openStore({ file: databaseFile(), files })
    // Nothing that it understands: it dies of it, and what was asked behind it is never answered.
    threads[0]?.postMessage(null)
    const waiting = Array.from({ length: 20 }, () => store.tables.cursors.set({ name: 'a', value: 'b' }))
    const outcomes = await Promise.allSettled(waiting)
    await until('failure', () => failures.length > 0)
    expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'internal' } })
    expect((await caught(store.tables.cursors.get({ name: 'a' }))).code).toBe('internal')
    expect(failures).toHaveLength(1)
    expect(log.join('\n')).toContain('database thread')
    await store.close()
  })

  it('says that the file is damaged when a request finds it so', async () => {
    const file = databaseFile()
    const { store } = await openStore({ file })
    await store.tables.cursors.set({ name: 'a', value: 'b' })
    await store.close()
    damageTable(file, 'cursors')
    const opened = await openStore({ file })
    const [first, second] = [
      opened.store.tables.cursors.get({ name: 'a' }),
      opened.store.tables.cursors.get({ name: 'a' }),
    ]
    expect((await caught(first)).code).toBe('file-damaged')
    expect((await caught(second)).code).toBe('file-damaged')
    expect(opened.failures.map(({ code }) => code)).toEqual(['file-damaged'])
  })

  it('is made anew when the damage shows as soon as its statements are prepared', async () => {
    const file = databaseFile()
    const { store } = await openStore({ file })
    await store.close()
    damageTable(file, 'message_search_config')
    const opened = await openStore({ file })
    expect(opened.store.opened.state).toBe('rebuilt')
    await opened.store.tables.cursors.set({ name: 'a', value: 'b' })
    expect(await opened.store.tables.cursors.get({ name: 'a' })).toBe('b')
  })

  it('is not opened on a newer file', async () => {
    const file = databaseFile()
    const { store } = await openStore({ file })
    await store.close()
    connect(file).pragma('user_version = 9999')
    expect((await caught(openStore({ file }))).code).toBe('database-newer')
  })
})
