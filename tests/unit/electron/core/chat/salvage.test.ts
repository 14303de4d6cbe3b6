import { closeSync, openSync, writeSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Remote } from '../../../../../electron/core/db/remote.ts'
import type { Tables } from '../../../../../electron/core/db/tables.ts'
import { databaseFile, openStore } from '../../../../support/database.ts'

const OFFICER = { kind: 'User', id: 'officer' } as const

async function fill({ chat }: Remote<Tables>): Promise<void> {
  const opened = await chat.open({ partner: OFFICER, now: 1 })
  const conversation = opened!.id
  for (const key of ['a', 'b', 'c']) {
    await chat.addToOutbox({ key, conversation, body: { kind: 'text', text: key }, createdAt: 1, state: 'waiting' })
  }
  await chat.beginAttempt('a')
  await chat.saveDraft({ conversation, text: '写了一半', now: 2 })
}

describe('a damaged database', () => {
  it('gives its outbox and drafts to the new one, in order, and what was being sent is unsure', async () => {
    const file = databaseFile()
    const first = await openStore({ file })
    await fill(first.store.tables)
    await first.store.close()
    const second = await openStore({ file, damagedBecause: 'said so' })
    expect(second.store.opened.state).toBe('rebuilt')
    const items = await second.store.tables.chat.recoverOutbox()
    expect(items.map(({ entry }) => [entry.key, entry.state])).toEqual([
      ['a', 'unsure'],
      ['b', 'waiting'],
      ['c', 'waiting'],
    ])
    const [conversation] = await second.store.tables.chat.conversations()
    expect(conversation).toMatchObject({ partner: OFFICER, draft: '写了一半', id: items[0]!.entry.conversation })
  })

  it('whose pages are overwritten gives what can still be read, and never fails for it', async () => {
    const file = databaseFile()
    const first = await openStore({ file })
    await fill(first.store.tables)
    await first.store.close()
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, 4096 * 3)
    closeSync(handle)
    const second = await openStore({ file, damagedBecause: 'overwritten' })
    expect((await second.store.tables.chat.recoverOutbox()).length).toBeLessThanOrEqual(3)
  })
})
