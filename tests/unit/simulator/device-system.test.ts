import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { drivingVehicle } from '../../support/on-the-way.ts'
import { onlineOf, openFleetDesk, type FleetDesk } from './fleet-desk.ts'

let desk: FleetDesk
const ask: FleetDesk['ask'] = (...given) => desk.ask(...given)
const advance = (seconds: number) => desk.simulator.control.advance({ seconds })

beforeEach(async () => {
  desk = await openFleetDesk()
})
afterEach(() => desk.simulator.close())

async function read<T>(name: string, puid: string): Promise<T> {
  const answer = await ask(name, { params: { puid } })
  if (answer.code !== 0) throw new Error(`${name}: ${answer.code} ${answer.msg}`)
  return answer.data as T
}

async function codeOf(name: string, puid: string, body?: unknown): Promise<number> {
  return (await ask(name, { params: { puid }, body })).code
}

const statusOf = async (puid: string) => (await read<{ status: number }>('device.status', puid)).status

describe('every question to a device', () => {
  const READS = ['battery', 'config', 'positioning', 'upgradeStatus', 'lawEnforcement', 'sensors']

  it('is answered 5 off-line and 2 when there is no such device', async () => {
    const puid = onlineOf(desk.simulator, 101)
    for (const name of READS) expect(await codeOf(`device.${name}`, puid)).toBe(0)
    desk.simulator.control.setOnline({ device: puid, online: false })
    for (const name of READS) expect(await codeOf(`device.${name}`, puid)).toBe(5)
    for (const name of READS) expect(await codeOf(`device.${name}`, 'PU_NONE')).toBe(2)
  })

  it('is answered 8 by a device that has no such thing', async () => {
    const puid = onlineOf(desk.simulator, 102)
    for (const name of ['battery', 'lawEnforcement', 'sensors']) expect(await codeOf(`device.${name}`, puid)).toBe(8)
    expect(await codeOf('device.setBattery', puid, { bLowPowerAlarm: 1, iMinPowerAlarm: 1000 })).toBe(8)
  })

  it('that changes it needs the permission', async () => {
    const asOperator = await desk.as('operator', 'Watch-2026')
    const params = { puid: onlineOf(desk.simulator, 101) }
    expect((await asOperator('device.reboot', { params })).code).toBe(16)
    expect((await asOperator('device.positioning', { params })).code).toBe(0)
  })
})

describe('a device that is sent away', () => {
  it('comes back from a restart, later started than before', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const before = await read<{ bootTime: number }>('device.status', puid)
    expect(await codeOf('device.reboot', puid)).toBe(0)
    expect(await statusOf(puid)).toBe(0)
    expect(await codeOf('device.reboot', puid)).toBe(5)
    advance(30)
    const after = await read<{ bootTime: number; status: number }>('device.status', puid)
    expect(after.status).toBe(1)
    expect(after.bootTime).toBeGreaterThan(before.bootTime)
  })

  it('comes back from being thrown out without a new start', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const before = await read<{ bootTime: number; onlineTime: number }>('device.status', puid)
    expect(await codeOf('device.kickOut', puid)).toBe(0)
    advance(10)
    expect(await statusOf(puid)).toBe(0)
    advance(15)
    const after = await read<{ bootTime: number; onlineTime: number; status: number }>('device.status', puid)
    expect(after).toMatchObject({ status: 1, bootTime: before.bootTime })
    expect(after.onlineTime).toBeGreaterThan(before.onlineTime)
  })
})

interface Position {
  lng: number
  lat: number
  time: number
  state: number
  satellite: number
}

describe('positioning', () => {
  const positionOf = (puid: string) => read<Position>('device.gps', puid)

  it('reports at the interval that was set', async () => {
    const puid = drivingVehicle(desk.simulator, { drivesS: 60 })
    expect(await codeOf('device.setPositioning', puid, { reportInterval: 30 })).toBe(0)
    expect(await read('device.positioning', puid)).toMatchObject({ reportInterval: 30, enable: true })
    advance(30)
    const first = await positionOf(puid)
    expect(first.time % 30_000).toBe(0)
    advance(29)
    expect(await positionOf(puid)).toEqual(first)
    advance(1)
    const next = await positionOf(puid)
    expect(next.time - first.time).toBe(30_000)
    expect([next.lng, next.lat]).not.toEqual([first.lng, first.lat])
  })

  it('reports earlier when the device went far enough', async () => {
    const puid = drivingVehicle(desk.simulator, { drivesS: 40 })
    await ask('device.setPositioning', { params: { puid }, body: { reportInterval: 3600, reportDistance: 50 } })
    advance(20)
    const first = await positionOf(puid)
    advance(20)
    expect((await positionOf(puid)).time).toBeGreaterThan(first.time)
  })

  it('uses the satellite systems that were chosen, out of those it knows', async () => {
    const puid = onlineOf(desk.simulator, 101)
    expect((await positionOf(puid)).satellite).toBe(3)
    expect(await codeOf('device.setPositioning', puid, { setupSignal: ['bds'] })).toBe(0)
    expect(await positionOf(puid)).toMatchObject({ satellite: 2, state: 1 })
    expect(await read('device.positioning', puid)).toMatchObject({ setupSignal: ['bds'] })
    expect(await codeOf('device.setPositioning', puid, { setupSignal: ['compass'] })).toBe(4)
    expect(await codeOf('device.setPositioning', puid, { setupSignal: [] })).toBe(4)
  })

  it('stands still without a fix while it is switched off', async () => {
    const puid = drivingVehicle(desk.simulator, { forS: 60 })
    const before = await positionOf(puid)
    await ask('device.setPositioning', { params: { puid }, body: { enable: false } })
    advance(60)
    const { lng, lat, time } = before
    expect(await positionOf(puid)).toMatchObject({ lng, lat, time, state: 0, satellite: 0 })
    await ask('device.setPositioning', { params: { puid }, body: { enable: true } })
    expect((await positionOf(puid)).time).toBe(before.time + 60_000)
  })
})

