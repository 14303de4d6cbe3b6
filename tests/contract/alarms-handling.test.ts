import { describe, expect, it } from 'vitest'
import { AlarmState, AlarmType } from '../../shared/platform/alarm.ts'
import { alarmsLive, cardOf, inState, liveAlarmDesk, onlineDevice, storedAlarms } from '../support/alarms.ts'
import { openDesk, record } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { sharedGroup } from '../support/chat.ts'

describe('handling', () => {
  it('of many asks for each once; what is refused is named, the rest is done', async () => {
    const platform = await openPlatform()
    const desk = await liveAlarmDesk(platform)
    const device = onlineDevice(platform)
    const keys = Array.from({ length: 40 }, () => platform.control.alarm({ device: device.id }).key)
    await inState(desk, keys[39]!, AlarmState.active)
    platform.control.forget({})
    const unknown = 'no-such-alarm'
    platform.control.refuse({ operation: 'alarm.process', code: 16, times: 1 })
    const { done, refused } = await desk.client.alarms.handle({
      keys: [...keys, unknown],
      status: AlarmState.ignored,
      note: 'test',
    })
    expect(refused).toHaveLength(2)
    expect(refused.map(({ error }) => error.details.platformCode).toSorted()).toEqual([16, 2].toSorted())
    expect(refused.map(({ key }) => key)).toContain(unknown)
    expect([...done, ...refused.map(({ key }) => key)].toSorted()).toEqual([...keys, unknown].toSorted())
    expect(platform.seen().counts['alarm.process']).toBe(41)
    // When the answer is there, so is what the platform says of them.
    for (const key of done)
      expect((await cardOf(desk, key)).alarm).toMatchObject({ status: AlarmState.ignored, seen: true })
    const left = refused.find(({ key }) => key !== unknown)!.key
    expect((await cardOf(desk, left)).alarm).toMatchObject({ status: AlarmState.active, seen: false })
    expect(platform.seen().violations).toEqual([])
  })

  it('without anything to say is refused, and so is the card of an alarm nobody knows', async () => {
    const desk = await liveAlarmDesk(await openPlatform())
    await expect(desk.client.alarms.handle({ keys: ['x'] })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(cardOf(desk, 'x')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('whose answer was lost is not repeated, and shows what the platform did', async () => {
    const platform = await openPlatform()
    const desk = await liveAlarmDesk(platform)
    const { key } = platform.control.alarm({ device: onlineDevice(platform).id })
    await inState(desk, key, AlarmState.active)
    platform.control.drop({ operation: 'alarm.process', after: true, times: 1 })
    const { done, refused } = await desk.client.alarms.handle({
      keys: [key],
      status: AlarmState.released,
      note: 'once',
    })
    expect(done).toEqual([])
    expect(refused).toMatchObject([{ key, error: { code: 'reset' } }])
    expect(platform.seen().counts['alarm.process']).toBe(1)
    expect((await inState(desk, key, AlarmState.released)).alarm.handling?.note).toBe('once')
  })
})

describe('counts and what was seen', () => {
  it('follow what happens, at this desk alone', async () => {
    const platform = await openPlatform()
    const [desk, other] = [await liveAlarmDesk(platform), await liveAlarmDesk(platform)]
    await desk.client.alarms.markSeen({ all: true })
    const before = await desk.client.alarms.counts({})
    expect(before.unseen).toBe(0)
    const told = record(desk.client, 'alarms.countsChanged')
    const device = onlineDevice(platform)
    const keys = [AlarmType.sos, AlarmType.sos, AlarmType.lowBattery].map(
      (type) => platform.control.alarm({ device: device.id, type }).key,
    )
    await until('counted', () => told.at(-1)?.unseen === 3)
    expect(told.at(-1)).toEqual({
      active: before.active + 3,
      unseen: 3,
      byLevel: {
        ...before.byLevel,
        critical: (before.byLevel['critical'] ?? 0) + 2,
        low: (before.byLevel['low'] ?? 0) + 1,
      },
      lastTenMinutes: before.lastTenMinutes + 3,
    })
    expect(await desk.client.alarms.counts({})).toEqual(told.at(-1))
    await inState(other, keys[2]!, AlarmState.active)
    const unseenThere = (await other.client.alarms.counts({})).unseen
    await desk.client.alarms.markSeen({ keys: keys.slice(0, 2) })
    await until('one left', () => told.at(-1)?.unseen === 1)
    expect((await storedAlarms(desk, { unseen: true, statuses: [AlarmState.active] })).map(({ key }) => key)).toEqual([
      keys[2],
    ])
    expect((await other.client.alarms.counts({})).unseen).toBe(unseenThere)
  })
})

describe('levels', () => {
  it('are the site’s where it set them, for all accounts and after a restart', async () => {
    const platform = await openPlatform()
    const desk = await liveAlarmDesk(platform)
    const { key } = platform.control.alarm({ device: onlineDevice(platform).id, type: AlarmType.lowBattery })
    expect((await inState(desk, key, AlarmState.active)).alarm.level).toBe('low')
    const { defaults } = await desk.client.alarms.levels({})
    const told = record(desk.client, 'alarms.levelsChanged')
    await desk.client.alarms.setLevels({ own: { ...defaults, [AlarmType.lowBattery]: 'critical', 9999: 'high' } })
    const own = { [AlarmType.lowBattery]: 'critical', 9999: 'high' }
    expect(told).toEqual([{ own }])
    expect((await cardOf(desk, key)).alarm.level).toBe('critical')
    expect((await storedAlarms(desk, { levels: ['critical'] })).map((alarm) => alarm.key)).toContain(key)
    await expect(desk.client.alarms.setLevels({ own: { sos: 'low' } })).rejects.toMatchObject({ code: 'bad-input' })
    await desk.core.dispose()
    const again = await openDesk({ folder: desk.folder })
    await again.signIn((await again.client.sites.list({})).sites[0]!, 'operator', 'Watch-2026')
    await alarmsLive(again)
    expect((await again.client.alarms.levels({})).own).toEqual(own)
  })
})

describe('claims', () => {
  it('reach the other desks of the group, pass on, and fall with the alarm', async () => {
    const platform = await openPlatform()
    const [desk, other] = [await liveAlarmDesk(platform), await liveAlarmDesk(platform, 'operator')]
    const { key } = platform.control.alarm({ device: onlineDevice(platform).id })
    await Promise.all([inState(desk, key, AlarmState.active), inState(other, key, AlarmState.active)])
    await expect(desk.client.alarms.claim({ key, claimed: true })).rejects.toMatchObject({ code: 'not-found' })
    const group = await until('a group', () => sharedGroup(desk, other).catch(() => undefined))
    for (const { client } of [desk, other])
      await client.settings.write({ scope: 'account', key: 'alarms.claimGroup', value: group.id })
    const told = record(other.client, 'alarms.claimsChanged')
    await desk.client.alarms.claim({ key, claimed: true })
    expect(await desk.client.alarms.claims({})).toMatchObject([{ key, by: 'admin', mine: true }])
    await until('told', () => told.at(-1)?.claims[0]?.by === 'admin')
    expect(told.at(-1)?.claims).toMatchObject([{ key, by: 'admin', byName: '系统管理员 / Administrator', mine: false }])
    expect((await cardOf(other, key)).claim).toMatchObject({ by: 'admin' })
    // A second word takes it over; giving up what another one has by now says nothing.
    await other.client.alarms.claim({ key, claimed: true })
    await until('taken over', async () => (await desk.client.alarms.claims({}))[0]?.by === 'operator')
    await desk.client.alarms.claim({ key, claimed: false })
    expect(await desk.client.alarms.claims({})).toMatchObject([{ by: 'operator' }])
    await desk.client.alarms.handle({ keys: [key], status: AlarmState.released })
    await until('fallen', async () => (await other.client.alarms.claims({})).length === 0)
    expect((await cardOf(desk, key)).claim).toBeUndefined()
    await expect(desk.client.alarms.claim({ key, claimed: true })).rejects.toMatchObject({ code: 'limit' })
    expect(platform.seen().violations).toEqual([])
  })

  it('that were said while a desk was away stand when it is back', async () => {
    const platform = await openPlatform()
    const [desk, other] = [await liveAlarmDesk(platform), await liveAlarmDesk(platform, 'operator')]
    const group = await until('a group', () => sharedGroup(desk, other).catch(() => undefined))
    const { key } = platform.control.alarm({ device: onlineDevice(platform).id })
    await inState(desk, key, AlarmState.active)
    await inState(other, key, AlarmState.active)
    await other.client.session.signOut({})
    await desk.client.settings.write({ scope: 'account', key: 'alarms.claimGroup', value: group.id })
    await desk.client.alarms.claim({ key, claimed: true })
    await other.signIn((await other.client.sites.list({})).sites[0]!, 'operator', 'Watch-2026')
    await until('claimed', async () => (await other.client.alarms.claims({}).catch(() => []))[0]?.by === 'admin')
  })
})
