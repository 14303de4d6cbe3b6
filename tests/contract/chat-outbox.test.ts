import { describe, expect, it } from 'vitest'
import type { Simulator } from '../simulator/simulator.ts'
import { chatDesk, chatLive, liveDesk, say, storedWith, textsOf, withUser } from '../support/chat.ts'
import { record, type Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const OPERATOR = { kind: 'User', id: 'operator' } as const
const VIEWER = { kind: 'User', id: 'viewer' } as const

/** What the platform has on record of what admin said to one partner since `from`. */
function said(platform: Simulator, audience: string, from: number): string[] {
  return platform.control
    .messages({ from })
    .filter((message) => message.speaker === 'admin' && message.audience === audience)
    .map(({ msgContent }) => (JSON.parse(msgContent) as { textMsg: string }).textMsg)
}

function next(platform: Simulator): number {
  return platform.control.messages({}).length + 1
}

async function emptied(desk: Desk): Promise<void> {
  await until('outbox empty', async () => (await desk.client.chat.outbox({})).length === 0)
}

describe('sending', () => {
  it('shows at once, tells each step, and becomes the message with the same key', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const told = record(desk.client, 'chat.outboxChanged')
    const added = record(desk.client, 'chat.messagesAdded')
    const { id } = await withUser(desk, 'operator')
    const entry = await desk.client.chat.send({ conversation: id, body: { kind: 'text', text: 'hello' } })
    expect(entry).toMatchObject({ conversation: id, state: 'waiting', body: { kind: 'text', text: 'hello' } })
    const message = await until('said', () => added.flatMap(({ messages }) => messages)[0])
    expect(message).toMatchObject({ key: entry.key, mine: true, body: { kind: 'text', text: 'hello' } })
    await until('gone', () => told.flatMap(({ removed }) => removed).includes(entry.key))
    expect(told.flatMap(({ upserts }) => upserts.map(({ state }) => state))).toEqual(['waiting', 'sending'])
    expect(Math.abs(message.time - Date.now())).toBeLessThan(5_000)
  })

  it('keeps the order of a conversation; a slow one holds up no other', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const from = next(platform)
    platform.control.delay({ operation: 'im.send', ms: 400, times: 1 })
    await say(desk, OPERATOR, 'a', 'b', 'c')
    await say(desk, VIEWER, 'x', 'y')
    await until('the others', () => said(platform, 'viewer', from).length === 2)
    expect(said(platform, 'operator', from).length).toBeLessThan(3)
    await emptied(desk)
    expect(said(platform, 'operator', from)).toEqual(['a', 'b', 'c'])
  })

  it('that the platform refuses fails with its word, lets the next ones pass, and can be tried again', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const from = next(platform)
    platform.control.refuse({ operation: 'im.send', code: 16, msg: 'not now', times: 1 })
    await say(desk, OPERATOR, 'refused', 'passes')
    const failed = await until('failed', async () =>
      (await desk.client.chat.outbox({})).find(({ state }) => state === 'failed'),
    )
    expect(failed.error).toMatchObject({ code: 'platform', details: { platformCode: 16, platformMessage: 'not now' } })
    await until('the next', () => said(platform, 'operator', from).join() === 'passes')
    await desk.client.chat.retry({ key: failed.key })
    await emptied(desk)
    expect(said(platform, 'operator', from)).toEqual(['passes', 'refused'])
  })

  it('that failed can be taken out', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const from = next(platform)
    platform.control.refuse({ operation: 'im.send', code: 16, times: 1 })
    await say(desk, OPERATOR, 'never mind')
    const failed = await until('failed', async () =>
      (await desk.client.chat.outbox({})).find(({ state }) => state === 'failed'),
    )
    await desk.client.chat.discard({ key: failed.key })
    await emptied(desk)
    await expect(desk.client.chat.retry({ key: failed.key })).rejects.toMatchObject({ code: 'not-found' })
    expect(said(platform, 'operator', from)).toEqual([])
  })
})

