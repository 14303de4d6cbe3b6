import { readdirSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Retention } from '../../shared/contract/cache.ts'
import { openDesk, type Desk } from '../support/desk.ts'
import { knownAlarms, knownMessages } from '../support/known-chat.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const DAY_MS = 86_400_000
const KEEP_ALL: Retention = {
  messages: { days: 0, megabytes: 0 },
  alarms: { days: 0, megabytes: 0 },
  presence: { days: 0, megabytes: 0 },
  talk: { days: 0, megabytes: 0 },
  sound: { days: 0, megabytes: 0 },
}

async function liveDesk(): Promise<Desk> {
  const platform = await openPlatform()
  const desk = await openDesk({ timings: { retentionFirstMs: 600_000 } })
  await desk.signIn(await desk.site(platform.url))
  await live(desk)
  return desk
}

async function live({ client }: Desk): Promise<void> {
  await until('chat', async () => (await client.chat.state({})).phase === 'live')
  await until('alarms', async () => (await client.alarms.state({})).phase === 'live')
}

const usageOf = async ({ client }: Desk, kind: string) => {
  const found = (await client.cache.usage({})).kinds.find((usage) => usage.kind === kind)
  if (!found) throw new Error(`no usage of ${kind}`)
  return found
}

describe('what is kept', () => {
  it('is told by kind, as it lies on the disk', async () => {
    const desk = await liveDesk()
    const usage = await desk.client.cache.usage({})
    const messages = await knownMessages(desk.client)
    expect(usage.kinds.map(({ kind }) => kind)).toEqual(['messages', 'alarms', 'presence', 'talk', 'sound'])
    expect(await usageOf(desk, 'messages')).toMatchObject({ rows: messages.length, oldest: messages[0]?.time })
    expect((await usageOf(desk, 'messages')).bytes).toBeGreaterThan(messages.length * 50)
    expect((await usageOf(desk, 'alarms')).rows).toBe((await knownAlarms(desk.client)).length)
    expect(usage.kinds.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(usage.fileBytes)
    expect(usage.unsent).toBe(0)
  })

  it('goes by age: older messages leave, newer ones stay, and the platform is asked for the rest', async () => {
    const desk = await liveDesk()
    const { client } = desk
    const before = await knownMessages(client)
    const edge = Date.now() - DAY_MS
    const [old, young] = [before.filter(({ time }) => time < edge), before.filter(({ time }) => time >= edge + 60_000)]
    expect(old.length).toBeGreaterThan(10)
    expect(young.length).toBeGreaterThan(10)
    await client.cache.setRetention({ ...KEEP_ALL, messages: { days: 1, megabytes: 0 } })
    await until('the old ones gone', async () => (await knownMessages(client)).every(({ time }) => time >= edge))
    const after = (await knownMessages(client)).map(({ id }) => id)
    expect(after).toEqual(expect.arrayContaining(young.map(({ id }) => id)))
    const conversation = old[0]?.conversation ?? 0
    const page = await client.chat.messages({ conversation, limit: 50 })
    expect(page.older).toBe('platform')
    await client.chat.fetchOlder({ conversation })
    expect((await client.chat.messages({ conversation, limit: 200 })).messages.map(({ id }) => id)).toContain(
      old[0]?.id,
    )
    expect((await client.cache.usage({})).retention.messages.days).toBe(1)
  })

  it('goes by size, the oldest first, and the room goes back to the disk', async () => {
    const desk = await liveDesk()
    const { client } = desk
    const alarmsBefore = await knownAlarms(client)
    const conversation = (await client.chat.conversations({}))[0]?.id ?? 0
    const text = 'long '.repeat(3000)
    for (let count = 0; count < 160; count++) await client.chat.send({ conversation, body: { kind: 'text', text } })
    await until('all sent', async () => (await client.chat.outbox({})).length === 0, 20_000)
    const large = await usageOf(desk, 'messages')
    expect(large.bytes).toBeGreaterThan(2_000_000)
    await client.cache.setRetention({ ...KEEP_ALL, messages: { days: 0, megabytes: 1 } })
    await until('less than a megabyte', async () => (await usageOf(desk, 'messages')).bytes <= 1_048_576, 20_000)
    await until('the room given back', async () => (await client.cache.usage({})).freeBytes < 8192, 20_000)
    expect((await usageOf(desk, 'messages')).oldest).toBeGreaterThan(large.oldest ?? 0)
    expect(await knownAlarms(client)).toHaveLength(alarmsBefore.length)
  }, 60_000)

  it('can be copied whole while it is used', async () => {
    const desk = await liveDesk()
    const copy = await desk.client.cache.exportCopy({})
    const database = new Sqlite(copy?.path ?? '', { readonly: true, fileMustExist: true })
    try {
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
      const count = database.prepare('SELECT count(*) FROM message').pluck().get()
      expect(count).toBe((await knownMessages(desk.client)).length)
    } finally {
      database.close()
    }
    const again = await desk.client.cache.exportCopy({})
    expect(again?.path).not.toBe(copy?.path)
    expect(readdirSync(path.dirname(copy?.path ?? '')).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('can be wiped: drafts too, and all comes back from the platform', async () => {
    const desk = await liveDesk()
    const { client } = desk
    const before = (await knownMessages(client)).map(({ id }) => id)
    const conversation = (await client.chat.conversations({}))[0]?.id ?? 0
    await client.chat.saveDraft({ conversation, text: 'half a thought' })
    let cleared = 0
    client.on('chat.cleared', () => void cleared++)
    client.on('alarms.cleared', () => void cleared++)
    await client.cache.wipe({})
    await live(desk)
    expect(cleared).toBe(2)
    expect((await knownMessages(client)).map(({ id }) => id)).toEqual(before)
    expect((await client.chat.conversations({})).filter(({ draft }) => draft !== undefined)).toEqual([])
    expect((await knownAlarms(client)).length).toBeGreaterThan(0)
    expect(desk.log.filter((line) => line.startsWith('error'))).toEqual([])
  })
})
