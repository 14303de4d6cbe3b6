import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../../../../electron/core/db/migrate.ts'
import { programFiles } from '../../../../../electron/core/db/program-files.ts'
import type { NewBurst } from '../../../../../electron/core/ledger/ledger-table.ts'
import { salvageLedger } from '../../../../../electron/core/ledger/salvage.ts'
import type { LedgerFilter } from '../../../../../shared/contract/ledger.ts'
import { connect, databaseFile, openStore } from '../../../../support/database.ts'
import { migrateWithData } from '../../../../support/migration.ts'

const AT = 1_700_000_000_000

const burst = (more: Partial<NewBurst>): NewBurst => ({
  ...{ kind: 'conference', place: 'g1', channel: null, speakerKind: 'User', speaker: 'anna', mine: 0 },
  ...{ time: AT, length: 1_500, ended: 'released' },
  ...more,
})

async function filled() {
  const file = databaseFile()
  const { store } = await openStore({ file })
  const { ledger, names } = store.tables
  await names.upsert({
    rows: [
      { kind: 'IMGroup', id: 'g1', name: '东城巡逻', at: AT },
      { kind: 'User', id: 'anna', name: 'Anna Berg', at: AT },
      { kind: 'PU', id: 'PU_7', name: 'Car 7', at: AT },
    ],
  })
  await ledger.add({
    bursts: [
      burst({ time: AT }),
      burst({ time: AT + 1_000, speaker: 'PU_7', speakerKind: 'PU' }),
      burst({ time: AT + 1_000, kind: 'intercom', place: 'PU_7', channel: 0, mine: 1, speaker: 'me' }),
      burst({ time: AT + 5_000, place: 'g2', speaker: 'bert' }),
    ],
  })
  const idsOf = async (filter: LedgerFilter): Promise<number[]> =>
    (await ledger.list({ filter, limit: 100 })).map(({ id }) => id)
  return { file, store, ledger, idsOf }
}

describe('the ledger', () => {
  it('lists the newest first, a page after the other, with the names that are known', async () => {
    const { ledger } = await filled()
    const first = await ledger.list({ filter: {}, limit: 2 })
    expect(first.map(({ id }) => id)).toEqual([4, 3])
    expect(first[1]).toEqual({
      ...{ id: 3, kind: 'intercom', place: 'PU_7', placeName: 'Car 7', channel: 0, speakerKind: 'User' },
      ...{ speaker: 'me', speakerName: 'me', mine: true, time: AT + 1_000, lengthMs: 1_500, ended: 'released' },
    })
    const rest = await ledger.list({ filter: {}, limit: 5, before: { time: AT + 1_000, id: 3 } })
    expect(rest.map(({ id }) => id)).toEqual([2, 1])
    expect(rest[1]).toMatchObject({ placeName: '东城巡逻', speakerName: 'Anna Berg', mine: false })
    expect(rest[1]).not.toHaveProperty('channel')
  })

  it('finds by place, speaker, kind, time, and by what names and IDs hold', async () => {
    const { idsOf } = await filled()
    expect(await idsOf({ place: 'g1' })).toEqual([2, 1])
    expect(await idsOf({ speaker: 'anna' })).toEqual([1])
    expect(await idsOf({ kind: 'intercom' })).toEqual([3])
    expect(await idsOf({ from: AT + 1_000, to: AT + 4_999 })).toEqual([3, 2])
    expect(await idsOf({ anyOf: ['PU_7', 'bert'] })).toEqual([4, 3, 2])
    expect(await idsOf({ text: 'car' })).toEqual([3, 2])
    expect(await idsOf({ text: '巡逻' })).toEqual([2, 1])
    expect(await idsOf({ text: 'BER' })).toEqual([4, 1])
    expect(await idsOf({ text: 'BER', place: 'g1' })).toEqual([1])
    expect(await idsOf({ text: 'nobody' })).toEqual([])
  })

  it('forgets what is older', async () => {
    const { ledger, idsOf } = await filled()
    expect(await ledger.deleteBefore({ time: AT + 1_000 })).toEqual([])
    expect(await idsOf({})).toEqual([4, 3, 2])
  })

  it('is carried over from a damaged database, with its names', async () => {
    const { file, store } = await filled()
    await store.close()
    const fresh = databaseFile()
    mkdirSync(path.dirname(fresh))
    const db = connect(fresh)
    migrate(db, programFiles().migrations)
    salvageLedger(connect(file), db)
    expect(db.prepare('SELECT count(*) AS count FROM burst').get()).toEqual({ count: 4 })
    expect(db.prepare('SELECT name FROM names ORDER BY name').all()).toEqual([
      { name: 'Anna Berg' },
      { name: 'Car 7' },
      { name: '东城巡逻' },
    ])
  })

  it('comes with migration 7, which leaves the rest as it was', () => {
    const tables = migrateWithData(7, (db) => {
      db.prepare("INSERT INTO names (kind, id, name, at) VALUES ('PU', 'a', 'A', 1)").run()
    })
    expect(tables['burst']).toEqual([])
    expect(tables['names']).toEqual([{ kind: 'PU', id: 'a', name: 'A', at: 1 }])
  })
})

