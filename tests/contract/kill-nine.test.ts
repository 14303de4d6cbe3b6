/**
 * A client that is killed again and again while it sends and receives. What it said is accepted is sent, once; what it stored
 * is whole. More rounds with WATCHPOST_KILL_ROUNDS=200.
 */
import { globSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import { createRandom } from '../simulator/random.ts'
import { FieldUnit } from '../support/field-unit.ts'
import { knownMessages, wordsOf } from '../support/known-chat.ts'
import { signInAt } from '../support/pipe-client.ts'
import { openPlatform } from '../support/platform.ts'
import { openServeDesk } from '../support/serve-desk.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

const ROUNDS = Number(process.env['WATCHPOST_KILL_ROUNDS'] ?? 4)
const SEED = 7
const OPERATOR = { username: 'operator', password: 'Watch-2026' }
const ADMIN = { username: 'admin', password: '123456' }

async function someGroup(client: WatchpostClient): Promise<number> {
  return await until('a group', async () => {
    const conversations = await client.chat.conversations({})
    return conversations.find(({ partner }) => partner.kind === 'IMGroup')?.id
  })
}

it(
  `loses nothing and says nothing twice, killed ${ROUNDS} times`,
  async () => {
    const simulator = await openPlatform({ devices: 12 })
    const field = await FieldUnit.signIn(simulator, ADMIN)
    const profile = tempFolder()
    const random = createRandom(SEED)
    /** What was asked to be sent, and whether the client said that it has it. */
    const asked = new Map<string, boolean>()
    for (let round = 0; round < ROUNDS; round++) {
      const { client, serve } = await openServeDesk(profile)
      await signInAt(client, simulator.url, OPERATOR)
      const conversation = await someGroup(client)
      const send = async (text: string): Promise<void> => {
        asked.set(text, false)
        await client.chat.send({ conversation, body: { kind: 'text', text } })
        asked.set(text, true)
      }
      const work = Promise.allSettled(
        Array.from({ length: 12 }, async (_, at) => {
          await field.say('User', OPERATOR.username, `from the field ${round}.${at}`)
          await send(`from the desk ${round}.${at}`)
        }),
      )
      // Any moment is a good one to die.
      await new Promise((resolve) => setTimeout(resolve, random.between(0, 150)))
      await serve.kill()
      // Calls that were under way are refused with their pipe.
      await work
      for (const file of globSync('accounts/*/*/watchpost.db', { cwd: profile })) expectWhole(path.join(profile, file))
    }
    const { client, serve } = await openServeDesk(profile)
    await signInAt(client, simulator.url, OPERATOR)
    await until('live', async () => (await client.chat.state({})).phase === 'live')
    // Killed so early, most of what was asked is still in it, and a conversation's order is kept one by one.
    const isEmpty = async (): Promise<boolean> => (await client.chat.outbox({})).length === 0
    await until('an empty outbox', isEmpty, 10_000 + asked.size * 25)
    const truth = await (await FieldUnit.signIn(simulator, OPERATOR)).messages()
    const sent = truth.map(({ msgContent }) => (JSON.parse(msgContent) as { textMsg?: string }).textMsg ?? '')
    for (const [text, isAccepted] of asked) {
      const times = sent.filter((other) => other === text).length
      if (isAccepted) expect(times, text).toBe(1)
      else expect(times, text).toBeLessThanOrEqual(1)
    }
    const known = await knownMessages(client)
    const from = known[0]?.id ?? 0
    expect(known.map(({ id }) => id)).toEqual(truth.map(({ id }) => id).filter((id) => id >= from))
    expect(known.map(wordsOf)).toEqual(expect.arrayContaining([...asked].flatMap(([text, has]) => (has ? [text] : []))))
    await serve.end()
  },
  30_000 + ROUNDS * 5_000,
)

/** Opened as the client would open it, with what the write-ahead log holds. */
function expectWhole(file: string): void {
  const database = new Database(file, { readonly: true })
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  } finally {
    database.close()
  }
}