describe('settings of a device', () => {
  it('for the battery alarm read back', async () => {
    const puid = onlineOf(desk.simulator, 101)
    expect(await codeOf('device.setBattery', puid, { bLowPowerAlarm: 0, iMinPowerAlarm: 35_000 })).toBe(0)
    expect(await read('device.battery', puid)).toMatchObject({ bLowPowerAlarm: 0, iMinPowerAlarm: 35_000 })
    expect(await codeOf('device.setBattery', puid, { bLowPowerAlarm: 2, iMinPowerAlarm: 35_000 })).toBe(4)
  })

  it('for the battery alarm raise it at once when the battery is below', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const { batteryPower } = await read<{ batteryPower: number }>('device.battery', puid)
    const raised = async () => {
      const filter = { device_id: puid, type: 4115 }
      const { pageInfo } = await ask('alarm.list', { body: { page: 0, pageSize: 1, filter } })
      return pageInfo?.totalCount ?? -1
    }
    const before = await raised()
    const set = (on: number, limit: number) =>
      codeOf('device.setBattery', puid, { bLowPowerAlarm: on, iMinPowerAlarm: limit })
    await set(1, batteryPower)
    await set(0, 100_000)
    expect(await raised()).toBe(before)
    expect(batteryPower).toBeLessThan(100_000)
    await set(1, 100_000)
    expect(await raised()).toBe(before + 1)
  })

  it('for the battery alarm are honoured while time goes by and the simulator shows life', async () => {
    desk.simulator.control.churn({ eventsPerSecond: 0.0001 })
    const low = async () => {
      const { data } = await ask('alarm.list', { body: { page: 0, pageSize: 1000, filter: { type: 4115 } } })
      return (data as { timestamp: number }[]).filter(({ timestamp }) => timestamp > Date.UTC(2026, 10, 23, 8) / 1000)
    }
    expect(await low()).toEqual([])
    advance(3600)
    expect((await low()).length).toBeGreaterThan(0)
  })

  it('come with a schema, and have to fit it', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const { jsonSchema, jsonConfig } = await read<{ jsonSchema: string; jsonConfig: string }>('device.config', puid)
    const schema = JSON.parse(jsonSchema) as { properties: object }
    const settings = JSON.parse(jsonConfig) as { volume: number }
    expect(Object.keys(schema.properties)).toEqual(Object.keys(settings))
    const set = (value: unknown) => codeOf('device.setConfig', puid, { jsonConfig: JSON.stringify(value) })
    expect(await set({ ...settings, volume: 2 })).toBe(0)
    expect(JSON.parse((await read<{ jsonConfig: string }>('device.config', puid)).jsonConfig)).toMatchObject({
      volume: 2,
    })
    expect(await set({ ...settings, volume: 11 })).toBe(4)
    expect(await set({ volume: 3 })).toBe(4)
    expect(await codeOf('device.setConfig', puid, { jsonConfig: 'loud' })).toBe(4)
  })

  it('for who wears it change what is given, and nothing that is read-only', async () => {
    const puid = onlineOf(desk.simulator, 105)
    const before = await read<Record<string, string>>('device.lawEnforcement', puid)
    expect(before['IMEIMEID']).toMatch(/^\d{15}$/)
    expect(await codeOf('device.setLawEnforcement', puid, { userName: '张三', policeType: 'tourist' })).toBe(0)
    expect(await read('device.lawEnforcement', puid)).toEqual({ ...before, userName: '张三', policeType: 'tourist' })
    expect(await codeOf('device.setLawEnforcement', puid, { userNo: '' })).toBe(4)
    expect(await codeOf('device.setLawEnforcement', puid, { policeType: 'secret' })).toBe(4)
  })
})

describe('sensors', () => {
  interface Reading {
    key: string
    reading: number
    bAlarm: boolean
    alarm_min: number
    alarm_max: number
  }
  const readings = (puid: string) => read<Reading[]>('device.sensors', puid)

  it('warn outside the limits that were set, whatever the case of their key', async () => {
    const puid = onlineOf(desk.simulator, 103)
    const before = await readings(puid)
    expect(before.map(({ key }) => key)).toEqual(expect.arrayContaining(['body_P', 'gas_CO']))
    expect(before.some(({ bAlarm }) => bAlarm)).toBe(false)
    const limits = [{ key: 'BODY_p', alarm_min: 200, alarm_max: 220 }]
    expect(await codeOf('device.setSensors', puid, limits)).toBe(0)
    const heart = (await readings(puid)).find(({ key }) => key === 'body_P')
    expect(heart).toMatchObject({ bAlarm: true, alarm_min: 200, alarm_max: 220 })
  })

  it('show other readings as time goes by, the same at the same time', async () => {
    const puid = onlineOf(desk.simulator, 103)
    const before = await readings(puid)
    expect(await readings(puid)).toEqual(before)
    advance(30)
    expect(await readings(puid)).not.toEqual(before)
  })

  it('refuse limits the wrong way round and sensors they are not, changing nothing', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const before = await readings(puid)
    const good = { key: 'body_P', alarm_min: 1, alarm_max: 2 }
    expect(await codeOf('device.setSensors', puid, [good, { key: 'body_T', alarm_min: 9, alarm_max: 1 }])).toBe(4)
    expect(await codeOf('device.setSensors', puid, [good, { key: 'gas_O2', alarm_min: 1, alarm_max: 9 }])).toBe(2)
    expect(await readings(puid)).toEqual(before)
  })
})
