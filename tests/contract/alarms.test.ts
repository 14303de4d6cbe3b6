import { describe, expect, it } from 'vitest'
import { AlarmState, AlarmType } from '../../shared/platform/alarm.ts'
import { alarmDesk, alarmsLive, cardOf, inState, liveAlarmDesk, onlineDevice, storedAlarms } from '../support/alarms.ts'
import { record } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const DAY_MS = 86_400_000

describe('the first fill', () => {
  it('brings the alarms of a week, in order, with what was done and by whom', async () => {
    const platform = await openPlatform({ devices: 300 })
    const desk = await liveAlarmDesk(platform)
    const alarms = await storedAlarms(desk)
    expect(alarms.length).toBeGreaterThan(20)
    expect(alarms.map(({ time }) => time)).toEqual(alarms.map(({ time }) => time).toSorted((a, b) => b - a))
    for (const { key, ...alarm } of alarms) {
      const recorded = platform.control.recordedAlarm({ key })
      expect(alarm.time).toBe(recorded.timestamp * 1000)
      expect(alarm.time).toBeGreaterThan(Date.now() - 8 * DAY_MS)
      expect(alarm).toMatchObject({ type: recorded.type, status: recorded.status, description: recorded.desc })
    }
    const handled = alarms.find(({ handling }) => handling)
    expect(handled?.handling).toMatchObject({ by: 'operator', byName: '值班员 / Operator' })
    const { steps } = await cardOf(desk, handled?.key ?? '')
    expect(steps).toMatchObject([{ status: handled?.status, by: 'operator', time: handled?.handling?.time }])
    // What was over before anybody sat here is nothing to be seen to.
    expect(alarms.filter(({ status, seen }) => (status === AlarmState.active) === seen)).toEqual([])
    expect(platform.seen().violations).toEqual([])
  })

  it('fetches what is older on request, once, and keeps it', async () => {
    const platform = await openPlatform({ devices: 300 })
    const desk = await liveAlarmDesk(platform)
    const before = await storedAlarms(desk)
    const from = Date.now() - 30 * DAY_MS
    const { added } = await desk.client.alarms.fetchOlder({ from })
    const after = await storedAlarms(desk)
    expect(added).toBeGreaterThan(0)
    expect(after.length).toBe(before.length + added)
    expect(await desk.client.alarms.fetchOlder({ from })).toEqual({ added: 0 })
    expect((await desk.client.alarms.state({})).backfill).toBeUndefined()
  })

  it('that fails is tried again and says why meanwhile', async () => {
    const platform = await openPlatform()
    platform.control.refuse({ operation: 'alarm.list', code: 11 })
    const desk = await alarmDesk(platform)
    await until('the reason', async () => (await desk.client.alarms.state({})).error?.details.platformCode === 11)
    platform.control.clear({})
    await alarmsLive(desk)
  })
})

describe('while it is live', () => {
  it('an alarm that is raised comes once, with its name, and is told as raised', async () => {
    const platform = await openPlatform()
    const desk = await liveAlarmDesk(platform)
    const changes = record(desk.client, 'alarms.changed')
    const device = onlineDevice(platform)
    const { key } = platform.control.alarm({ device: device.id, description: '倒地 / fallen', type: AlarmType.manDown })
    const told = await until('raised', () => changes.find(({ raised }) => raised.includes(key)))
    expect(told.alarms.find((alarm) => alarm.key === key)).toMatchObject({
      type: AlarmType.manDown,
      status: AlarmState.active,
      level: 'critical',
      device: { id: device.id, name: device.name },
      description: '倒地 / fallen',
      seen: false,
    })
    expect(changes.flatMap(({ raised }) => raised)).toEqual([key])
    expect((await storedAlarms(desk, { text: '倒地 / f' })).map((alarm) => alarm.key)).toEqual([key])
  })

  it('what another desk does about it is there with name and note, step by step', async () => {
    const platform = await openPlatform()
    const [desk, other] = [await liveAlarmDesk(platform), await liveAlarmDesk(platform, 'operator')]
    const { key } = platform.control.alarm({ device: onlineDevice(platform).id })
    await inState(other, key, AlarmState.active)
    expect(await other.client.alarms.handle({ keys: [key], note: '已派员 / on the way' })).toEqual({
      done: [key],
      refused: [],
    })
    await until('the note', async () => (await cardOf(desk, key)).alarm.handling?.note === '已派员 / on the way')
    await other.client.alarms.handle({ keys: [key], status: AlarmState.released, note: 'over' })
    const released = await inState(desk, key, AlarmState.released)
    expect(released.alarm.handling).toMatchObject({ by: 'operator', byName: '值班员 / Operator' })
    await desk.client.alarms.handle({ keys: [key], status: AlarmState.active, note: 'reopened' })
    const card = await until('all three steps', async () => {
      const found = await cardOf(other, key)
      return found.steps.length === 3 && found
    })
    expect(card.steps.map(({ status, by, note }) => [status, by, note])).toEqual([
      [AlarmState.active, 'operator', '已派员 / on the way'],
      [AlarmState.released, 'operator', 'over'],
      [AlarmState.active, 'admin', 'reopened'],
    ])
    expect(platform.seen().violations).toEqual([])
  })

  it('one that goes by itself is over', async () => {
    const platform = await openPlatform()
    const desk = await liveAlarmDesk(platform)
    const { key } = platform.control.alarm({ device: onlineDevice(platform).id, releaseAfter: 0.3 })
    const { steps, alarm } = await inState(desk, key, AlarmState.releasedByItself)
    expect(steps).toMatchObject([{ status: AlarmState.releasedByItself }])
    expect(alarm.handling).toBeUndefined()
  })
})

