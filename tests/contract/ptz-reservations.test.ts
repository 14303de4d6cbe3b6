import { describe, expect, it } from 'vitest'
import { TIMINGS, type Timings } from '../../electron/core/platform/timings.ts'
import type { PtzReservation } from '../../shared/contract/ptz.ts'
import { AlarmType } from '../../shared/platform/alarm.ts'
import { liveAlarmDesk, onlineDevice } from '../support/alarms.ts'
import { callingHost } from '../support/calling-host.ts'
import { chatLive, sharedGroup } from '../support/chat.ts'
import { record, type Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

/** As they stand in the program. */
const STANDS_MS = TIMINGS.ptzReserveMs

async function twoDesks(timings: Partial<Timings> = {}) {
  const platform = await openPlatform()
  const { host, badges } = callingHost()
  const [desk, other] = [
    await liveAlarmDesk(platform, 'admin', { timings }),
    await liveAlarmDesk(platform, 'operator', { timings, host }),
  ]
  const device = platform
    .fleet()
    .devices.find(({ online, channels }) => online && channels.some(({ ptz }) => ptz >= 0))!
  const camera = { puid: device.id, index: device.channels.find(({ ptz }) => ptz >= 0)!.ptz }
  const group = await until('a group', () => sharedGroup(desk, other).catch(() => undefined))
  const choose = async () => {
    for (const { client } of [desk, other])
      await client.settings.write({ scope: 'account', key: 'alarms.claimGroup', value: group.id })
  }
  return { platform, desk, other, camera, choose, group, badges }
}

const standing = async ({ client }: Desk): Promise<PtzReservation[]> => (await client.ptz.reservations({})).reservations

describe('a reservation', () => {
  it('reaches the other desks, passes on, is given back, and keeps nobody from moving', async () => {
    const { platform, desk, other, camera, choose } = await twoDesks()
    await expect(desk.client.ptz.reserve({ ...camera, reserved: true })).rejects.toMatchObject({ code: 'not-found' })
    await choose()
    const told = record(other.client, 'ptz.reservationsChanged')
    const before = Date.now()
    await desk.client.ptz.reserve({ ...camera, reserved: true })
    expect(await standing(desk)).toMatchObject([{ ...camera, by: 'admin', mine: true }])
    await until('told', () => told.at(-1)?.reservations[0]?.by === 'admin')
    const [heard] = told.at(-1)!.reservations
    expect(heard).toMatchObject({ ...camera, byName: '系统管理员 / Administrator', mine: false })
    expect(heard!.until - before).toBeGreaterThan(STANDS_MS - 60_000)
    expect(heard!.until - before).toBeLessThan(STANDS_MS + 60_000)
    // Neither alarms nor their claims know of it.
    expect(await other.client.alarms.claims({})).toEqual([])

    await other.client.ptz.move({ ...camera, operate: 'left', hSpeed: 20, vSpeed: 20 })
    await other.client.ptz.stop(camera)
    await other.client.ptz.reserve({ ...camera, reserved: true })
    await until('taken over', async () => (await standing(desk))[0]?.by === 'operator')
    // Giving back what somebody else has by now says nothing.
    await desk.client.ptz.reserve({ ...camera, reserved: false })
    expect(await standing(desk)).toMatchObject([{ by: 'operator' }])
    await other.client.ptz.reserve({ ...camera, reserved: false })
    await until('given back', async () => (await standing(desk)).length === 0)
    expect(told.at(-1)?.reservations).toEqual([])
    expect(platform.seen().violations).toEqual([])
  })

  it('falls by itself, but stands on while its desk moves the camera', async () => {
    const { desk, other, camera, choose } = await twoDesks({ ptzReserveMs: 3_000 })
    await choose()
    const told = record(other.client, 'ptz.reservationsChanged')
    await desk.client.ptz.reserve({ ...camera, reserved: true })
    const { until: first } = (await standing(desk))[0]!
    const move = { ...camera, operate: 'left', hSpeed: 20, vSpeed: 20 } as const
    // Moved by another desk, or early: no reason to say it again.
    await other.client.ptz.move(move)
    await desk.client.ptz.move(move)
    await until('half of it is over', () => Date.now() > first - 1_400)
    expect(told.length).toBe(1)
    await desk.client.ptz.move(move)
    await until('said again', async () => ((await standing(other))[0]?.until ?? 0) > first)
    await until('over', () => told.at(-1)?.reservations.length === 0)
    expect(Date.now()).toBeGreaterThan(first + 500)
    await until('over here too', async () => (await standing(desk)).length === 0)
  })

  it('that was said while a desk was away is there when it is back', async () => {
    const { desk, other, camera, choose } = await twoDesks()
    await choose()
    await other.client.session.signOut({})
    await desk.client.ptz.reserve({ ...camera, reserved: true })
    await other.signIn((await other.client.sites.list({})).sites[0]!, 'operator', 'Watch-2026')
    await until('known', async () => (await standing(other).catch(() => []))[0]?.by === 'admin')
  })
})

describe('what desks tell each other', () => {
  it('lies in the chat as what it is, but is nothing to read, no number at the icon and no last word', async () => {
    const { platform, desk, other, camera, choose, group, badges } = await twoDesks()
    await choose()
    await Promise.all([chatLive(desk), chatLive(other)])
    const conversation = async ({ client }: Desk) =>
      (await client.chat.conversations({})).find(({ partner }) => partner.id === group.id)!
    const { id } = await conversation(other)
    await other.client.alarms.markSeen({ all: true })
    for (const each of await other.client.chat.conversations({}))
      await other.client.chat.markRead({ conversation: each.id, upTo: each.last?.id ?? 0 })
    const say = async (text: string): Promise<void> => {
      await platform.control.say({ speaker: 'admin', audience: group.id, audienceType: 'IMGroup', text })
      await until('heard', async () => JSON.stringify((await conversation(other)).last?.body).includes(text))
    }
    await say('before')
    const { key } = platform.control.alarm({ device: onlineDevice(platform).id, type: AlarmType.lowBattery })
    await until('the alarm', () => other.client.alarms.card({ key }).catch(() => undefined))
    await until('the alarm', () => desk.client.alarms.card({ key }).catch(() => undefined))
    await until('two in the badge', () => badges.at(-1) === 2)

    const unread = record(other.client, 'chat.conversationsChanged')
    await desk.client.alarms.claim({ key, claimed: true })
    await desk.client.alarms.claim({ key, claimed: false })
    for (const reserved of [true, true, false]) await desk.client.ptz.reserve({ ...camera, reserved })
    const claims = async (from: Desk) =>
      (await from.client.chat.messages({ conversation: (await conversation(from)).id, limit: 10 })).messages.flatMap(
        ({ body }) => (body.kind === 'custom' && body.claim ? [body.claim] : []),
      )
    const all = [
      { about: 'alarm', key, claimed: true },
      { about: 'alarm', key, claimed: false },
      ...[true, true, false].map((claimed) => ({ about: 'camera', ...camera, claimed })),
    ]
    await until('all there', async () => (await claims(other)).length === all.length)
    expect(await claims(other)).toEqual(all)
    const heard = { unread: 1, last: { body: { kind: 'text', text: 'before' } } }
    expect(await conversation(other)).toMatchObject(heard)
    expect(unread.flatMap(({ upserts }) => upserts.map((each) => each.unread)).every((count) => count <= 1)).toBe(true)
    expect(badges.at(-1)).toBe(2)
    expect((await conversation(desk)).last).toMatchObject(heard.last)
    const found = await other.client.chat.search({ text: 'ptz ', limit: 10, conversation: id })
    expect(found.hits).toHaveLength(3)

    await say('after')
    expect(await conversation(other)).toMatchObject({ unread: 2 })
    await other.client.chat.markRead({ conversation: id, upTo: (await conversation(other)).last!.id })
    await until('read', async () => (await conversation(other)).unread === 0)
    // The same when it was said while nobody was there.
    await other.client.session.signOut({})
    await desk.client.ptz.reserve({ ...camera, reserved: true })
    await other.signIn((await other.client.sites.list({})).sites[0]!, 'operator', 'Watch-2026')
    await chatLive(other)
    await until('fetched', async () => (await claims(other)).length === all.length + 1)
    expect(await conversation(other)).toMatchObject({ unread: 0, last: { body: { text: 'after' } } })
    expect(platform.seen().violations).toEqual([])
  })
})
