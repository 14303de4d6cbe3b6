import { expect } from 'vitest'
import { DeviceStatus, DeviceStatusFilter } from '../../../../shared/platform/device.ts'
import { operations } from '../../../../shared/platform/index.ts'
import type { Caller } from './caller.ts'
import { Kind, NO_DEVICE, onlineOf, whileOffline } from './devices.ts'
import { FIRST, inPages } from './pages.ts'
import type { Scenario } from './scenario.ts'

const { device, recordFile } = operations

export const devices: Scenario = {
  section: 'device',
  async run(caller) {
    await groups(caller)
    await classes(caller)
    await lists(caller)
    await questions(caller)
    await offline(caller)
    await recordings(caller)
    await snapshots(caller)
  },
}

async function groups(caller: Caller): Promise<void> {
  const { data: root } = await caller.ok(device.rootGroup)
  const below = await inPages(
    (page) => caller.ok(device.listGroups, { body: { ...page, filter: { pid: root.id } } }),
    ({ id }) => id,
  )
  expect(new Set(below.map(({ pid }) => pid))).toEqual(new Set([root.id]))
  const [first] = below
  const { data: info } = await caller.ok(device.groupInfo, { params: { groupid: first?.id ?? '' } })
  expect(info).toMatchObject({ id: first?.id, pid: root.id, name: first?.name })
  const match = info.name.slice(0, 3)
  const { data: found } = await caller.ok(device.listGroups, { body: { ...FIRST, filter: { match } } })
  expect(found.map(({ id }) => id)).toContain(info.id)
  expect(found.filter(({ name }) => !name.toLowerCase().includes(match.toLowerCase()))).toEqual([])
  await caller.refused(device.groupInfo, { params: { groupid: 'nowhere' } }, 2)
}

async function classes(caller: Caller): Promise<void> {
  const all = await inPages(
    (page) => caller.ok(device.listClasses, { body: page }),
    ({ id }) => id,
  )
  const vehicle = all.find(({ id }) => id === Kind.vehicle)
  const { data: info } = await caller.ok(device.classInfo, { params: { id: Kind.vehicle } })
  expect(info).toEqual(vehicle)
  const { data: found } = await caller.ok(device.listClasses, { body: { ...FIRST, filter: { match: info.name } } })
  expect(found).toEqual([info])
  await caller.refused(device.classInfo, { params: { id: 4711 } }, 2)
}

async function lists(caller: Caller): Promise<void> {
  const all = await inPages(
    (page) => caller.ok(device.list, { body: { ...page, order: '-id' } }),
    ({ id }) => id,
  )
  const ids = all.map(({ id }) => id)
  expect(ids).toEqual(ids.toSorted().toReversed())
  const counts = []
  for (const status of [DeviceStatusFilter.online, DeviceStatusFilter.offline]) {
    const { data } = await caller.ok(device.list, { body: { ...FIRST, filter: { status } } })
    const shown = status === DeviceStatusFilter.online ? DeviceStatus.online : DeviceStatus.offline
    expect(new Set(data.map((row) => row.status))).toEqual(new Set([shown]))
    counts.push(data.length)
  }
  expect(counts[0] ?? 0).toBeGreaterThan(0)
  expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(all.length)
  const filter = { classIds: [Kind.vehicle], gid: all.find(({ classID }) => classID === Kind.vehicle)?.gid ?? '' }
  const { data: vehicles } = await caller.ok(device.list, { body: { ...FIRST, filter } })
  expect(vehicles.length).toBeGreaterThan(0)
  expect(vehicles.every(({ classID, gid }) => classID === Kind.vehicle && gid === filter.gid)).toBe(true)
}

async function questions(caller: Caller): Promise<void> {
  const puid = onlineOf(caller, Kind.bodyCamera)
  const { data: rows } = await caller.ok(device.list, { body: { ...FIRST, filter: { match: puid } } })
  const { data: info } = await caller.ok(device.info, { params: { puid } })
  expect(rows).toMatchObject([{ id: puid, gid: info.gid, name: info.name, channels: info.channels }])
  const { data: status } = await caller.ok(device.status, { params: { puid } })
  expect(status).toMatchObject({ id: puid, status: DeviceStatus.online })
  const { data: place } = await caller.ok(device.gps, { params: { puid } })
  expect(place.lng).toBeCloseTo(status.gps?.lng ?? 0, 2)
  const { data: battery } = await caller.ok(device.battery, { params: { puid } })
  expect(battery.batteryPower).toBeGreaterThan(0)
  expect(battery.batteryPower).toBeLessThanOrEqual(100_000)
  await caller.refused(device.battery, { params: { puid: onlineOf(caller, Kind.vehicle) } }, 8)
  const reply = await caller.file(device.command, { params: { puid, index: 3 }, body: { lamp: 'on' } })
  expect(new TextDecoder().decode(reply)).toContain('lamp')
  for (const operation of [device.info, device.status, device.gps, device.battery])
    await caller.refused(operation, { params: { puid: NO_DEVICE } }, 2)
}

async function offline(caller: Caller): Promise<void> {
  const puid = onlineOf(caller, Kind.bodyCamera)
  await whileOffline(caller, puid, async () => {
    const { data: status } = await caller.ok(device.status, { params: { puid } })
    expect(status.status).toBe(DeviceStatus.offline)
    await caller.ok(device.info, { params: { puid } })
    for (const operation of [device.gps, device.battery]) await caller.refused(operation, { params: { puid } }, 5)
    await caller.refused(device.command, { params: { puid, index: 1 }, body: {} }, 5)
    await caller.refused(device.snapshot, { params: { puid, index: 0 } }, 5)
  })
}

async function recordings(caller: Caller): Promise<void> {
  const puid = onlineOf(caller, Kind.helmet)
  const params = { puid, index: 0 }
  const beginTime = Math.floor(Date.now() / 1000)
  const body = { video: true, audio: true, stopTime: 0, fileName: 'evidence' }
  await caller.ok(device.startRecording, { params, body })
  await caller.refused(device.startRecording, { params, body }, 7)
  caller.simulator.control.advance({ seconds: 20 })
  await caller.ok(device.stopRecording, { params })
  await caller.refused(device.stopRecording, { params }, 2)
  const filter = { puID: puid, beginTime, endTime: beginTime + 3600, recordReason: ['manual' as const] }
  const { data: files } = await caller.ok(recordFile.listOfDevice, { params: { puid }, body: { ...FIRST, filter } })
  expect(files).toMatchObject([{ channelIndex: 0, fileType: 'video', recordReason: 'manual' }])
  expect(files[0]?.filePath).toContain('evidence')
  expect((files[0]?.endTime ?? 0) - (files[0]?.beginTime ?? 0)).toBeGreaterThanOrEqual(20)
  await caller.refused(device.startRecording, { params, body: { ...body, video: false, audio: false } }, 4)
  await caller.refused(device.startRecording, { params: { puid, index: 9 }, body }, 2)
}

async function snapshots(caller: Caller): Promise<void> {
  const puid = onlineOf(caller, Kind.vehicle)
  const { data: taken } = await caller.ok(device.snapshot, { params: { puid, index: 2 } })
  expect(taken.channelIndex).toBe(2)
  const { data: file } = await caller.ok(recordFile.info, { params: { fileid: taken.fileID } })
  expect(file).toMatchObject({ puID: puid, channelIndex: 2, fileType: 'image', fileName: taken.fileName })
  expect(file.fileSize).toBe(taken.fileSize)
  await caller.refused(device.snapshot, { params: { puid, index: 9 } }, 2)
}
