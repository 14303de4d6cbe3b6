import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimText } from '../../../../../electron/core/alarms/claim-text.ts'
import { chatTable } from '../../../../../electron/core/chat/chat-table.ts'
import type { IncomingMessage } from '../../../../../electron/core/chat/incoming.ts'
import { containsFolded } from '../../../../../electron/core/db/grams.ts'
import { migrate } from '../../../../../electron/core/db/migrate.ts'
import { programFiles } from '../../../../../electron/core/db/program-files.ts'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { connect, databaseFile } from '../../../../support/database.ts'
import { migrateWithData } from '../../../../support/migration.ts'

function open() {
  const file = databaseFile()
  mkdirSync(path.dirname(file), { recursive: true })
  const db = connect(file)
  migrate(db, programFiles().migrations)
  return { db, chat: chatTable(db) }
}

function message(id: number, more: Partial<IncomingMessage> = {}): IncomingMessage {
  const base = { kind: 'User', partner: 'officer', speakerKind: 'User', speaker: 'officer', mine: false } as const
  return {
    id,
    ...base,
    time: 1_700_000_000_000 + id * 1000,
    type: 'text',
    text: `m${id}`,
    content: null,
    key: null,
    ...more,
  }
}

describe('0002', () => {
  it('leaves what was there as it was, and begins with nothing known', () => {
    const content = migrateWithData(2, (db) => db.exec("INSERT INTO names VALUES ('User', 'a', 'Anna', 1)"))
    expect(content['names']).toEqual([{ kind: 'User', id: 'a', name: 'Anna', at: 1 }])
    expect(content['chat_sync']).toEqual([
      { id: 1, top: 0, complete_from: Number.MAX_SAFE_INTEGER, mark: 0, live_at: 0 },
    ])
    for (const table of ['conversation', 'message', 'chat_gap', 'outbox', 'draft']) expect(content[table]).toEqual([])
  })
})

/** A claim as it lies in the store. */
const claim = (id: number, more: Partial<IncomingMessage> = {}): IncomingMessage =>
  message(id, { type: 'custom', text: claimText({ key: 'alarm1', claimed: true }), ...more })

describe('0006', () => {
  it('counts what is unread and finds the last word without claims', () => {
    const content = migrateWithData(6, (db) => {
      const insert = db.prepare(
        `INSERT INTO message (id, conversation, speaker_kind, speaker, mine, time, type, text)
         VALUES (?, ?, 'User', 'officer', 0, 1, ?, ?)`,
      )
      const { text } = claim(1)
      db.exec(`INSERT INTO conversation (id, kind, partner, read_up_to, unread, last_id, pin) VALUES
        (1, 'IMGroup', 'both', 1, 4, 5, 7), (2, 'IMGroup', 'claims only', 0, 1, 6, NULL), (3, 'User', 'speech', 7, 1, 8, NULL),
        (4, 'User', 'nothing', 0, 0, 0, NULL)`)
      for (const id of [1, 2]) insert.run(id, 1, 'text', 'hello')
      insert.run(3, 1, 'custom', 'of another program')
      for (const id of [4, 5]) insert.run(id, 1, 'custom', text)
      insert.run(6, 2, 'custom', text)
      for (const id of [7, 8]) insert.run(id, 3, 'text', text)
    })
    expect(content['conversation']).toMatchObject([
      { id: 1, read_up_to: 1, unread: 2, last_id: 3, pin: 7 },
      { id: 2, unread: 0, last_id: 0 },
      { id: 3, read_up_to: 7, unread: 1, last_id: 8 },
      { id: 4, unread: 0, last_id: 0 },
    ])
    expect(content['message']).toHaveLength(8)
  })
})

describe('claims', () => {
  it('are kept and found, but are neither unread nor the last word', () => {
    const { chat } = open()
    const { added } = chat.applyLive({ messages: [message(1), claim(2), message(3), claim(4), claim(5)], now: 1 })
    expect(added.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5])
    const [before] = chat.conversations()
    expect(before).toMatchObject({ unread: 2, last: { id: 3 } })
    chat.applyLive({ messages: [claim(6, { partner: 'other' }), claim(7, { mine: true })], now: 1 })
    expect(chat.conversations().find(({ partner }) => partner.id === 'other')).toMatchObject({ unread: 0 })
    expect(chat.commonMark()).toBe(0)
    const { id } = before!
    expect(chat.markRead({ conversation: id, upTo: 1 })[0]).toMatchObject({ unread: 1, last: { id: 3 } })
    expect(chat.commonMark()).toBe(2)
    expect(chat.markRead({ conversation: id, upTo: 3 })[0]?.unread).toBe(0)
    expect(chat.commonMark()).toBe(7)
    expect(chat.page({ conversation: id, limit: 10 }).messages).toHaveLength(6)
    expect(chat.search({ text: 'alarm1', limit: 10 }).hits).toHaveLength(5)
  })

  it('are not counted when older messages go', () => {
    const { chat } = open()
    chat.applyLive({ messages: [message(1), message(2), claim(3), message(4)], now: 1 })
    const { conversations } = chat.deleteBefore({ time: message(2).time, most: 10 })
    expect(conversations).toMatchObject([{ unread: 2, last: { id: 4 } }])
  })
})