describe('an answer that is lost', () => {
  it('after the platform did it: once at the platform, once here', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const from = next(platform)
    platform.control.drop({ operation: 'im.send', after: true, times: 3 })
    await say(desk, OPERATOR, 'one', 'two', 'three', 'four')
    await emptied(desk)
    expect(said(platform, 'operator', from)).toEqual(['one', 'two', 'three', 'four'])
    expect(textsOf(await storedWith(desk, OPERATOR)).slice(-4)).toEqual(['one', 'two', 'three', 'four'])
  })

  it('before the platform did it: sent again, once', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const from = next(platform)
    platform.control.drop({ operation: 'im.send', times: 2 })
    await say(desk, OPERATOR, 'one', 'two')
    await emptied(desk)
    expect(said(platform, 'operator', from)).toEqual(['one', 'two'])
  })

  it('while the subscription is down waits, unsure and not to be taken out, until the history can be asked', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const from = next(platform)
    platform.control.upgrades({ mode: 'refuse' })
    platform.control.closeWebsockets({})
    await until('stale', async () => (await desk.client.chat.state({})).phase === 'stale')
    platform.control.drop({ operation: 'im.send', after: true, times: 1 })
    await say(desk, OPERATOR, 'first', 'second')
    const unsure = await until('unsure', async () =>
      (await desk.client.chat.outbox({})).find(({ state }) => state === 'unsure'),
    )
    await expect(desk.client.chat.discard({ key: unsure.key })).rejects.toMatchObject({ code: 'limit' })
    expect(said(platform, 'operator', from)).toEqual(['first'])
    platform.control.upgrades({ mode: 'accept' })
    await emptied(desk)
    expect(said(platform, 'operator', from)).toEqual(['first', 'second'])
  })

  it('for two texts that are the same: both are said, each once', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const from = next(platform)
    platform.control.drop({ operation: 'im.send', after: true, times: 1 })
    platform.control.drop({ operation: 'im.send', times: 1 })
    await say(desk, OPERATOR, 'again', 'again', 'again')
    await emptied(desk)
    expect(said(platform, 'operator', from)).toEqual(['again', 'again', 'again'])
    const stored = (await storedWith(desk, OPERATOR)).slice(-3)
    expect(new Set(stored.map(({ key }) => key)).size).toBe(3)
  })

  it('at a platform that does not hand our key on: found by who said what to whom', async () => {
    const platform = await openPlatform()
    platform.control.foreignFields({ kept: false })
    const desk = await liveDesk(platform, 'admin')
    const from = next(platform)
    platform.control.drop({ operation: 'im.send', after: true, times: 2 })
    await say(desk, OPERATOR, 'again', 'again', 'other')
    await emptied(desk)
    expect(said(platform, 'operator', from)).toEqual(['again', 'again', 'other'])
    expect(textsOf(await storedWith(desk, OPERATOR)).slice(-3)).toEqual(['again', 'again', 'other'])
  })
})

describe('the outbox', () => {
  it('survives a restart and goes on when the platform is there', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const from = next(platform)
    platform.control.refuse({ operation: 'im.send', code: 1, status: 503 })
    await say(desk, OPERATOR, 'one', 'two', 'three')
    await until('tried', async () => (await desk.client.chat.outbox({}))[0]?.state === 'unsure')
    await desk.core.dispose()
    platform.control.clear({})
    const again = await chatDesk(platform, 'admin', { folder: desk.folder })
    await chatLive(again)
    await emptied(again)
    expect(said(platform, 'operator', from)).toEqual(['one', 'two', 'three'])
  })

  it('knows what it does not know after a restart in the middle of sending', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const from = next(platform)
    // Neither the answer nor the subscription tells of it.
    platform.control.holdWebsockets({ held: true, subscription: 'im' })
    platform.control.drop({ operation: 'im.send', after: true, times: 1 })
    platform.control.refuse({ operation: 'im.history', code: 11 })
    await say(desk, OPERATOR, 'said, but not known')
    await until('unsure', async () => (await desk.client.chat.outbox({})).some(({ state }) => state === 'unsure'))
    await desk.core.dispose()
    platform.control.clear({})
    const again = await liveDesk(platform, 'admin', { folder: desk.folder })
    await emptied(again)
    expect(said(platform, 'operator', from)).toEqual(['said, but not known'])
    expect(textsOf(await storedWith(again, OPERATOR)).at(-1)).toBe('said, but not known')
  })
})
