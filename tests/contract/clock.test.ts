import { describe, expect, it } from 'vitest'
import { AlarmState, AlarmType } from '../../shared/platform/alarm.ts'
import { inState, liveAlarmDesk, onlineDevice } from '../support/alarms.ts'
import type { Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** A platform whose clock is an hour before or behind that of this machine. */
const OFF = [
  ['an hour ahead', HOUR_MS],
  ['an hour behind', -HOUR_MS],
] as const

const wrong = (aheadMs: number) => openPlatform({ now: () => Date.now() + aheadMs })

async function fleetLive({ client }: Desk): Promise<void> {
  await until('fleet live', async () => (await client.fleet.state({})).phase === 'live')
}

describe.each(OFF)('a platform whose clock is %s', (_, aheadMs) => {
  it('is known to be: the screens are told how far', async () => {
    const platform = await wrong(aheadMs)
    const desk = await liveAlarmDesk(platform)
    const { connection } = await desk.client.session.state({})
    expect(Math.abs((connection.clockAheadMs ?? 0) - aheadMs)).toBeLessThan(1500)
  })

  it('calls for what was raised in the last minutes while nobody was connected, and for nothing older', async () => {
    const platform = await wrong(aheadMs)
    const first = await liveAlarmDesk(platform)
    await first.core.dispose()
    const device = onlineDevice(platform).id
    const old = platform.control.alarm({ device, type: AlarmType.manDown })
    platform.control.advance({ seconds: 1800 })
    const recent = platform.control.alarm({ device, type: AlarmType.manDown })
    const again = await liveAlarmDesk(platform, 'admin', { folder: first.folder })
    await inState(again, old.key, AlarmState.active)
    const called = await until('called', async () => {
      const keys = (await again.client.alarms.ringing({})).map(({ key }) => key)
      return keys.includes(recent.key) && keys
    })
    expect(called).not.toContain(old.key)
  })

  it('counts for the flood meter what was raised in the last ten minutes', async () => {
    const platform = await wrong(aheadMs)
    const device = onlineDevice(platform).id
    platform.control.alarm({ device })
    platform.control.advance({ seconds: 1800 })
    const desk = await liveAlarmDesk(platform)
    const { lastTenMinutes } = await desk.client.alarms.counts({})
    const { key } = platform.control.alarm({ device })
    await inState(desk, key, AlarmState.active)
    expect((await desk.client.alarms.counts({})).lastTenMinutes).toBe(lastTenMinutes + 1)
    const { alarms } = await desk.client.alarms.list({ filter: {}, limit: 500 })
    const { connection } = await desk.client.session.state({})
    const from = Date.now() + (connection.clockAheadMs ?? 0) - 10 * MINUTE_MS
    expect(lastTenMinutes + 1).toBe(alarms.filter(({ time }) => time > from).length)
  })

  it('tells in its own time when an alarm was found gone', async () => {
    const platform = await wrong(aheadMs)
    const desk = await liveAlarmDesk(platform)
    const { key } = platform.control.alarm({ device: onlineDevice(platform).id, releaseAfter: 0.3 })
    const { steps, alarm } = await inState(desk, key, AlarmState.releasedByItself)
    expect(steps).toHaveLength(1)
    expect(Math.abs(steps[0]!.time - alarm.time)).toBeLessThan(MINUTE_MS)
  })

  it('is asked for what was missed since somebody left, and for nothing before', async () => {
    const platform = await wrong(aheadMs)
    const first = await liveAlarmDesk(platform, 'admin', { timings: { presentMs: 0 } })
    await fleetLive(first)
    const [before, device] = platform.fleet().devices.filter(({ online, classId }) => online && classId === 101)
    const early = platform.control.alarm({ device: before!.id })
    await inState(first, early.key, AlarmState.active)
    const left = Date.now()
    await until('some seconds later', () => Date.now() > left + 3000)
    await first.client.desk.present({})
    await first.core.dispose()
    const { key } = platform.control.alarm({ device: device!.id })
    platform.control.setOnline({ device: device!.id, online: false })
    const again = await liveAlarmDesk(platform, 'admin', { folder: first.folder })
    const missed = await until('alarm and unit', async () => {
      const page = await again.client.desk.missed({ limit: 500 })
      return page.counts.alarms + page.counts.presence >= 2 && page
    })
    const ofDevice = missed.items.map((item) => (item.kind === 'alarm' ? item.alarm.key : item.kind))
    expect(ofDevice.toSorted()).toEqual([key, 'presence'].toSorted())
  })
})
