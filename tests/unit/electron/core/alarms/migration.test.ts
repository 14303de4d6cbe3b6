import { describe, expect, it } from 'vitest'
import { databaseFile, openStore } from '../../../../support/database.ts'
import { migrateWithData } from '../../../../support/migration.ts'

describe('the migration that brings alarms', () => {
  it('leaves chat and names as they were, and begins knowing nothing', () => {
    const content = migrateWithData(3, (db) => {
      db.exec(`INSERT INTO names (kind, id, name, at) VALUES ('PU', 'PU_1', 'Helmet', 1);
        INSERT INTO draft (kind, partner, text, saved_at) VALUES ('User', 'someone', 'half', 2)`)
    })
    expect(content).toMatchObject({
      names: [{ kind: 'PU', id: 'PU_1', name: 'Helmet', at: 1 }],
      draft: [{ kind: 'User', partner: 'someone', text: 'half', saved_at: 2 }],
      alarm: [],
      alarm_step: [],
      alarm_claim: [],
      alarm_sync: [{ id: 1, raised_to: 0, handled_to: 0, complete_from: 0 }],
      presence_event: [],
      desk_mark: [],
    })
  })
})

describe('a damaged database', () => {
  it('gives the new one when somebody was last at the desk; who came and went is read again', async () => {
    const file = databaseFile()
    const first = await openStore({ file })
    await first.store.tables.desk.setMarks({ lastPresent: 5, awaySince: 3, awayUntil: 4, presenceTo: 9 })
    await first.store.close()
    const second = await openStore({ file, damagedBecause: 'said so' })
    expect(await second.store.tables.desk.marks()).toEqual({ lastPresent: 5, awaySince: 3, awayUntil: 4 })
  })
})
