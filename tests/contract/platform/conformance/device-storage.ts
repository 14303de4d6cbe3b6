import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import type { Caller } from './caller.ts'
import { Kind, NO_DEVICE, onlineOf, OPERATOR, whileOffline } from './devices.ts'
import { FIRST } from './pages.ts'
import type { Scenario } from './scenario.ts'

const { deviceStorage, recordFile } = operations

const DAY_S = 86_400
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const

export const deviceStorages: Scenario = {
  section: 'device management: storage',
  async run(caller) {
    await partitions(caller)
    await rules(caller)
    await schedule(caller)
    await formatting(caller)
    await refusals(caller)
  },
}

async function partitions(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.vehicle) }
  const { data: before } = await caller.ok(deviceStorage.storages, { params })
  expect(before.map(({ storageMediaType }) => storageMediaType)).toEqual(['hdd', 'sdcard'])
  for (const bDisable of [1, 0] as const) {
    const body = before.map(({ storageMediaType, storageID, partitions: parts }) => ({
      storageMediaType,
      storageID,
      partitions: parts.map(({ name }) => ({ name, bDisable })),
    }))
    await caller.ok(deviceStorage.setStorages, { params, body })
    const { data: after } = await caller.ok(deviceStorage.storages, { params })
    expect(after.flatMap(({ partitions: parts }) => parts.map((part) => part.bDisable))).toEqual([bDisable, bDisable])
  }
  const body = [{ storageMediaType: 'hdd' as const, storageID: 9, partitions: [] }]
  await caller.refused(deviceStorage.setStorages, { params, body }, 2)
}

async function rules(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.vehicle) }
  const body = {
    noSpaceRule: 0 as const,
    alarmSpace: 2048,
    reserveDays: 7,
    recordFileLength: 1200,
    recordGps: 1 as const,
    videoFileNameRule: 4 as const,
    picFileNameRule: 1 as const,
    VideoFileName: 'patrol',
    picFileName: '',
  }
  await caller.ok(deviceStorage.setRules, { params, body })
  const { data: after } = await caller.ok(deviceStorage.rules, { params })
  expect(after).toEqual(body)
  await caller.refused(deviceStorage.setRules, { params, body: { ...body, VideoFileName: '' } }, 4)
}

async function schedule(caller: Caller): Promise<void> {
  const puid = onlineOf(caller, Kind.vehicle)
  const params = { puid, index: 0 }
  const now = Math.floor(Date.now() / 1000)
  const always = WEEKDAYS.map((week) => ({ week, hour: 0, minute: 0, second: 0, duration: DAY_S }))
  const times = { begin: now - DAY_S, end: now + 30 * DAY_S }
  const body = { weekSnapshot: [], weekRecord: always, recordAudio: 1 as const, ...times }
  const status = async () => (await caller.ok(deviceStorage.recordStatus, { params: { puid } })).data
  await caller.ok(deviceStorage.setSchedule, { params, body })
  const { data: after } = await caller.ok(deviceStorage.schedule, { params })
  expect(after).toEqual(body)
  caller.simulator.control.advance({ seconds: 30 })
  const recording = await status()
  expect(recording).toMatchObject({ recordVideo: true, recordAudio: true })
  expect(recording.fileNames.some((name) => name.includes('patrol'))).toBe(true)
  await caller.ok(deviceStorage.setSchedule, { params, body: { ...body, weekRecord: [] } })
  expect(await status()).toMatchObject({ recordVideo: false, fileNames: [] })
  const overnight = { week: 1 as const, hour: 23, minute: 0, second: 0, duration: 7200 }
  await caller.refused(deviceStorage.setSchedule, { params, body: { ...body, weekRecord: [overnight] } }, 4)
  await caller.refused(deviceStorage.schedule, { params: { puid, index: 9 } }, 2)
}

async function formatting(caller: Caller): Promise<void> {
  const puid = onlineOf(caller, Kind.bodyCamera)
  const params = { puid, id: 0 }
  const progress = async () => (await caller.ok(deviceStorage.formatProgress, { params })).data
  const partition = async () => (await caller.ok(deviceStorage.storages, { params: { puid } })).data[0]?.partitions[0]
  await caller.ok(deviceStorage.format, { params })
  await caller.refused(deviceStorage.format, { params }, 7)
  expect(await partition()).toMatchObject({ bFormated: 0 })
  caller.simulator.control.advance({ seconds: 5 })
  const half = await progress()
  expect(half).toMatchObject({ storageID: 0, action: 1 })
  expect(half.percent).toBeGreaterThan(20)
  expect(half.percent).toBeLessThan(100)
  caller.simulator.control.advance({ seconds: 40 })
  expect(await progress()).toMatchObject({ percent: 100 })
  expect(await partition()).toMatchObject({ bFormated: 1, bDisable: 0 })
  const filter = { puID: puid, beginTime: 0, endTime: 4_000_000_000 }
  const { data: files } = await caller.ok(recordFile.listOfDevice, { params: { puid }, body: { ...FIRST, filter } })
  expect(files).toEqual([])
  await caller.refused(deviceStorage.format, { params: { puid, id: 7 } }, 2)
}

async function refusals(caller: Caller): Promise<void> {
  const puid = onlineOf(caller, Kind.bodyCamera)
  const reads = [deviceStorage.storages, deviceStorage.rules, deviceStorage.recordStatus]
  await whileOffline(caller, puid, async () => {
    for (const operation of reads) await caller.refused(operation, { params: { puid } }, 5)
    await caller.refused(deviceStorage.format, { params: { puid, id: 0 } }, 5)
  })
  for (const operation of reads) await caller.refused(operation, { params: { puid: NO_DEVICE } }, 2)
  const operator = await caller.as(OPERATOR)
  await operator.ok(deviceStorage.storages, { params: { puid } })
  await operator.refused(deviceStorage.format, { params: { puid, id: 0 } }, 16)
}
