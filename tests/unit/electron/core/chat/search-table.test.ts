import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { chatTable } from '../../../../../electron/core/chat/chat-table.ts'
import type { IncomingMessage } from '../../../../../electron/core/chat/incoming.ts'
import { connectTo } from '../../../../../electron/core/db/connection.ts'
import { containsFolded, toQuery } from '../../../../../electron/core/db/grams.ts'
import { migrate } from '../../../../../electron/core/db/migrate.ts'
import { programFiles } from '../../../../../electron/core/db/program-files.ts'

function database(version: number) {
  const db = connectTo(':memory:')
  onTestFinished(() => void db.close())
  const { migrations } = programFiles()
  migrate(db, migrations.slice(0, version))
  return { db, upgrade: () => migrate(db, migrations) }
}

const NEWEST = programFiles().migrations.length
const EPOCH = 1_700_000_000_000
/** IDs as platforms give them, and such that are no word of an index. */
const PERSONS = ['officer', 'Officer', 'U_1', '张三', 'a b', '"', '*', '']
const TYPES = ['text', 'file', 'Text', '通知']
const PARTNERS = ['officer', 'desk', 'group-1']

const said = fc.record({
  partner: fc.constantFrom(...PARTNERS),
  speaker: fc.constantFrom(...PERSONS),
  type: fc.constantFrom(...TYPES),
  text: fc.string({ unit: fc.constantFrom('a', 'B', 'n', ' ', '北', '门', 'é', '１'), maxLength: 10 }),
  time: fc.integer({ min: 0, max: 1000 }),
})
const asked = fc.record(
  {
    partner: fc.constantFrom(...PARTNERS),
    speaker: fc.constantFrom(...PERSONS),
    types: fc.subarray(TYPES),
    from: fc.integer({ min: 0, max: 1000 }),
    to: fc.integer({ min: 0, max: 1000 }),
    before: fc.integer({ min: 1, max: 40 }),
  },
  { requiredKeys: [] },
)
const needle = fc.string({ unit: fc.constantFrom('a', 'b', 'N', ' ', '北', '门', '1'), minLength: 1, maxLength: 5 })

describe('a search', () => {
  it('gives exactly what all its filters let through, newest first', () => {
    fc.assert(
      fc.property(
        fc.array(said, { maxLength: 40 }),
        asked,
        needle,
        fc.integer({ min: 1, max: 5 }),
        (all, ask, text, limit) => {
          const { db } = database(NEWEST)
          const chat = chatTable(db)
          const messages = all.map((one, index): IncomingMessage => ({
            id: index + 1,
            kind: 'User',
            speakerKind: 'User',
            mine: false,
            content: null,
            key: null,
            ...one,
            time: EPOCH + one.time,
          }))
          chat.applyLive({ messages, now: EPOCH })
          const { partner, from, to, ...rest } = ask
          const conversation = chat.conversations().find((one) => one.partner.id === partner)?.id
          const expected = messages
            .filter((one) => containsFolded(one.text ?? '', text))
            .filter((one) => conversation === undefined || one.partner === partner)
            .filter((one) => ask.speaker === undefined || one.speaker === ask.speaker)
            .filter((one) => !ask.types?.length || ask.types.includes(one.type))
            .filter((one) => one.time >= EPOCH + (from ?? 0) && one.time <= EPOCH + (to ?? 1000))
            .filter((one) => one.id < (ask.before ?? Infinity))
            .map(({ id }) => id)
            .reverse()
          const page = chat.search({
            text,
            limit,
            ...rest,
            ...(conversation === undefined ? {} : { conversation }),
            ...(from === undefined ? {} : { from: EPOCH + from }),
            ...(to === undefined ? {} : { to: EPOCH + to }),
          })
          expect(page.hits.map(({ message }) => message.id)).toEqual(expected.slice(0, limit))
          expect(page.more).toBe(expected.length > limit)
          db.close()
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('0005', () => {
  it('indexes anew what was there, with whose it is; rows stay as they were', () => {
    const { db, upgrade } = database(4)
    db.exec(`INSERT INTO conversation (id, kind, partner, last_id) VALUES (3, 'User', 'officer', 2);
      INSERT INTO message (id, conversation, speaker_kind, speaker, mine, time, type, text)
        VALUES (1, 3, 'User', '张三', 0, 5, 'text', 'north gate'), (2, 3, 'User', 'officer', 0, 6, 'text', 'North Gate'),
          (4, 3, 'User', 'officer', 0, 7, 'position', NULL);
      INSERT INTO alarm (id, key, type, status, time, device_id, description) VALUES (9, 'k', 5, 0, 8, 'PU_1', '求助 pressed')`)
    const before = db.prepare('SELECT * FROM message ORDER BY id').all()
    upgrade()
    expect(db.prepare('SELECT * FROM message ORDER BY id').all()).toEqual(before)
    const chat = chatTable(db)
    const ids = (query: Parameters<typeof chat.search>[0]) => chat.search(query).hits.map(({ message }) => message.id)
    expect(ids({ text: 'th gat', limit: 9 })).toEqual([2, 1])
    expect(ids({ text: 'gate', speaker: '张三', types: ['text', 'file'], conversation: 3, limit: 9 })).toEqual([1])
    const alarms = db.prepare('SELECT rowid FROM alarm_text WHERE alarm_text MATCH ?').pluck()
    expect(alarms.all(toQuery('press'))).toEqual([9])
    expect(alarms.all(toQuery('pu_1'))).toEqual([9])
  })
})
