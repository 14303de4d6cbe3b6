import { expect, it } from 'vitest'
import { Value } from 'typebox/value'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations, pushes } from '../../../shared/platform/index.ts'
import { messageContents } from '../../../shared/platform/message-content.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from './desk.ts'
import { subscribe } from './push/client.ts'
import { takeOperatorSeat, takeSeat, takeViewerSeat, type Seat } from './seat.ts'

const { im, imGroup } = operations
const PAGE = { page: 0, pageSize: 50 }
const ALL_TIMES = { beginTime: 0, endTime: 0 }
const HISTORY = { ...ALL_TIMES, beenRead: 0 as const }

const text = (textMsg: string): string => JSON.stringify({ textMsg })

function tell(seat: Seat, audience: string, said: string, audienceType: 'User' | 'IMGroup' = 'User') {
  return seat.ask(im.send, { body: { audience, audienceType, msgType: 'text', msgContent: text(said) } })
}

it('has a past, the same for the same seed, with contents of their types', async () => {
  const history = async () => {
    const admin = await takeSeat(await openPlatform({ devices: 200, now: () => 1_800_000_000_000 }))
    const { data, pageInfo } = await admin.ask(im.history, { body: { page: 0, pageSize: 1000 } })
    expect(pageInfo.totalCount).toBe(data.length)
    return data
  }
  const [one, other] = [await history(), await history()]
  expect(one).toEqual(other)
  expect(one.length).toBeGreaterThan(200)
  expect(new Set(one.map(({ msgType }) => msgType))).toEqual(new Set(['text', 'gps', 'picture']))
  for (const { msgType, msgContent } of one)
    expect(Value.Check(messageContents[msgType], JSON.parse(msgContent))).toBe(true)
  const times = one.map(({ time }) => time)
  expect(times).toEqual(times.toSorted((a, b) => b - a))
})

it('reads back by number: newest first, both ends of the range belong to it', async () => {
  const admin = await takeSeat(await openPlatform({ devices: 200 }))
  const page = async (maxid: number) => {
    const body = { page: 0, pageSize: 20, filter: { ...HISTORY, maxid } }
    return (await admin.ask(im.history, { body })).data.map(({ id }) => id)
  }
  const all = (await admin.ask(im.history, { body: { page: 0, pageSize: 1000 } })).data.map(({ id }) => id)
  const [first, second] = [await page(0), await page((all[19] ?? 0) - 1)]
  expect([...first, ...second]).toEqual(all.slice(0, 40))
  const filter = { ...HISTORY, minid: all[30] ?? 0, maxid: all[10] ?? 0 }
  const { data } = await admin.ask(im.history, { body: { ...PAGE, filter } })
  expect(data.map(({ id }) => id)).toEqual(all.slice(10, 31))
})

it('delivers to whom it is for and back to the speaker, with rising numbers', async () => {
  const simulator = await openPlatform()
  const [admin, operator, viewer] = [
    await takeSeat(simulator),
    await takeOperatorSeat(simulator),
    await takeViewerSeat(simulator),
  ]
  const [own, received, others] = [
    await subscribe(simulator, 'im', admin.token),
    await subscribe(simulator, 'im', operator.token),
    await subscribe(simulator, 'im', viewer.token),
  ]
  const first = await tell(admin, 'operator', 'hello')
  expect(first.code).toBe(PlatformCode.success)
  received.send({ audience: 'admin', audienceType: 'User', msgType: 'text', msgContent: text('hello you') })
  await until(() => received.frames.length === 2)
  expect(received.frames[0]).toEqual({
    id: first.id,
    speaker: 'admin',
    speakerType: 'User',
    speakerName: '系统管理员 / Administrator',
    audience: 'operator',
    audienceType: 'User',
    time: expect.any(Number),
    msgType: 'text',
    msgContent: text('hello'),
  })
  expect(received.frames[1]).toMatchObject({ id: first.id + 1, speaker: 'operator' })
  expect(received.frames.every((frame) => Value.Check(pushes.im.frame, frame))).toBe(true)
  await until(() => own.frames.length === 2)
  expect(others.frames).toEqual([])
  expect(simulator.seen().violations).toEqual([])
})

it('reaches the members of a group, and only they may speak in it', async () => {
  const simulator = await openPlatform()
  const [operator, viewer] = [await takeOperatorSeat(simulator), await takeViewerSeat(simulator)]
  const { data: group } = await operator.ask(imGroup.create, { body: { name: 'Night shift' } })
  expect((await tell(viewer, group.id, 'let me in', 'IMGroup')).code).toBe(PlatformCode.noPermission)
  const members = [{ memberID: 'viewer', memberType: 'User' as const }]
  await operator.ask(imGroup.addMembers, { params: { groupid: group.id }, body: { members } })
  const { frames } = await subscribe(simulator, 'im', viewer.token)
  await tell(operator, group.id, 'welcome', 'IMGroup')
  await tell(viewer, group.id, 'thanks', 'IMGroup')
  await until(() => frames.length === 2)
  const filter = { ...HISTORY, targetID: group.id, targetType: 'IMGroup' as const }
  const { data } = await viewer.ask(im.history, { body: { ...PAGE, filter } })
  expect(data.map(({ speaker, msgContent }) => [speaker, msgContent])).toEqual([
    ['viewer', text('thanks')],
    ['operator', text('welcome')],
  ])
})

