import { expect } from 'vitest'
import type { BodyOf, RowsOf } from '../../../../shared/platform/define.ts'
import { operations } from '../../../../shared/platform/index.ts'
import { ANY_CHANNEL, FileType, RecordReason } from '../../../../shared/platform/record-file.ts'
import type { Caller } from './caller.ts'
import { expectIs } from './file-kinds.ts'
import { inPages } from './pages.ts'

const { device, recordFile } = operations

type Filter = Partial<BodyOf<typeof recordFile.listOfDevice>['filter']>
type Row = RowsOf<typeof recordFile.listOfDevice>[number]

const VEHICLE_CLASS = 102
const AHEAD_S = 86_400

function filterOf(puid: string, filter: Filter) {
  return { beginTime: 0, endTime: Math.floor(Date.now() / 1000) + AHEAD_S, puID: puid, ...filter }
}

function filesOn(caller: Caller, puid: string, filter: Filter = {}): Promise<readonly Row[]> {
  return inPages(
    (page) =>
      caller.ok(recordFile.listOfDevice, { params: { puid }, body: { ...page, filter: filterOf(puid, filter) } }),
    ({ fileID }) => fileID,
  )
}

/** What lies on a device: found, fetched, recorded and removed. */
export async function deviceFiles(caller: Caller): Promise<void> {
  const { devices } = caller.simulator.fleet()
  const puid = devices.find(({ classId, online }) => classId === VEHICLE_CLASS && online)?.id ?? ''
  await filters(caller, puid)
  await recording(caller, puid)
  await fetchedAndRemoved(caller, puid)
  const denied = devices.find(({ number, online }) => online && number % 3 === 0)?.id ?? ''
  const [theirs] = await filesOn(caller, denied)
  const viewer = await caller.as({ username: 'viewer', password: 'View-2026' })
  const params = { puid: denied, fileid: theirs?.fileID ?? '' }
  await viewer.refused(recordFile.downloadFromDevice, { params }, 16)
}

async function filters(caller: Caller, puid: string): Promise<void> {
  const rows = await filesOn(caller, puid)
  const begins = rows.map(({ beginTime }) => beginTime)
  expect(begins).toEqual(begins.toSorted((one, other) => one - other))
  expect(await filesOn(caller, puid, { channelIndex: ANY_CHANNEL })).toEqual(rows)
  expect(await filesOn(caller, puid, { channelIndex: 1 })).toEqual(rows.filter((row) => row.channelIndex === 1))
  const fileType = [FileType.gps, FileType.log]
  expect(await filesOn(caller, puid, { fileType })).toEqual(
    rows.filter((row) => fileType.some((type) => type === row.fileType)),
  )
  const recordReason = [RecordReason.manual]
  expect(await filesOn(caller, puid, { recordReason })).toEqual(
    rows.filter((row) => row.recordReason === RecordReason.manual),
  )
  const middle = begins[Math.floor(begins.length / 2)] ?? 0
  expect(await filesOn(caller, puid, { beginTime: middle, endTime: middle })).toEqual(
    rows.filter(({ beginTime, endTime }) => beginTime <= middle && endTime >= middle),
  )
  const page = { page: 0, pageSize: 1 }
  const other = { ...page, filter: filterOf('PU_NONE', {}) }
  await caller.refused(recordFile.listOfDevice, { params: { puid }, body: other }, 4)
  await caller.refused(recordFile.listOfDevice, { params: { puid: 'PU_NONE' }, body: other }, 2)
}

/** It grows while it runs and cannot be removed, and is a file of that length when it ends. */
async function recording(caller: Caller, puid: string): Promise<void> {
  const { control } = caller.simulator
  const manual: Filter = { match: 'raid', recordReason: [RecordReason.manual] }
  const channel = { puid, index: 0 }
  await caller.ok(device.startRecording, {
    params: channel,
    body: { video: true, audio: true, stopTime: 0, fileName: 'raid' },
  })
  control.advance({ seconds: 60 })
  const [young] = await filesOn(caller, puid, manual)
  control.advance({ seconds: 60 })
  const [older] = await filesOn(caller, puid, manual)
  const fileid = young?.fileID ?? ''
  expect(older).toMatchObject({ fileID: fileid, fileType: FileType.video, channelIndex: 0 })
  expect(older?.fileSize).toBeGreaterThan(young?.fileSize ?? Infinity)
  await caller.refused(recordFile.removeFromDevice, { params: { puid, fileid } }, 7)
  await caller.ok(device.stopRecording, { params: channel })
  const [whole] = await filesOn(caller, puid, manual)
  expect((whole?.endTime ?? 0) - (whole?.beginTime ?? 0)).toBeGreaterThanOrEqual(120)
  control.advance({ seconds: 60 })
  expect(await filesOn(caller, puid, manual)).toEqual([whole])
}

async function fetchedAndRemoved(caller: Caller, puid: string): Promise<void> {
  const [file] = await filesOn(caller, puid, { match: 'RAID' })
  const params = { puid, fileid: file?.fileID ?? '' }
  const bytes = await caller.file(recordFile.downloadFromDevice, { params })
  expect(bytes.length).toBe(file?.fileSize)
  expectIs(FileType.video, bytes)
  const rows = await filesOn(caller, puid)
  await caller.ok(recordFile.removeFromDevice, { params })
  await caller.refused(recordFile.removeFromDevice, { params }, 2)
  await caller.refused(recordFile.downloadFromDevice, { params }, 2)
  const left = await filesOn(caller, puid)
  expect(left.map(({ fileID }) => fileID)).toEqual(
    rows.map(({ fileID }) => fileID).filter((fileID) => fileID !== params.fileid),
  )
  const another = { puid, fileid: left[0]?.fileID ?? '' }
  caller.simulator.control.setOnline({ device: puid, online: false })
  await caller.refused(recordFile.downloadFromDevice, { params: another }, 5)
  await caller.refused(recordFile.removeFromDevice, { params: another }, 5)
  const body = { page: 0, pageSize: 1, filter: filterOf(puid, {}) }
  await caller.refused(recordFile.listOfDevice, { params: { puid }, body }, 5)
}
