/** Alarms that devices raise by themselves: each is true of the simulator at the moment when it is raised. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AlarmState, AlarmType } from '../../../shared/platform/alarm.ts'
import { onlineOf, openFleetDesk, type FleetDesk } from './fleet-desk.ts'

let desk: FleetDesk
const advance = (seconds: number) => desk.simulator.control.advance({ seconds })
const START_S = Date.UTC(2026, 10, 23, 8) / 1000

beforeEach(async () => {
  desk = await openFleetDesk()
  // Nobody comes or goes and nobody does anything, but there is life.
  desk.simulator.control.churn({ eventsPerSecond: 0.000_001 })
})
afterEach(() => desk.simulator.close())

interface Row {
  key: string
  type: number
  status: number
  timestamp: number
  device_id: string
  sub_device_index?: number
  lat: number
  lng: number
}

/** Since the start, oldest first. */
async function raised(type: number, device?: string): Promise<Row[]> {
  const filter = { type, timestamp_min: START_S + 1, ...(device ? { device_id: device } : {}) }
  const { data } = await desk.ask('alarm.list', { body: { page: 0, pageSize: 1000, filter } })
  return (data as Row[]).toReversed()
}

async function read<T>(name: string, puid: string): Promise<T> {
  const answer = await desk.ask(name, { params: { puid } })
  expect(answer.code).toBe(0)
  return answer.data as T
}

/** Squares of half a kilometre, one in eight, where 45 km/h are allowed. */
const isLimited = ({ lng, lat }: { lng: number; lat: number }) =>
  (Math.floor(lng / 0.005) + 3 * Math.floor(lat / 0.005)) % 8 === 0
/** When it was raised. */
const speedKmhThen = ({ device_id, timestamp }: Row): number =>
  desk.simulator.control.whereabouts({ device: device_id, at: timestamp * 1000 }).speedKmh

it('none is raised while nothing happens', async () => {
  advance(4)
  const { data } = await desk.ask('alarm.list', {
    body: { page: 0, pageSize: 1000, filter: { timestamp_min: START_S + 1 } },
  })
  expect(data).toEqual([])
})

describe('too fast', () => {
  it('are vehicles that are, where it is limited, until they are out of there', async () => {
    const alarms: Row[] = []
    for (let minute = 0; minute < 30 && alarms.length === 0; minute++) {
      advance(60)
      alarms.push(...(await raised(AlarmType.overspeed)))
    }
    const [first] = alarms
    expect(first).toBeDefined()
    for (const alarm of alarms) {
      expect(speedKmhThen(alarm)).toBeGreaterThan(45)
      expect(isLimited(alarm)).toBe(true)
    }
    const state = async () =>
      (await raised(AlarmType.overspeed, first?.device_id)).find(({ key }) => key === first?.key)?.status
    for (let look = 0; look < 120 && (await state()) === AlarmState.active; look++) advance(5)
    expect(await state()).toBe(AlarmState.releasedByItself)
    const after = await read<Row & { speed: number }>('device.gps', first?.device_id ?? '')
    expect(isLimited(after) && after.speed > 45_000).toBe(false)
  })

  it('is nobody who walks or stands, and no slow vehicle', async () => {
    advance(3600)
    const alarms = await raised(AlarmType.overspeed)
    for (const alarm of alarms) expect(speedKmhThen(alarm)).toBeGreaterThan(45)
    expect(alarms.length).toBeGreaterThan(0)
  })
})

describe('no picture', () => {
  it('is said while the video of a device is held, and no longer', async () => {
    const puid = onlineOf(desk.simulator, 101)
    desk.simulator.control.stopVideo({ device: puid })
    advance(6)
    expect(await raised(AlarmType.videoLost)).toMatchObject([
      { device_id: puid, status: AlarmState.active, sub_device_index: 0 },
    ])
    advance(600)
    expect(await raised(AlarmType.videoLost)).toHaveLength(1)
    desk.simulator.control.thaw({ device: puid })
    advance(6)
    expect(await raised(AlarmType.videoLost)).toMatchObject([{ status: AlarmState.releasedByItself }])
    desk.simulator.control.freeze({ device: puid })
    advance(6)
    expect(await raised(AlarmType.videoLost)).toHaveLength(2)
  })

  it('is said of no device that is off-line, but when it is back', async () => {
    const puid = onlineOf(desk.simulator, 101)
    desk.simulator.control.setOnline({ device: puid, online: false })
    desk.simulator.control.stopVideo({ device: puid })
    advance(60)
    expect(await raised(AlarmType.videoLost)).toEqual([])
    desk.simulator.control.setOnline({ device: puid, online: true })
    advance(6)
    expect(await raised(AlarmType.videoLost, puid)).toHaveLength(1)
  })
})

