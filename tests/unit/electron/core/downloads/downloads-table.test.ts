import { expect, it } from 'vitest'
import { salvageDownloads, type NewDownload } from '../../../../../electron/core/downloads/downloads-table.ts'
import { migrate } from '../../../../../electron/core/db/migrate.ts'
import { programFiles } from '../../../../../electron/core/db/program-files.ts'
import { connect, databaseFile, openStore } from '../../../../support/database.ts'
import { migrateWithData } from '../../../../support/migration.ts'
import { mkdirSync } from 'node:fs'
import path from 'node:path'

const NEW: NewDownload = {
  kind: 'device',
  puid: 'PU_1',
  fileId: 'a',
  name: 'a.mp4',
  priority: 'normal',
  bytes: 10,
  hash: null,
  folder: '/downloads',
  createdAt: 1_700_000_000_000,
}

it('keeps a download of each source once, over a restart', async () => {
  const file = databaseFile()
  const { store } = await openStore({ file })
  const { downloads } = store.tables
  const first = await downloads.add(NEW)
  expect(await downloads.add({ ...NEW, name: 'other.mp4' })).toEqual(first)
  const second = await downloads.add({ ...NEW, fileId: 'b' })
  await downloads.add({ ...NEW, kind: 'platform', puid: '' })
  await downloads.saveProgress({ id: first.id, received: 5, total: 10, mark: '"one"' })
  await downloads.save({ ...second, state: 'failed', error: '{"code":"reset","details":{}}', part: '/x.part' })
  await store.close()
  const again = (await openStore({ file })).store.tables.downloads
  expect(await again.list()).toMatchObject([
    { id: first.id, name: 'a.mp4', state: 'queued', received: 5, total: 10, mark: '"one"', path: null },
    { fileId: 'b', state: 'failed', part: '/x.part' },
    { kind: 'platform' },
  ])
})

it('uses no number twice', async () => {
  const { downloads } = (await openStore({ file: databaseFile() })).store.tables
  const { id } = await downloads.add(NEW)
  await downloads.remove({ ids: [id] })
  expect((await downloads.add(NEW)).id).toBe(id + 1)
})

it('writes a row again into a database that was begun anew', async () => {
  const { downloads } = (await openStore({ file: databaseFile() })).store.tables
  const row = await downloads.add(NEW)
  await downloads.remove({ ids: [row.id] })
  await downloads.save({ ...row, state: 'paused' })
  expect(await downloads.list()).toEqual([{ ...row, state: 'paused' }])
})

it('is carried over from a damaged database', async () => {
  const file = databaseFile()
  const { store } = await openStore({ file })
  const row = await store.tables.downloads.add(NEW)
  await store.close()
  const fresh = databaseFile()
  mkdirSync(path.dirname(fresh))
  const db = connect(fresh)
  migrate(db, programFiles().migrations)
  salvageDownloads(connect(file), db)
  expect(db.prepare('SELECT id, file_id AS fileId, folder FROM downloads').all()).toEqual([
    { id: row.id, fileId: 'a', folder: '/downloads' },
  ])
})

it('comes with migration 4, which leaves the rest as it was', () => {
  const tables = migrateWithData(4, (db) => {
    db.prepare("INSERT INTO cursors (name, value) VALUES ('im', '7')").run()
  })
  expect(tables['downloads']).toEqual([])
  expect(tables['cursors']).toEqual([{ name: 'im', value: '7' }])
})
