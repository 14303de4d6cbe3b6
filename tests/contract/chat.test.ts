import { describe, expect, it } from 'vitest'
import { lastTexts, liveDesk, say, sharedGroup, storedWith, textsOf, withUser } from '../support/chat.ts'
import { record } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const ADMIN = { kind: 'User', id: 'admin' } as const
const OPERATOR = { kind: 'User', id: 'operator' } as const
const OFFICER = { kind: 'User', id: 'officer0001' } as const

describe('two desks and a field unit', () => {
  it('hear each other, each message once, in order, at both ends the same', async () => {
    const platform = await openPlatform()
    const [admin, operator] = await Promise.all([liveDesk(platform, 'admin'), liveDesk(platform, 'operator')])
    const heard = record(operator.client, 'chat.messagesAdded')
    await say(admin, OPERATOR, 'one', 'two')
    await until('two heard', async () => (await lastTexts(operator, ADMIN, 1))[0] === 'two')
    await say(operator, ADMIN, 'three')
    await until('three heard', async () => (await lastTexts(admin, OPERATOR, 1))[0] === 'three')
    platform.control.say({ speaker: OFFICER.id, audience: 'operator', text: 'from the field' })
    platform.control.say({ speaker: OFFICER.id, audience: 'admin', text: 'to the other desk' })
    await until('all there', async () => (await lastTexts(admin, OFFICER, 1)).length > 0)
    await until('the field heard', async () => (await lastTexts(operator, OFFICER, 1)).length > 0)
    const ours = await storedWith(admin, OPERATOR)
    const theirs = await storedWith(operator, ADMIN)
    expect(textsOf(ours.slice(-3))).toEqual(['one', 'two', 'three'])
    expect(ours.map(({ id }) => id)).toEqual(theirs.map(({ id }) => id))
    expect(ours.map(({ mine }) => mine)).toEqual(theirs.map(({ mine }) => !mine))
    const live = heard.filter((event) => event.live).flatMap(({ messages }) => messages)
    expect(textsOf(live)).toEqual(['one', 'two', 'three', 'from the field'])
    expect(platform.seen().violations).toEqual([])
  })

  it('share a group; who speaks has a name', async () => {
    const platform = await openPlatform()
    const [admin, operator] = await Promise.all([liveDesk(platform, 'admin'), liveDesk(platform, 'operator')])
    const group = await sharedGroup(admin, operator)
    await say(admin, group, 'to all')
    await until('heard', async () => (await lastTexts(operator, group, 1))[0] === 'to all')
    platform.control.say({ speaker: OFFICER.id, audience: group.id, audienceType: 'IMGroup', text: 'copy' })
    await until('both heard', async () => (await lastTexts(operator, group, 2)).join() === 'to all,copy')
    const [, last] = (await storedWith(operator, group)).slice(-2)
    const users = await operator.client.fleet.read({ kind: 'users', offset: 0, limit: 5000 })
    const officer = users.rows.find(({ id }) => id === OFFICER.id)
    expect(last?.speaker).toEqual({ kind: 'User', id: OFFICER.id, name: officer?.name })
    const { data } = await operator.client.platform.call({ operation: 'imgroup.info', params: { groupid: group.id } })
    const conversation = await operator.client.chat.open({ partner: group })
    expect(conversation.name).toBe((data as { name: string }).name)
  })

  it('see what this account says at another desk as their own', async () => {
    const platform = await openPlatform()
    const [here, there] = await Promise.all([liveDesk(platform, 'admin'), liveDesk(platform, 'admin')])
    await say(there, OPERATOR, 'said elsewhere')
    await until('heard', async () => (await lastTexts(here, OPERATOR, 1))[0] === 'said elsewhere')
    const [last] = (await storedWith(here, OPERATOR)).slice(-1)
    expect(last?.mine).toBe(true)
    expect((await withUser(here, 'operator')).unread).toBe(0)
  })

  it('take what is said to a terminal of the account as said to them', async () => {
    const platform = await openPlatform()
    const terminal = platform.fleet().devices.find((device) => device.terminal)!
    const officers = platform.control.messages({}).length
    expect(officers).toBeGreaterThan(0)
    const desk = await liveDesk(platform, 'officer0001')
    platform.control.say({ speaker: 'admin', audience: terminal.id, audienceType: 'PU', text: 'to the terminal' })
    await until('heard', async () => (await lastTexts(desk, ADMIN, 1))[0] === 'to the terminal')
  })
})

