import { describe, expect, it } from 'vitest'
import type { Simulator } from '../simulator/simulator.ts'
import { chatDesk, chatLive, lastTexts, liveDesk, storedWith, textsOf, withUser } from '../support/chat.ts'
import { record, type Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const OFFICER = { kind: 'User', id: 'officer0001' } as const
const SAID = { speaker: OFFICER.id, audience: 'admin' } as const

/** What a desk has of the officer is what the platform has. */
async function expectAll(platform: Simulator, desk: Desk): Promise<void> {
  const recorded = platform.control
    .messages({})
    .filter(({ speaker, audience }) => speaker === OFFICER.id && audience === 'admin')
  const stored = await storedWith(desk, OFFICER)
  expect(stored.map(({ id }) => id)).toEqual(recorded.map(({ id }) => id))
}

/** Each message once in all events, and in rising order within each. */
function expectOnce(events: readonly { messages: readonly { id: number }[] }[]): void {
  const ids = events.flatMap(({ messages }) => messages.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  for (const { messages } of events) {
    expect(messages.map(({ id }) => id)).toEqual(messages.map(({ id }) => id).sort((one, other) => one - other))
  }
}

describe('what was missed', () => {
  it('while the network was away is there before the chat is live again', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const states = record(desk.client, 'chat.stateChanged')
    const added = record(desk.client, 'chat.messagesAdded')
    const before = Date.now()
    platform.control.upgrades({ mode: 'refuse' })
    platform.control.closeWebsockets({})
    const stale = await until('stale', () => states.find(({ phase }) => phase === 'stale'))
    expect(stale.staleSince).toBeGreaterThanOrEqual(before - 50)
    platform.control.say({ ...SAID, text: 'missed #', times: 1500 })
    expect(await storedWith(desk, OFFICER)).toEqual([])
    platform.control.upgrades({ mode: 'accept' })
    await until('live again', () => states.at(-1)?.phase === 'live')
    await expectAll(platform, desk)
    expect(states.some(({ backfill }) => (backfill?.total ?? 0) >= 1500)).toBe(true)
    platform.control.say({ ...SAID, text: 'live' })
    await until('heard', async () => (await lastTexts(desk, OFFICER, 1))[0] === 'live')
    expectOnce(added)
    expect(added.filter(({ live }) => live).flatMap(({ messages }) => textsOf(messages))).toEqual(['live'])
  })

  it('on a connection that was half open is fetched when that is found out', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin', { timings: { keepaliveMs: 50, livenessMs: 400 } })
    const added = record(desk.client, 'chat.messagesAdded')
    platform.control.holdWebsockets({ held: true })
    platform.control.say({ ...SAID, text: 'into the void #', times: 3 })
    await until('there', async () => (await lastTexts(desk, OFFICER, 1))[0] === 'into the void 3')
    await chatLive(desk)
    await expectAll(platform, desk)
    expectOnce(added)
  })

  it('while the platform was down is fetched when it is back', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const states = record(desk.client, 'chat.stateChanged')
    await platform.control.listen({ up: false })
    await until('stale', () => states.some(({ phase }) => phase === 'stale'))
    platform.control.say({ ...SAID, text: 'meanwhile #', times: 20 })
    await platform.control.listen({ up: true })
    await until('live', () => states.at(-1)?.phase === 'live')
    await expectAll(platform, desk)
  })

  it('between two runs of the client is fetched by the next', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    platform.control.say({ ...SAID, text: 'first run' })
    await until('heard', async () => (await lastTexts(desk, OFFICER, 1))[0] === 'first run')
    await desk.core.dispose()
    platform.control.say({ ...SAID, text: 'nobody here #', times: 30 })
    const again = await chatDesk(platform, 'admin', { folder: desk.folder })
    // What the last run left is there at once, and says how old it is.
    const state = await again.client.chat.state({})
    expect(['stale', 'loading', 'live']).toContain(state.phase)
    await chatLive(again)
    await expectAll(platform, again)
  })

  it('is fetched from where it broke off, when it breaks off in the middle', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    await desk.core.dispose()
    platform.control.say({ ...SAID, text: 'many #', times: 3500 })
    const again = await chatDesk(platform, 'admin', { folder: desk.folder })
    const added = record(again.client, 'chat.messagesAdded')
    await until('the first page', () => added.length > 0)
    await again.core.dispose()
    platform.control.say({ ...SAID, text: 'more #', times: 1200 })
    platform.control.forget({})
    const last = await liveDesk(platform, 'admin', { folder: desk.folder })
    await expectAll(platform, last)
  })
})