describe('storage that is almost full', () => {
  const freeOf = async (puid: string) =>
    (await read<{ partitions: { freeSpace: number }[] }[]>('storage.list', puid))[0]?.partitions[0]?.freeSpace ?? 0

  async function recordWithReserve(puid: string, change: object): Promise<void> {
    const rules = await read<object>('storageConfig.get', puid)
    const set = await desk.ask('storageConfig.set', { params: { puid }, body: { ...rules, ...change } })
    expect(set.code).toBe(0)
    const body = { video: true, audio: true, stopTime: 0, fileName: '' }
    const recording = await desk.ask('device.startRecording', { params: { puid, index: 0 }, body })
    expect(recording.code).toBe(0)
  }

  it('is said when what is recorded leaves less than is to be kept free, and not before', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const alarmSpace = (await freeOf(puid)) - 200
    await recordWithReserve(puid, { alarmSpace })
    advance(60)
    expect(await raised(AlarmType.diskFull)).toEqual([])
    for (let minute = 0; minute < 240 && (await freeOf(puid)) >= alarmSpace; minute++) advance(60)
    advance(5)
    expect(await freeOf(puid)).toBeLessThan(alarmSpace)
    expect(await raised(AlarmType.diskFull)).toMatchObject([{ device_id: puid, status: AlarmState.active }])
    await desk.ask('device.stopRecording', { params: { puid, index: 0 }, body: {} })
    expect((await desk.ask('storage.format', { params: { puid, id: 0 }, body: {} })).code).toBe(0)
    advance(120)
    expect(await freeOf(puid)).toBeGreaterThan(alarmSpace)
    expect(await raised(AlarmType.diskFull)).toMatchObject([{ status: AlarmState.releasedByItself }])
  })

  it('is no matter where the oldest recordings give way', async () => {
    const puid = onlineOf(desk.simulator, 102)
    await recordWithReserve(puid, { alarmSpace: 900_000 })
    advance(120)
    expect(await raised(AlarmType.diskFull)).toEqual([])
  })
})

it('low batteries are low, and no longer when they are charged', async () => {
  advance(3600)
  const low = await raised(AlarmType.lowBattery)
  expect(low.length).toBeGreaterThan(0)
  for (const { device_id, status } of low) {
    const { batteryPower } = await read<{ batteryPower: number }>('device.battery', device_id)
    expect(batteryPower < 20_000).toBe(status === AlarmState.active)
  }
  advance(2 * 3600)
  expect((await raised(AlarmType.lowBattery)).map(({ status }) => status)).toContain(AlarmState.releasedByItself)
})

it('before the start, batteries were low and vehicles fast when they were said to be, and nothing else was made up', async () => {
  const filter = { timestamp_max: START_S }
  const { data } = await desk.ask('alarm.list', { body: { page: 0, pageSize: 1000, filter } })
  const rows = data as Row[]
  const types = new Set(rows.map(({ type }) => type))
  for (const type of [AlarmType.videoLost, AlarmType.diskFull, AlarmType.areaLeft]) expect(types).not.toContain(type)
  const classes = new Map(desk.simulator.fleet().devices.map(({ id, classId }) => [id, classId]))
  for (const row of rows.filter(({ type }) => type === AlarmType.overspeed)) {
    expect(classes.get(row.device_id)).toBe(102)
    expect(isLimited(row)).toBe(true)
    // Times on record are whole seconds; in one of them nobody brakes harder.
    expect(speedKmhThen(row)).toBeGreaterThan(45 - 8)
  }
  const low = rows.filter(({ type }) => type === AlarmType.lowBattery)
  expect(low.length).toBeGreaterThan(0)
  for (const { device_id, timestamp } of low) {
    desk.simulator.control.setOnline({ device: device_id, online: true })
    const { batteryPower } = await read<{ batteryPower: number }>('device.battery', device_id)
    // A percent each five minutes, from 100 down to 6 and again from the start.
    const steps = Math.floor(START_S / 300) - Math.floor(timestamp / 300)
    expect(6 + ((batteryPower / 1000 - 6 + steps) % 95)).toBeLessThan(20)
  }
})