it('gets its sound with migration 8, which leaves the rest as it was', () => {
  const row = { kind: 'conference', place: 'g1', channel: null, speaker_kind: 'User', speaker: 'anna', mine: 0 }
  const tables = migrateWithData(8, (db) => {
    db.prepare(
      `INSERT INTO burst (id, kind, place, channel, speaker_kind, speaker, mine, time, length, ended)
       VALUES (7, @kind, @place, @channel, @speaker_kind, @speaker, @mine, 1, 2, 'ended')`,
    ).run(row)
  })
  expect(tables['burst']).toEqual([{ id: 7, ...row, time: 1, length: 2, ended: 'ended', had_sound: 0 }])
  expect([tables['burst_sound'], tables['burst_begun']]).toEqual([[], []])
})

describe('sound', () => {
  const begun = (file: string) => {
    const { length: _length, ended: _ended, ...line } = burst({})
    return { ...line, file }
  }

  it('that was cut by a crash goes to its line, or makes one', async () => {
    const { store, ledger } = await filled()
    const { sounds } = store.tables
    for (const file of ['a.ogg', 'b.ogg']) await sounds.begin(begun(file))
    await sounds.bind({ file: 'a.ogg', burst: 1 })
    for (const file of ['a.ogg', 'b.ogg']) await sounds.recover({ file, bytes: 9, lengthMs: 1_234, ended: 'crash' })
    expect(await sounds.begun()).toEqual([])
    expect(await ledger.one({ id: 1 })).toMatchObject({ sound: 'kept', lengthMs: 1_500, ended: 'released' })
    expect(await ledger.one({ id: 5 })).toMatchObject({ sound: 'kept', lengthMs: 1_234, ended: 'crash' })
    expect(await sounds.fileOf({ burst: 5 })).toBe('b.ogg')
  })

  it('is carried over from a damaged file, with what is said of it', async () => {
    const { file, store } = await filled()
    const { sounds } = store.tables
    await sounds.begin(begun('a.ogg'))
    await sounds.keep({ burst: 2, file: 'a.ogg', bytes: 9 })
    await sounds.begin(begun('b.ogg'))
    await sounds.keep({ burst: 1, file: 'b.ogg', bytes: 9 })
    expect(await sounds.deleteBefore({ time: AT + 1 })).toEqual(['b.ogg'])
    await store.close()
    const fresh = databaseFile()
    mkdirSync(path.dirname(fresh))
    const db = connect(fresh)
    migrate(db, programFiles().migrations)
    salvageLedger(connect(file), db)
    expect(db.prepare('SELECT burst, file FROM burst_sound').all()).toEqual([{ burst: 2, file: 'a.ogg' }])
    expect(db.prepare('SELECT id FROM burst WHERE had_sound = 1 ORDER BY id').pluck().all()).toEqual([1, 2])
  })
})
