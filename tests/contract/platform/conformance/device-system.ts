import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import type { Caller } from './caller.ts'
import { Kind, NO_DEVICE, onlineOf, OPERATOR, whileOffline } from './devices.ts'
import type { Scenario } from './scenario.ts'

const { device, deviceSystem, recordFile } = operations

const READS = [
  deviceSystem.config,
  deviceSystem.positioning,
  deviceSystem.upgradeStatus,
  deviceSystem.lawEnforcement,
  deviceSystem.sensors,
]

export const deviceItself: Scenario = {
  section: 'device management: the device itself',
  async run(caller) {
    await settings(caller)
    await battery(caller)
    await positioning(caller)
    await wearer(caller)
    await sensors(caller)
    await firmware(caller)
    await comesBack(caller)
    await refusals(caller)
  },
}

async function settings(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.bodyCamera) }
  const { data: before } = await caller.ok(deviceSystem.config, { params })
  const { properties } = JSON.parse(before.jsonSchema) as { properties: object }
  const values = JSON.parse(before.jsonConfig) as { volume: number }
  expect(Object.keys(values)).toEqual(Object.keys(properties))
  const volume = values.volume === 2 ? 3 : 2
  await caller.ok(deviceSystem.setConfig, { params, body: { jsonConfig: JSON.stringify({ ...values, volume }) } })
  const { data: after } = await caller.ok(deviceSystem.config, { params })
  expect(JSON.parse(after.jsonConfig)).toEqual({ ...values, volume })
  await caller.refused(deviceSystem.setConfig, { params, body: { jsonConfig: 'loud' } }, 4)
}

async function battery(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.bodyCamera) }
  const body = { bLowPowerAlarm: 1 as const, iMinPowerAlarm: 35_000 }
  await caller.ok(deviceSystem.setBattery, { params, body })
  const { data: after } = await caller.ok(device.battery, { params })
  expect(after).toMatchObject(body)
  await caller.refused(deviceSystem.setBattery, { params: { puid: onlineOf(caller, Kind.vehicle) }, body }, 8)
}

async function positioning(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.vehicle) }
  const { data: before } = await caller.ok(deviceSystem.positioning, { params })
  const [signal = ''] = before.supportSignal ?? []
  const body = { setupSignal: [signal], enable: true, reportInterval: 30, reportDistance: 200 }
  await caller.ok(deviceSystem.setPositioning, { params, body })
  const { data: after } = await caller.ok(deviceSystem.positioning, { params })
  expect(after).toEqual({ ...before, ...body })
  await caller.refused(deviceSystem.setPositioning, { params, body: { setupSignal: ['compass'] } }, 4)
}

async function wearer(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.bodyCamera) }
  const { data: before } = await caller.ok(deviceSystem.lawEnforcement, { params })
  const change = { userName: 'Zhang San', policeType: 'tourist' as const }
  await caller.ok(deviceSystem.setLawEnforcement, { params, body: change })
  const { data: after } = await caller.ok(deviceSystem.lawEnforcement, { params })
  expect(after).toEqual({ ...before, ...change })
}

async function sensors(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.helmet) }
  const { data: before } = await caller.ok(deviceSystem.sensors, { params })
  const [first] = before
  const key = first?.key ?? ''
  const limits = { alarm_min: 900, alarm_max: 901 }
  await caller.ok(deviceSystem.setSensors, { params, body: [{ key: key.toUpperCase(), ...limits }] })
  const { data: after } = await caller.ok(deviceSystem.sensors, { params })
  expect(after.map((sensor) => sensor.key)).toEqual(before.map((sensor) => sensor.key))
  expect(after.find((sensor) => sensor.key === key)).toMatchObject({ ...limits, bAlarm: true })
  const backwards = [{ key, alarm_min: 9, alarm_max: 1 }]
  await caller.refused(deviceSystem.setSensors, { params, body: backwards }, 4)
  await caller.refused(deviceSystem.setSensors, { params, body: [{ key: 'unknown', alarm_min: 1, alarm_max: 9 }] }, 2)
}

async function firmware(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.bodyCamera) }
  const { data: info } = await caller.ok(device.info, { params })
  const filter = { fileType: ['firmware' as const] }
  const { data: files } = await caller.ok(recordFile.list, { body: { page: 0, pageSize: 100, filter } })
  const file = files.find(({ fileName }) => fileName.startsWith(info.product ?? ''))
  const { data: before } = await caller.ok(deviceSystem.upgradeStatus, { params })
  expect(before).toMatchObject({ percent: -1, softwareVersion: info.softwareVersion })
  const body = { fileid: file?.fileID ?? '', promptly: 1 as const }
  await caller.ok(deviceSystem.upgrade, { params, body })
  await caller.refused(deviceSystem.upgrade, { params, body }, 7)
  caller.simulator.control.advance({ seconds: 20 })
  const { data: during } = await caller.ok(deviceSystem.upgradeStatus, { params })
  expect(during.percent).toBeGreaterThan(20)
  expect(during.speed).toBeGreaterThan(0)
  caller.simulator.control.advance({ seconds: 120 })
  const { data: after } = await caller.ok(deviceSystem.upgradeStatus, { params })
  expect(after).toMatchObject({ percent: -1, softwareVersion: file?.desc2 })
  expect(after.softwareVersion).not.toBe(before.softwareVersion)
  await caller.refused(deviceSystem.upgrade, { params, body: { ...body, fileid: 'none' } }, 2)
}

async function comesBack(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.handheld) }
  const status = async () => (await caller.ok(device.status, { params })).data
  const { bootTime } = await status()
  for (const operation of [deviceSystem.reboot, deviceSystem.kickOut]) {
    await caller.ok(operation, { params })
    expect((await status()).status).toBe(0)
    await caller.refused(operation, { params }, 5)
    caller.simulator.control.advance({ seconds: 30 })
    expect((await status()).status).toBe(1)
  }
  expect((await status()).bootTime).toBeGreaterThan(bootTime ?? 0)
}

async function refusals(caller: Caller): Promise<void> {
  const puid = onlineOf(caller, Kind.bodyCamera)
  await whileOffline(caller, puid, async () => {
    for (const operation of READS) await caller.refused(operation, { params: { puid } }, 5)
  })
  for (const operation of READS) await caller.refused(operation, { params: { puid: NO_DEVICE } }, 2)
  const operator = await caller.as(OPERATOR)
  await operator.ok(deviceSystem.positioning, { params: { puid } })
  await operator.refused(deviceSystem.setPositioning, { params: { puid }, body: { enable: false } }, 16)
  await operator.refused(deviceSystem.reboot, { params: { puid } }, 16)
  await operator.refused(deviceSystem.kickOut, { params: { puid } }, 16)
}