it('refuses unknown receivers and contents that are not of their type', async () => {
  const simulator = await openPlatform()
  const admin = await takeSeat(simulator)
  const { socket, send } = await subscribe(simulator, 'im', admin.token)
  expect((await tell(admin, 'nobody', 'hello')).code).toBe(PlatformCode.notFound)
  const body = { audience: 'operator', audienceType: 'User' as const, msgType: 'gps' as const }
  const sent = async (msgContent: string) => (await admin.ask(im.send, { body: { ...body, msgContent } })).code
  expect(await sent('hello')).toBe(PlatformCode.badParameter)
  expect(await sent('{"lat":30}')).toBe(PlatformCode.badParameter)
  expect(await sent('{"lat":30,"lng":120}')).toBe(PlatformCode.success)
  send({ audience: 'nobody', audienceType: 'User', msgType: 'text', msgContent: text('hello') })
  await until(() => simulator.seen().violations.length === 1)
  expect(socket.readyState).toBe(socket.OPEN)
})

it('keeps one mark for each account: all up to it is read, and it never goes back', async () => {
  const simulator = await openPlatform()
  const [admin, operator] = [await takeSeat(simulator), await takeOperatorSeat(simulator)]
  const unread = async () => {
    const filter = { ...HISTORY, beenRead: 1 as const, targetID: 'admin', targetType: 'User' as const }
    return (await operator.ask(im.history, { body: { ...PAGE, filter } })).data.map(({ id }) => id)
  }
  const ids = [await tell(admin, 'operator', 'one'), await tell(admin, 'operator', 'two')].map(({ id }) => id)
  expect((await unread()).slice(0, 2)).toEqual(ids.toReversed())
  await operator.ask(im.markRead, { body: { msgid: ids[0] ?? 0 } })
  expect(await unread()).toEqual([ids[1]])
  await operator.ask(im.markRead, { body: { msgid: 1 } })
  expect((await operator.ask(im.readMark)).data.id).toBe(ids[0])
  const beyond = await operator.ask(im.markRead, { body: { msgid: 1e9 } })
  expect(beyond.code).toBe(PlatformCode.badParameter)
  expect((await admin.ask(im.readMark)).data.id).toBeLessThan(ids[0] ?? 0)
})

it('searches as the documented table of objects says', async () => {
  const simulator = await openPlatform()
  const [admin, operator, viewer] = [
    await takeSeat(simulator),
    await takeOperatorSeat(simulator),
    await takeViewerSeat(simulator),
  ]
  const { data: group } = await operator.ask(imGroup.create, { body: { name: 'Night shift' } })
  await tell(operator, 'viewer', 'zz one')
  await tell(viewer, 'operator', 'zz two')
  await tell(operator, 'admin', 'zz three')
  await tell(operator, group.id, 'zz four', 'IMGroup')
  const search = async (seat: Seat, objects: { obj1ID?: string; obj2ID?: string }) => {
    const filter = { ...ALL_TIMES, match: 'ZZ', ...objects }
    const { data } = await seat.ask(im.search, { body: { ...PAGE, filter } })
    return data.map(({ msgContent }) => (JSON.parse(msgContent) as { textMsg: string }).textMsg.slice(3)).reverse()
  }
  expect(await search(admin, {})).toEqual(['one', 'two', 'three', 'four'])
  expect(await search(admin, { obj1ID: 'operator' })).toEqual(['one', 'three', 'four'])
  expect(await search(admin, { obj2ID: 'operator' })).toEqual(['two'])
  expect(await search(admin, { obj1ID: 'operator', obj2ID: 'operator' })).toEqual(['one', 'two', 'three', 'four'])
  expect(await search(admin, { obj1ID: 'operator', obj2ID: 'viewer' })).toEqual(['one', 'two'])
  expect(await search(admin, { obj1ID: 'operator', obj2ID: group.id })).toEqual(['four'])
  expect(await search(viewer, {})).toEqual(['one', 'two'])
  const filter = { ...ALL_TIMES, obj1ID: group.id }
  expect((await admin.ask(im.search, { body: { ...PAGE, filter } })).code).toBe(PlatformCode.badParameter)
})

it('hears officers now and then while there is life', async () => {
  const simulator = await openPlatform({ devices: 200, churn: 50 })
  const { frames } = await subscribe(simulator, 'im', (await takeSeat(simulator)).token)
  simulator.control.advance({ seconds: 5 })
  await until(() => frames.length > 5)
  expect(frames.every(({ speaker }) => speaker.startsWith('officer'))).toBe(true)
})