describe('the first fill', () => {
  it('takes the newest and leaves the rest to be asked for, down to the first message ever', async () => {
    const platform = await openPlatform()
    platform.control.say({ ...SAID, text: 'old #', times: 3000 })
    platform.control.say({ speaker: 'operator', audience: 'admin', text: 'new #', times: 1500 })
    const desk = await liveDesk(platform, 'admin')
    const { id, completeFrom } = await withUser(desk, OFFICER.id)
    expect(completeFrom).toBeGreaterThan(0)
    const stored = await storedWith(desk, OFFICER)
    expect(stored.length).toBeLessThan(3000)
    expect(stored[0]!.id).toBeGreaterThanOrEqual(completeFrom)
    const page = await desk.client.chat.messages({ conversation: id, before: stored[0]!.id, limit: 50 })
    expect(page).toMatchObject({ messages: [], older: 'platform', newer: true })
    let fetched = 0
    for (let end = false; !end;) {
      const answer = await desk.client.chat.fetchOlder({ conversation: id })
      fetched += answer.added
      end = answer.end
    }
    expect(fetched).toBe(3000 - stored.length)
    await expectAll(platform, desk)
    expect((await withUser(desk, OFFICER.id)).completeFrom).toBe(0)
    expect((await desk.client.chat.messages({ conversation: id, before: 1, limit: 50 })).older).toBe('none')
    // What was fetched is kept.
    await desk.core.dispose()
    platform.control.refuse({ operation: 'im.history', code: 7, times: 1 })
    const again = await chatDesk(platform, 'admin', { folder: desk.folder })
    await expectAll(platform, again)
  })

  it('that fails says why, and goes on by itself', async () => {
    const platform = await openPlatform()
    platform.control.refuse({ operation: 'im.history', code: 11 })
    const desk = await chatDesk(platform, 'admin')
    await until('the reason', async () => (await desk.client.chat.state({})).error?.details.platformCode === 11)
    platform.control.clear({})
    await chatLive(desk)
  })
})

describe('pages', () => {
  it('go both ways, and stand around a message or a time', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const ids = platform.control.say({ ...SAID, text: '#', times: 100 })
    await until('heard', async () => (await lastTexts(desk, OFFICER, 1))[0] === '100')
    const { id: conversation } = await withUser(desk, OFFICER.id)
    const texts = async (query: object) => {
      const page = await desk.client.chat.messages({ conversation, limit: 10, ...query })
      return [textsOf(page.messages).join(), page.older, page.newer] as const
    }
    expect(await texts({})).toEqual(['91,92,93,94,95,96,97,98,99,100', 'store', false])
    expect(await texts({ before: ids[90]! })).toEqual(['81,82,83,84,85,86,87,88,89,90', 'store', true])
    expect(await texts({ after: ids[89]! })).toEqual(['91,92,93,94,95,96,97,98,99,100', 'store', false])
    expect(await texts({ around: ids[50]! })).toEqual(['46,47,48,49,50,51,52,53,54,55', 'store', true])
    expect(await texts({ around: ids[99]! })).toEqual(['91,92,93,94,95,96,97,98,99,100', 'store', false])
    const all = await storedWith(desk, OFFICER)
    const middle = all.find(({ time }) => time === all.at(-1)!.time)!
    const page = await desk.client.chat.messages({ conversation, aroundTime: middle.time, limit: 10 })
    expect(page.messages.map(({ id }) => id)).toContain(middle.id)
  })
})
