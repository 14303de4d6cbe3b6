/** The units of the map, fed by the real core from the simulator. */
import { describe, expect, it } from 'vitest'
import { AlarmLevels } from '../../renderer/features/map/alarm-levels.ts'
import { PositionFeed } from '../../renderer/features/map/position-feed.ts'
import { readUnit } from '../../renderer/features/map/unit-record.ts'
import { UnitTable } from '../../renderer/features/map/unit-table.ts'
import { AlarmState, AlarmType } from '../../shared/platform/alarm.ts'
import { openDesk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const DEVICES = 60

async function signedIn() {
  const platform = await openPlatform({ devices: DEVICES, positionsMs: 3_600_000 })
  const desk = await openDesk({ timings: { positionsMs: 20 } })
  const site = await desk.site(platform.url)
  await desk.signIn(site)
  await until('positions live', async () => (await desk.client.positions.state({})).phase === 'live')
  return { platform, desk, site }
}

describe('positions', () => {
  it('fill the table, move in it, and go with the account', async () => {
    const { platform, desk, site } = await signedIn()
    const table = new UnitTable()
    const feed = new PositionFeed(desk.client, table)
    const learned: number[] = []
    feed.learned.on((slots) => void learned.push(...slots))
    await feed.read()
    expect([table.size, learned.length]).toEqual([DEVICES, DEVICES])
    const { id } = platform.fleet().devices[7]!
    const time = Date.now() + 1000
    const before = readUnit(table, id, time)?.place
    if (!before) throw new Error('no place')
    const [lng, lat] = [before.lng + 0.001, before.lat]
    platform.control.tellPosition({ device: id, position: { lng, lat, time, speed: 7200 } })
    await until('moved', () => readUnit(table, id, time)?.place?.lng === lng)
    expect(readUnit(table, id, time)?.place).toMatchObject({ lat, time, speed: expect.closeTo(7.2, 3) as number })

    await desk.client.session.signOut({})
    await until('empty', () => table.size === 0)
    await desk.signIn(site)
    // Told by events alone: slots count from nought again.
    await until('filled anew', () => table.size === DEVICES && readUnit(table, id, time)?.place !== undefined)
    feed.dispose()
    // Later than what the lists said, however long all that took.
    platform.control.tellPosition({ device: id, position: { lng: lng + 0.001, lat, time: Date.now() + 1000 } })
    await until('known to the core', async () =>
      (await desk.client.positions.read({ from: 0, limit: 1000 })).rows.includes(lng + 0.001),
    )
    expect(readUnit(table, id, time)?.place?.lng).not.toBe(lng + 0.001)
  })
})

describe('levels of alarms', () => {
  it('are of the worst active alarm of each unit, whatever came first', async () => {
    const { platform, desk } = await signedIn()
    const { id } = platform.fleet().devices.filter(({ online }) => online)[9]!
    const told: [string, number][] = []
    const levels = new AlarmLevels(desk.client, (device, level) => void told.push([device, level]))
    desk.client.on('alarms.changed', ({ alarms }) => levels.apply(alarms))
    await until('alarms live', async () => (await desk.client.alarms.state({})).phase === 'live')
    await levels.read()
    expect(levels.worstOf(id)).toBe(0)
    const high = platform.control.alarm({ device: id, type: AlarmType.alarmInput })
    await until('high', () => levels.worstOf(id) === 3)
    platform.control.alarm({ device: id, type: AlarmType.motion })
    const low = async () => (await desk.client.alarms.counts({})).byLevel['low'] ?? 0
    await until('both known', async () => (await low()) > 0)
    expect(levels.worstOf(id)).toBe(3)
    platform.control.processAlarm({ key: high.key, account: 'admin', status: AlarmState.released })
    await until('the lesser one is left', () => levels.worstOf(id) === 1)
    expect(told.filter(([device]) => device === id).map(([, level]) => level)).toEqual([3, 1])
    // Read anew it is the same.
    await levels.read()
    expect(levels.worstOf(id)).toBe(1)
  })
})