describe('messages of kinds nobody knows', () => {
  it('and content that does not fit are kept as they are, and shown as what they are', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const from = { speaker: OFFICER.id, audience: 'admin' }
    platform.control.say({ ...from, type: 'hologram', content: '{"size":3}' })
    platform.control.say({ ...from, type: 'picture', content: 'not even JSON' })
    platform.control.say({ ...from, type: 'notify', content: '{"what":"battery"}' })
    platform.control.say({
      ...from,
      type: 'gps',
      content: '{"lat":31.5,"lng":117.5,"height":6500,"angle":90000,"speed":36000}',
    })
    const bodies = await until('four', async () => {
      const stored = await storedWith(desk, OFFICER)
      return stored.length >= 4 && stored.slice(-4).map(({ body }) => body)
    })
    expect(bodies).toEqual([
      { kind: 'other', type: 'hologram', raw: '{"size":3}' },
      { kind: 'other', type: 'picture', raw: 'not even JSON' },
      { kind: 'other', type: 'notify', raw: '{"what":"battery"}' },
      { kind: 'place', latitude: 31.5, longitude: 117.5, heightM: 65, headingDeg: 90, speedKmh: 36 },
    ])
  })
})

describe('unread', () => {
  it('is counted for each conversation and goes with the mark; the platform learns what is read everywhere', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    // All of the past is read first.
    for (const { id, last } of await desk.client.chat.conversations({}))
      if (last) await desk.client.chat.markRead({ conversation: id, upTo: last.id })
    const [first] = platform.control.say({ speaker: OFFICER.id, audience: 'admin', text: 'a' })
    const [second] = platform.control.say({ speaker: 'operator', audience: 'admin', text: 'b' })
    const [third] = platform.control.say({ speaker: OFFICER.id, audience: 'admin', text: 'c' })
    const officer = await until('two unread', async () => {
      const conversation = await withUser(desk, OFFICER.id)
      return conversation.unread === 2 && conversation
    })
    await desk.client.chat.markRead({ conversation: officer.id, upTo: third! })
    expect((await withUser(desk, OFFICER.id)).unread).toBe(0)
    // The other conversation holds it back.
    await until('told', () => platform.control.readMark({ account: 'admin' }) === first)
    const operator = await withUser(desk, 'operator')
    expect(operator.unread).toBe(1)
    await desk.client.chat.markRead({ conversation: operator.id, upTo: second! })
    await until('told', () => platform.control.readMark({ account: 'admin' }) === third)
  })

  it('is told at most once in its time, and at once when the session ends', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin', { timings: { markReadMs: 600_000 } })
    for (const { id, last } of await desk.client.chat.conversations({}))
      if (last) await desk.client.chat.markRead({ conversation: id, upTo: last.id })
    await until('first', () => (platform.seen().counts['im.markRead'] ?? 0) > 0)
    expect(platform.seen().counts['im.markRead']).toBe(1)
    const officer = await withUser(desk, OFFICER.id)
    let last = 0
    for (const text of ['a', 'b', 'c']) {
      last = platform.control.say({ speaker: OFFICER.id, audience: 'admin', text })[0]!
      await until('heard', async () => (await withUser(desk, OFFICER.id)).last?.id === last)
      await desk.client.chat.markRead({ conversation: officer.id, upTo: last })
    }
    expect(platform.seen().counts['im.markRead']).toBe(1)
    await desk.client.session.signOut({})
    expect(platform.seen().counts['im.markRead']).toBe(2)
    expect(platform.control.readMark({ account: 'admin' })).toBe(last)
  })

  it('follows what another desk of the account has read', async () => {
    const platform = await openPlatform()
    const [here, there] = await Promise.all([liveDesk(platform, 'admin'), liveDesk(platform, 'admin')])
    const [id] = platform.control.say({ speaker: OFFICER.id, audience: 'admin', text: 'a' })
    await until('unread', async () => (await withUser(here, OFFICER.id)).unread === 1)
    await until('unread', async () => (await withUser(there, OFFICER.id)).unread === 1)
    for (const conversation of await there.client.chat.conversations({}))
      if (conversation.last)
        await there.client.chat.markRead({ conversation: conversation.id, upTo: conversation.last.id })
    await until('told', () => platform.control.readMark({ account: 'admin' }) >= id!)
    platform.control.closeWebsockets({ subscription: 'im' })
    await until('read here too', async () => (await withUser(here, OFFICER.id)).unread === 0)
  })
})

