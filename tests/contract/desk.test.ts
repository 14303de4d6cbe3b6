import { describe, expect, it } from 'vitest'
import type { MissedItem } from '../../shared/contract/desk.ts'
import { AlarmState } from '../../shared/platform/alarm.ts'
import { alarmDesk, inState, liveAlarmDesk, onlineDevice } from '../support/alarms.ts'
import { chatLive, say, sharedGroup } from '../support/chat.ts'
import { record, type Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

/** Every moment without a sign counts as an absence. */
const SHORT = { awayMs: 1, presentMs: 0 }

async function fleetLive({ client }: Desk): Promise<void> {
  await until('fleet live', async () => (await client.fleet.state({})).phase === 'live')
}

async function allMissed({ client }: Desk, limit: number, since?: number): Promise<MissedItem[]> {
  const items: MissedItem[] = []
  for (let after: { time: number; rank: number } | undefined; ;) {
    const page = await client.desk.missed({
      limit,
      ...(since === undefined ? {} : { since }),
      ...(after ? { after } : {}),
    })
    items.push(...page.items)
    after = page.next
    if (!after) return items
  }
}

describe('what was missed', () => {
  it('is alarms, messages and units that came and went, in one order of time, whatever the size of the page', async () => {
    const platform = await openPlatform()
    const [desk, other] = [await liveAlarmDesk(platform), await liveAlarmDesk(platform, 'operator')]
    await Promise.all([chatLive(desk), chatLive(other), fleetLive(desk)])
    const group = await sharedGroup(desk, other)
    const device = onlineDevice(platform)
    const since = Math.floor(Date.now() / 1000) * 1000
    const { key } = platform.control.alarm({ device: device.id })
    platform.control.setOnline({ device: device.id, online: false })
    // Of a unit that goes and comes within a moment only the last state is told.
    await until('gone', async () => (await desk.client.desk.missed({ since, limit: 10 })).counts.presence === 1)
    await say(other, group, 'first', 'second')
    // What this account said itself was not missed.
    await say(desk, group, 'mine')
    platform.control.setOnline({ device: device.id, online: true })
    const missed = await until('all of it', async () => {
      const page = await desk.client.desk.missed({ since, limit: 100 })
      return page.items.length === 5 && page
    })
    expect(missed.counts).toEqual({ alarms: 1, messages: 2, presence: 2 })
    expect(missed.next).toBeUndefined()
    const times = missed.items.map(({ time }) => time)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(missed.items.filter(({ kind }) => kind === 'alarm')).toMatchObject([
      { alarm: { key, device: { name: device.name } } },
    ])
    const presence = missed.items.filter(({ kind }) => kind === 'presence')
    for (const item of presence) expect(item).toMatchObject({ device: { id: device.id, name: device.name } })
    const messages = missed.items.flatMap((item) => (item.kind === 'message' ? item.message : []))
    expect(messages.map(({ body }) => body)).toEqual(['first', 'second'].map((text) => ({ kind: 'text', text })))
    expect(messages.map(({ speaker }) => speaker.name)).toEqual(['值班员 / Operator', '值班员 / Operator'])
    for (const limit of [1, 2, 3]) expect(await allMissed(desk, limit, since)).toEqual(missed.items)
  })

  it('while the program was closed has the units of the platform’s log', async () => {
    const platform = await openPlatform()
    const first = await liveAlarmDesk(platform)
    await fleetLive(first)
    const device = onlineDevice(platform)
    const since = Math.floor(Date.now() / 1000) * 1000
    await until('written down', async () => (await first.client.desk.missed({ since, limit: 1 })).items.length === 0)
    await first.core.dispose()
    platform.control.setOnline({ device: device.id, online: false })
    await until('another second', () => Date.now() > since + 2000)
    platform.control.setOnline({ device: device.id, online: true })
    const again = await alarmDesk(platform, 'admin', { folder: first.folder })
    const missed = await until('the log', async () => {
      const page = await again.client.desk.missed({ since, limit: 10 })
      return page.items.length === 2 && page
    })
    expect(missed.items).toMatchObject([
      { kind: 'presence', online: false, device: { id: device.id, name: device.name } },
      { kind: 'presence', online: true },
    ])
  })
})

describe('somebody who comes back', () => {
  it('is told once that something happened, and since when, until they have caught up', async () => {
    const platform = await openPlatform()
    const desk = await liveAlarmDesk(platform, 'admin', { timings: SHORT })
    const returned = record(desk.client, 'desk.returned')
    const before = Date.now()
    await desk.client.desk.present({})
    const { key } = platform.control.alarm({ device: onlineDevice(platform).id })
    await inState(desk, key, AlarmState.active)
    const since = Math.floor(before / 1000) * 1000
    await until('a second later than the alarm', () => Date.now() > since + 2000)
    await desk.client.desk.present({})
    expect(returned).toHaveLength(1)
    expect(returned[0]?.since).toBeGreaterThanOrEqual(before)
    expect(returned[0]?.awayMs).toBeGreaterThan(0)
    const missed = await desk.client.desk.missed({ limit: 10 })
    expect(missed.since).toBe(returned[0]?.since)
    await desk.client.desk.caughtUp({})
    expect((await desk.client.desk.missed({ limit: 10 })).since).toBeGreaterThan(missed.since)
  })

  it('after a night hears of it when the gap is closed, though the program was closed meanwhile', async () => {
    const platform = await openPlatform()
    const first = await liveAlarmDesk(platform, 'admin', { timings: { awayMs: 1000, presentMs: 0 } })
    await first.client.desk.present({})
    const left = Date.now()
    await first.core.dispose()
    await until('away long enough', () => Date.now() > left + 1500)
    const { key } = platform.control.alarm({ device: onlineDevice(platform).id })
    await until('a second later', () => Date.now() > left + 3000)
    const again = await alarmDesk(platform, 'admin', { folder: first.folder, timings: { awayMs: 1000, presentMs: 0 } })
    const returned = record(again.client, 'desk.returned')
    await again.client.desk.present({})
    const told = await until('returned', () => returned[0])
    expect(Math.abs(told.since - left)).toBeLessThan(1000)
    const missed = await again.client.desk.missed({ limit: 10 })
    expect(missed.items).toMatchObject([{ kind: 'alarm', alarm: { key } }])
    expect(missed.counts).toMatchObject({ alarms: 1 })
    // It stays until somebody says so, also over a restart.
    await again.core.dispose()
    const third = await alarmDesk(platform, 'admin', { folder: first.folder, timings: { presentMs: 0 } })
    expect((await third.client.desk.missed({ limit: 10 })).items).toHaveLength(1)
  })

  it('is told nothing when nothing happened, or when they were hardly away', async () => {
    const platform = await openPlatform()
    const desk = await liveAlarmDesk(platform)
    await fleetLive(desk)
    const returned = record(desk.client, 'desk.returned')
    await desk.client.desk.present({})
    const { key } = platform.control.alarm({ device: onlineDevice(platform).id })
    await inState(desk, key, AlarmState.active)
    await desk.client.desk.present({})
    expect(returned).toEqual([])
    const quiet = await alarmDesk(await openPlatform(), 'admin', { timings: SHORT })
    const told = record(quiet.client, 'desk.returned')
    await quiet.client.desk.present({})
    await fleetLive(quiet)
    await quiet.client.desk.present({})
    expect(told).toEqual([])
  })
})
