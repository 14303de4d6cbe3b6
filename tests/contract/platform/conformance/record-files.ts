import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { BodyOf, RowsOf } from '../../../../shared/platform/define.ts'
import { operations } from '../../../../shared/platform/index.ts'
import { fillPath } from '../../../../shared/platform/place.ts'
import { downloadPlatformFile, FileType, RecordReason } from '../../../../shared/platform/record-file.ts'
import type { Caller } from './caller.ts'
import { deviceFiles } from './device-files.ts'
import { expectIs } from './file-kinds.ts'
import { FIRST, inPages } from './pages.ts'
import type { Scenario } from './scenario.ts'

const { recordFile } = operations

/** The platform has stored for weeks. */
const LATELY_S = 2 * 86_400

type Filter = BodyOf<typeof recordFile.list>['filter']
type Row = RowsOf<typeof recordFile.list>[number]

function files(caller: Caller, filter: Filter): Promise<readonly Row[]> {
  return inPages(
    (page) => caller.ok(recordFile.list, { body: { ...page, filter } }),
    ({ fileID }) => fileID,
  )
}

async function idsOf(caller: Caller, filter: Filter): Promise<string[]> {
  return (await files(caller, filter)).map(({ fileID }) => fileID)
}

/** One of each kind, as listed: its size, its hash, its bytes. */
async function downloads(caller: Caller): Promise<void> {
  for (const type of [FileType.video, FileType.audio, FileType.image, FileType.gps, FileType.log]) {
    const [row] = await files(caller, { fileType: [type] })
    if (!row) throw new Error(`the platform has no ${type}`)
    const bytes = await caller.file(downloadPlatformFile, { params: { fileid: row.fileID } })
    expect(bytes.length, type).toBe(row.fileSize)
    expect(md5(bytes), type).toBe(row.fileHash)
    expectIs(type, bytes)
  }
  await caller.refused(downloadPlatformFile, { params: { fileid: 'none' } }, 2)
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex')
}

/** As a media element fetches: with the token in the address, a piece at a time. */
async function ranges(caller: Caller): Promise<void> {
  const [row] = await files(caller, { fileType: [FileType.video] })
  const params = { fileid: row?.fileID ?? '' }
  const whole = await caller.file(downloadPlatformFile, { params })
  const address = caller.simulator.url + fillPath(downloadPlatformFile, { params, query: { token: caller.token } })
  const piece = (range: string) => fetch(address, { headers: { range } })
  const middle = await piece('bytes=1000-1999')
  expect(middle.status).toBe(206)
  expect(middle.headers.get('content-range')).toBe(`bytes 1000-1999/${whole.length}`)
  expect(await middle.bytes()).toEqual(whole.slice(1000, 2000))
  const end = await piece('bytes=-16')
  expect(await end.bytes()).toEqual(whole.slice(-16))
  expect((await piece(`bytes=${whole.length}-`)).status).toBe(416)
  const nobody = await fetch(caller.simulator.url + fillPath(downloadPlatformFile, { params }))
  expect(await nobody.json()).toMatchObject({ code: 9 })
}

async function filters(caller: Caller): Promise<void> {
  const lately = { insertBeginTime: Math.floor(Date.now() / 1000) - LATELY_S }
  const rows = await files(caller, lately)
  const stored = rows.map(({ insertTime }) => insertTime)
  expect(stored).toEqual(stored.toSorted((one, other) => other - one))
  const row = rows.find(({ fileType, puID }) => fileType === FileType.image && puID !== '')
  if (!row) throw new Error('the platform has no pictures')
  expect(rows.length).toBeGreaterThan(20)
  const { fileID, puID, beginTime, insertTime, fileName } = row
  const where = (wanted: (row: Row) => boolean) => rows.filter(wanted).map((entry) => entry.fileID)
  const reasons = [RecordReason.call, RecordReason.time]
  expect(await idsOf(caller, { ...lately, puID })).toEqual(where((entry) => entry.puID === puID))
  expect(await idsOf(caller, { ...lately, recordReason: reasons })).toEqual(
    where(({ recordReason }) => reasons.some((reason) => reason === recordReason)),
  )
  expect(await idsOf(caller, { insertBeginTime: insertTime, insertEndTime: insertTime })).toContain(fileID)
  expect(await idsOf(caller, { insertBeginTime: insertTime + 1 })).toEqual(
    where((entry) => entry.insertTime > insertTime),
  )
  expect(await idsOf(caller, { beginTime, endTime: beginTime, puID })).toContain(fileID)
  expect(await idsOf(caller, { ...lately, endTime: beginTime - 1 })).not.toContain(fileID)
  expect(await idsOf(caller, { match: fileName.toUpperCase() })).toContain(fileID)
  const { data: info } = await caller.ok(recordFile.info, { params: { fileid: fileID } })
  expect(info).toEqual(row)
}

async function descriptions(caller: Caller): Promise<void> {
  const [row] = await files(caller, { fileType: [FileType.video] })
  const params = { fileid: row?.fileID ?? '' }
  expect(await files(caller, { mark: true })).toEqual([])
  await caller.ok(recordFile.change, { params, body: { desc1: 'case 17', mark: true } })
  // What is left out stays.
  await caller.ok(recordFile.change, { params, body: { desc2: 'North gate at night' } })
  const changed = { ...row, desc1: 'case 17', desc2: 'North gate at night', mark: true }
  expect((await caller.ok(recordFile.info, { params })).data).toEqual(changed)
  expect(await files(caller, { mark: true })).toEqual([changed])
  expect(await files(caller, { desc1: 'case 17' })).toEqual([changed])
  expect(await files(caller, { desc1: 'case' })).toEqual([])
  expect(await files(caller, { desc2: 'GATE' })).toEqual([changed])
  await caller.refused(recordFile.change, { params: { fileid: 'none' }, body: { mark: true } }, 2)
  await caller.refused(recordFile.info, { params: { fileid: 'none' } }, 2)
}

/** A picture taken by hand lies on the platform. */
async function snapshot(caller: Caller): Promise<void> {
  const puid = caller.simulator.fleet().devices.find(({ online, classId }) => online && classId === 101)?.id ?? ''
  const filter = { puID: puid, fileType: [FileType.image] }
  const before = await idsOf(caller, filter)
  await caller.ok(operations.device.snapshot, { params: { puid, index: 0 } })
  const after = await files(caller, filter)
  const [fresh] = after.filter(({ fileID }) => !before.includes(fileID))
  expect(after).toHaveLength(before.length + 1)
  expect(fresh).toMatchObject({ puID: puid, channelIndex: 0, recordReason: RecordReason.manual })
  const bytes = await caller.file(downloadPlatformFile, { params: { fileid: fresh?.fileID ?? '' } })
  expect(md5(bytes)).toBe(fresh?.fileHash)
  expectIs(FileType.image, bytes)
}

export const recordFiles: Scenario = {
  section: 'files of the platform and of devices',
  async run(caller) {
    await filters(caller)
    await descriptions(caller)
    await downloads(caller)
    await ranges(caller)
    await snapshot(caller)
    await deviceFiles(caller)
    await caller.unfit(recordFile.list, { body: { ...FIRST, page: -1, filter: {} } })
  },
}