describe('pins, drafts and groups', () => {
  it('a pin is the platform’s: another desk finds it', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const { id } = await withUser(desk, 'operator')
    await desk.client.chat.pin({ conversation: id, pinned: true })
    expect((await withUser(desk, 'operator')).pin).toBeGreaterThan(0)
    const other = await liveDesk(platform, 'admin')
    expect((await withUser(other, 'operator')).pin).toBeGreaterThan(0)
    await desk.client.chat.pin({ conversation: id, pinned: false })
    expect((await withUser(desk, 'operator')).pin).toBeUndefined()
  })

  it('a draft is there after a restart, and in the other window at once', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const { id } = await withUser(desk, 'operator')
    const told = record(desk.window(), 'chat.conversationsChanged')
    await desk.client.chat.saveDraft({ conversation: id, text: '写了一半' })
    await until('told', () => told.flatMap(({ upserts }) => upserts).some(({ draft }) => draft === '写了一半'))
    await desk.core.dispose()
    const again = await liveDesk(platform, 'admin', { folder: desk.folder })
    expect((await withUser(again, 'operator')).draft).toBe('写了一半')
    await again.client.chat.saveDraft({ conversation: id, text: '' })
    expect((await withUser(again, 'operator')).draft).toBeUndefined()
  })

  it('a new group appears by itself, with what is said in it; one that is gone stays to be read, closed', async () => {
    const platform = await openPlatform()
    const [admin, operator] = await Promise.all([liveDesk(platform, 'admin'), liveDesk(platform, 'operator')])
    const created = await admin.client.platform.call({ operation: 'imgroup.create', body: { name: 'Parade' } })
    const { id } = created.data as { id: string }
    await admin.client.platform.call({
      operation: 'imgroup.addMembers',
      params: { groupid: id },
      body: { members: [{ memberID: 'operator', memberType: 'User' }] },
    })
    const group = { kind: 'IMGroup', id } as const
    const find = async () => (await operator.client.chat.conversations({})).find(({ partner }) => partner.id === id)
    await until('there', async () => (await find())?.name === 'Parade')
    await say(admin, group, 'welcome')
    await until('heard', async () => (await find())?.last?.body.kind === 'text')
    await admin.client.platform.call({ operation: 'imgroup.remove', params: { groupid: id } })
    await until('closed', async () => (await find())?.closed)
    expect(await lastTexts(operator, group, 1)).toEqual(['welcome'])
  })
})

describe('the clock', () => {
  it('of the platform is measured', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    const { clockOffset } = await desk.client.chat.state({})
    expect(Math.abs(clockOffset!.ms)).toBeLessThanOrEqual(clockOffset!.errorMs + 50)
    expect(clockOffset!.errorMs).toBeLessThan(1_000)
  })
})