describe('messages', () => {
  it('are there once, in order, however often and in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 20 }), { maxLength: 8 }),
        (batches) => {
          const { db, chat } = open()
          const told: number[] = []
          for (const batch of batches) {
            const { added } = chat.applyLive({ messages: batch.map((id) => message(id)), now: 1 })
            expect(added.map(({ id }) => id)).toEqual([...added.map(({ id }) => id)].sort((a, b) => a - b))
            told.push(...added.map(({ id }) => id))
          }
          const all = [...new Set(batches.flat())].sort((one, other) => one - other)
          expect(told.sort((one, other) => one - other)).toEqual(all)
          const [conversation] = chat.conversations()
          expect(conversation?.unread ?? 0).toBe(all.length)
          expect(conversation?.last?.id).toBe(all.at(-1))
          const page = conversation && chat.page({ conversation: conversation.id, limit: 200 })
          expect(page?.messages.map(({ id }) => id) ?? []).toEqual(all)
          db.close()
        },
      ),
      { numRuns: 25 },
    )
  })

  it('count as unread above the mark only, also when the mark moves', () => {
    const { chat } = open()
    chat.applyMark(5)
    chat.applyLive({ messages: [1, 2, 3, 7, 9].map((id) => message(id)), now: 1 })
    chat.applyLive({ messages: [message(10, { mine: true })], now: 1 })
    const [conversation] = chat.conversations()
    expect(conversation).toMatchObject({ unread: 2, readUpTo: 5 })
    expect(chat.commonMark()).toBe(6)
    expect(chat.markRead({ conversation: conversation!.id, upTo: 7 })[0]?.unread).toBe(1)
    expect(chat.markRead({ conversation: conversation!.id, upTo: 3 })).toEqual([])
    chat.markRead({ conversation: conversation!.id, upTo: 9 })
    expect(chat.commonMark()).toBe(10)
  })
})

describe('what is known to be complete', () => {
  it('survives an end after each page: what is missing stays written down', () => {
    const { chat } = open()
    chat.applyNewest({ messages: [message(100), message(99)], more: true, low: 0 })
    expect(chat.syncState()).toMatchObject({ top: 100, completeFrom: 99, gaps: [{ low: 0, high: 98, first: true }] })
    const [gap] = chat.syncState().gaps
    chat.applyGapPage({ gap: gap!, messages: [message(98), message(90)], more: true, enough: false })
    expect(chat.syncState()).toMatchObject({ completeFrom: 90, gaps: [{ high: 89 }] })
    chat.applyGapPage({ gap: gap!, messages: [message(80)], more: true, enough: true })
    expect(chat.syncState()).toMatchObject({ completeFrom: 80, gaps: [] })
    // The next start: more was said than one page holds.
    chat.applyNewest({ messages: [message(300)], more: true, low: chat.overlapFrom(1) })
    expect(chat.syncState()).toMatchObject({ top: 300, completeFrom: 80, gaps: [{ low: 99, high: 299, first: false }] })
  })

  it('leaves a gap for a group this account left and came back to', () => {
    const { chat } = open()
    chat.applyNewest({ messages: [message(10, { kind: 'IMGroup', partner: 'g' })], more: false, low: 0 })
    chat.applyGroups({ groups: [{ id: 'g', name: 'Group' }], now: 1 })
    expect(chat.applyGroups({ groups: [], now: 2 }).conversations).toMatchObject([{ closed: true, name: 'Group' }])
    chat.applyLive({ messages: [message(20)], now: 1 })
    chat.applyGroups({ groups: [{ id: 'g', name: 'Group' }], now: 3 })
    const group = chat.conversations().find(({ partner }) => partner.id === 'g')!
    expect(chat.syncState().gaps).toMatchObject([{ conversation: group.id, low: 11, high: 20 }])
    expect(group.closed).toBeUndefined()
  })
})

describe('search', () => {
  it('finds what looking at each message finds', () => {
    const unit = fc.constantFrom('a', 'b', 'B', '北', '门', ' ', '😀', 'é')
    const texts = fc.array(fc.string({ unit, maxLength: 8 }), { minLength: 1, maxLength: 15 })
    fc.assert(
      fc.property(texts, fc.string({ unit, minLength: 1, maxLength: 3 }), (said, wanted) => {
        const { db, chat } = open()
        chat.applyLive({ messages: said.map((text, at) => message(at + 1, { text, partner: `p${at % 2}` })), now: 1 })
        const expected = said.flatMap((text, at) => (containsFolded(text, wanted) ? [at + 1] : [])).reverse()
        const found = (more: object) =>
          chat.search({ text: wanted, limit: 50, ...more }).hits.map((hit) => hit.message.id)
        expect(found({})).toEqual(expected)
        const [conversation] = chat.conversations()
        expect(found({ conversation: conversation!.id })).toEqual(
          expected.filter((id) => `p${(id - 1) % 2}` === conversation!.partner.id),
        )
        db.close()
      }),
      { numRuns: 60 },
    )
  })
})

describe('a large conversation', () => {
  it('is read by its index, wherever', () => {
    const { db, chat } = open()
    chat.applyLive({ messages: [message(1)], now: 1 })
    const plans = [
      'SELECT id FROM message m WHERE m.conversation = 1 AND m.id < 5 ORDER BY m.id DESC LIMIT 50',
      'SELECT id FROM message WHERE conversation = 1 AND id >= 3 ORDER BY id LIMIT 1',
      'SELECT max(id) FROM message WHERE conversation = 1',
      'SELECT count(*) FROM message WHERE conversation = 1 AND id > 3 AND mine = 0',
    ].map((sql) => db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all())
    for (const plan of plans) {
      expect(plan.map(({ detail }) => detail).join()).toContain('message_of_conversation')
      expect(plan.map(({ detail }) => detail).join()).not.toMatch(/TEMP B-TREE|SCAN message/)
    }
  })
})