describe('after a gap', () => {
  it('of the network nothing is missing before it is live again, and what is recent calls', async () => {
    const platform = await openPlatform()
    const desk = await liveAlarmDesk(platform)
    const device = onlineDevice(platform)
    const [handled, gone] = [1, 2].map(() => platform.control.alarm({ device: device.id }).key) as [string, string]
    await inState(desk, gone, AlarmState.active)
    const states = record(desk.client, 'alarms.stateChanged')
    const changes = record(desk.client, 'alarms.changed')
    platform.control.upgrades({ mode: 'refuse' })
    platform.control.closeWebsockets({ subscription: 'alarm' })
    const stale = await until('stale', () => states.find(({ phase }) => phase === 'stale'))
    expect(stale.staleSince).toBeGreaterThan(Date.now() - 10_000)
    const { key } = platform.control.alarm({ device: device.id })
    platform.control.processAlarm({ key: handled, account: 'operator', status: AlarmState.ignored, note: 'nothing' })
    platform.control.releaseAlarm({ key: gone })
    platform.control.upgrades({ mode: 'accept' })
    await until('live again', () => states.at(-1)?.phase === 'live')
    expect((await cardOf(desk, key)).alarm.status).toBe(AlarmState.active)
    expect((await cardOf(desk, handled)).alarm).toMatchObject({
      status: AlarmState.ignored,
      handling: { note: 'nothing' },
    })
    expect((await cardOf(desk, gone)).alarm.status).toBe(AlarmState.releasedByItself)
    await until('told', () => changes.some(({ raised }) => raised.includes(key)))
  })

  it('of the night everything is there: raised, handled though old, gone by itself though old', async () => {
    let now = Date.now()
    const platform = await openPlatform({ now: () => now })
    const device = onlineDevice(platform)
    const first = await liveAlarmDesk(platform)
    const keys = [1, 2].map(() => platform.control.alarm({ device: device.id }).key) as [string, string]
    await inState(first, keys[1], AlarmState.active)
    await first.core.dispose()
    // Far beyond any overlap.
    now += 10 * 3_600_000
    platform.control.processAlarm({ key: keys[0], account: 'operator', status: AlarmState.released, note: 'late' })
    platform.control.releaseAlarm({ key: keys[1] })
    const { key } = platform.control.alarm({ device: device.id, description: 'new' })
    const again = await alarmDesk(platform, 'admin', { folder: first.folder })
    const opened = await storedAlarms(again)
    expect(opened.length).toBeGreaterThan(1)
    await alarmsLive(again)
    expect((await cardOf(again, keys[0])).alarm).toMatchObject({
      status: AlarmState.released,
      handling: { note: 'late' },
    })
    expect((await cardOf(again, keys[1])).alarm.status).toBe(AlarmState.releasedByItself)
    expect((await cardOf(again, key)).alarm.description).toBe('new')
    const all = await storedAlarms(again)
    expect(new Set(all.map((alarm) => alarm.key)).size).toBe(all.length)
  })

  it('reads out of the store while the platform is gone, and says since when it may be wrong', async () => {
    const platform = await openPlatform()
    const desk = await liveAlarmDesk(platform)
    const before = await storedAlarms(desk)
    platform.control.listen({ up: false })
    await until('stale', async () => (await desk.client.alarms.state({})).phase === 'stale')
    expect(await storedAlarms(desk)).toEqual(before)
    expect((await desk.client.alarms.state({})).error).toBeDefined()
    platform.control.listen({ up: true })
    await alarmsLive(desk)
  })
})
