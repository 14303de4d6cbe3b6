import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { FileType, RecordReason } from '../../../shared/platform/record-file.ts'
import type { SimulatorOptions } from '../../simulator/options.ts'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { call, tokenOf } from './desk.ts'
import { readMovie } from './movie-reader.ts'

let simulator: Simulator
let token: string
async function start(options: Partial<SimulatorOptions> & { now?: () => number } = {}): Promise<void> {
  simulator = await startSimulator({ devices: 30, ...options })
  token = await tokenOf(simulator)
}
afterEach(() => simulator.close())

interface Row {
  id?: number
  fileID: string
  puID: string
  fileType: string
  fileSize: number
  fileHash: string
  beginTime: number
  endTime: number
  insertTime: number
  recordReason: string
  channelIndex: number
  fileName: string
  mark: boolean
  desc1: string
  desc2: string
}

async function platformFiles(filter: object = {}, page = 0, pageSize = 300) {
  const answer = await call(simulator, 'recordfile.list', { token, body: { page, pageSize, filter } })
  expect(answer).toMatchObject({ code: 0 })
  return { rows: answer.data as Row[], total: answer.pageInfo?.totalCount ?? -1 }
}

const listOn = (puid: string, filter: object = {}) =>
  call(simulator, 'devicefile.list', {
    token,
    params: { puid },
    body: {
      page: 0,
      pageSize: 1000,
      filter: { beginTime: 0, endTime: Math.floor(Date.now() / 1000) + 999_999, puID: puid, ...filter },
    },
  })

async function filesOn(puid: string, filter: object = {}): Promise<Row[]> {
  const answer = await listOn(puid, filter)
  expect(answer).toMatchObject({ code: 0 })
  return answer.data as Row[]
}

function device(condition: (entry: { classId: number }) => boolean = () => true) {
  const found = simulator.fleet().devices.find((entry) => entry.online && condition(entry))
  if (!found) throw new Error('no such device')
  return found
}

const download = (path: string, headers: Record<string, string> = { authorization: token }) =>
  fetch(`${simulator.url}${path}`, { headers })
const ofPlatform = ({ fileID }: Row) => `/bvnru/v1/download/${fileID}`
const ofDevice = (puid: string, { fileID }: Row) => `/bvcsp/v1/pu/download/${puid}/${fileID}`

describe('files of the platform', () => {
  it('are served with the size, hash and duration on record, whatever their type', async () => {
    await start()
    const { rows } = await platformFiles()
    for (const type of [FileType.video, FileType.audio, FileType.image, FileType.gps, FileType.log]) {
      const row = rows.find((entry) => entry.fileType === type)
      if (!row) throw new Error(`no ${type}`)
      const response = await download(ofPlatform(row))
      const bytes = Buffer.from(await response.arrayBuffer())
      expect(bytes.length).toBe(row.fileSize)
      expect(createHash('md5').update(bytes).digest('hex')).toBe(row.fileHash)
      if (type === FileType.video || type === FileType.audio)
        expect(readMovie(bytes).seconds).toBe(row.endTime - row.beginTime)
      if (type === FileType.image) expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff')
      if (type === FileType.gps) expect(bytes.toString()).toMatch(/^\$GPRMC,\d{6}\.00,A,.*\*[\dA-F]{2}\r\n/)
    }
  })

  it('are served in ranges, and with the token in the address, but not without', async () => {
    await start()
    const [row] = (await platformFiles({ fileType: [FileType.video] })).rows
    if (!row) throw new Error('no video')
    const whole = Buffer.from(await (await download(ofPlatform(row))).arrayBuffer())
    const part = await download(`${ofPlatform(row)}?token=${token}`, { range: 'bytes=100-199' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${row.fileSize}`)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(100, 200))
    expect(await (await download(ofPlatform(row), {})).json()).toMatchObject({ code: 9 })
    expect(await (await download('/bvnru/v1/download/none')).json()).toMatchObject({ code: 2 })
  })

  it('are the same for the same seed and time, newest first, and lie in the past', async () => {
    const nowMs = Date.UTC(2026, 9, 5, 14)
    await start({ seed: 4, now: () => nowMs })
    const first = await platformFiles()
    await simulator.close()
    await start({ seed: 4, now: () => nowMs })
    const second = await platformFiles()
    expect(first.total).toBeGreaterThan(50)
    expect(second.rows).toEqual(first.rows)
    const times = first.rows.map((row) => row.insertTime)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect(times[0]).toBeLessThanOrEqual(nowMs / 1000)
    expect(new Set(first.rows.map((row) => row.fileID)).size).toBe(first.rows.length)
    expect(new Set(first.rows.map((row) => row.id)).size).toBe(first.rows.length)
  })

  it('are found by device, type, reason, time, description, name and mark', async () => {
    await start()
    const { rows } = await platformFiles()
    const some = rows.find((row) => row.fileType === FileType.image && row.puID !== '')
    if (!some) throw new Error('no picture')
    const params = { fileid: some.fileID }
    const change = { desc1: 'case 17', desc2: 'north gate at night', mark: true }
    expect((await call(simulator, 'recordfile.change', { token, params, body: change })).code).toBe(0)
    expect((await call(simulator, 'recordfile.info', { token, params })).data).toMatchObject({ ...some, ...change })
    const ids = async (filter: object) => (await platformFiles(filter)).rows.map((row) => row.fileID)
    expect(await ids({ desc1: 'case 17' })).toEqual([some.fileID])
    expect(await ids({ desc1: 'case' })).toEqual([])
    expect(await ids({ desc2: 'GATE' })).toEqual([some.fileID])
    expect(await ids({ mark: true })).toEqual([some.fileID])
    expect(await ids({ match: some.fileName.slice(0, -5) })).toContain(some.fileID)
    expect(await ids({ puID: some.puID, fileType: [FileType.image] })).toContain(some.fileID)
    expect(
      await ids({ beginTime: some.beginTime, endTime: some.endTime, recordReason: [RecordReason.upload] }),
    ).toContain(some.fileID)
    expect(await ids({ beginTime: some.endTime + 1, match: some.fileName })).toEqual([])
    expect(await ids({ insertBeginTime: some.insertTime, insertEndTime: some.insertTime })).toContain(some.fileID)
    expect((await call(simulator, 'recordfile.info', { token, params: { fileid: 'none' } })).code).toBe(2)
  })
})

describe('files of a device', () => {
  it('are listed oldest first, served by the device, and gone when they are deleted', async () => {
    await start()
    const { id } = device()
    const rows = await filesOn(id)
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.map((row) => row.beginTime)).toEqual(rows.map((row) => row.beginTime).toSorted((a, b) => a - b))
    const video = rows.find((row) => row.fileType === FileType.video)
    if (!video) throw new Error('no video')
    const bytes = Buffer.from(await (await download(ofDevice(id, video))).arrayBuffer())
    expect(bytes.length).toBe(video.fileSize)
    expect(readMovie(bytes)).toMatchObject({ seconds: video.endTime - video.beginTime, tracks: ['vide', 'soun'] })
    const params = { puid: id, fileid: video.fileID }
    expect((await call(simulator, 'devicefile.remove', { token, params })).code).toBe(0)
    expect((await call(simulator, 'devicefile.remove', { token, params })).code).toBe(2)
    expect((await filesOn(id)).map((row) => row.fileID)).not.toContain(video.fileID)
    expect(await (await download(ofDevice(id, video))).json()).toMatchObject({ code: 2 })
  })

  it('are no longer than configured, inside the time on-line', async () => {
    await start()
    const { id } = device((entry) => entry.classId === 102)
    const videos = await filesOn(id, { fileType: [FileType.video] })
    for (const row of videos) expect(row.endTime - row.beginTime).toBeLessThanOrEqual(900)
    expect(new Set(videos.map((row) => row.channelIndex))).toEqual(new Set([0, 1]))
    expect((await filesOn(id, { channelIndex: 1 })).every((row) => row.channelIndex === 1)).toBe(true)
    expect(await filesOn(id, { channelIndex: -1 })).toHaveLength((await filesOn(id)).length)
  })

  it('need the device: unknown 2, off-line 5, another one in the filter 4', async () => {
    await start()
    const { id } = device()
    const [row] = await filesOn(id)
    if (!row) throw new Error('no file')
    expect((await listOn('PU_NONE')).code).toBe(2)
    expect((await listOn(id, { puID: 'PU_NONE' })).code).toBe(4)
    simulator.control.setOnline({ device: id, online: false })
    expect((await listOn(id)).code).toBe(5)
    expect(await (await download(ofDevice(id, row))).json()).toMatchObject({ code: 5 })
    expect((await call(simulator, 'devicefile.remove', { token, params: { puid: id, fileid: row.fileID } })).code).toBe(
      5,
    )
  })

  it('are not for an account that may not open the device', async () => {
    await start()
    const viewer = await tokenOf(simulator, 'viewer', 'View-2026')
    const denied = simulator.fleet().devices.find((entry) => entry.online && entry.number % 3 === 0)
    if (!denied) throw new Error('no device')
    const [row] = await filesOn(denied.id)
    if (!row) throw new Error('no file')
    expect(await (await download(ofDevice(denied.id, row), { authorization: viewer })).json()).toMatchObject({
      code: 16,
    })
  })
})

describe('a recording', () => {
  const startRecording = (puid: string) =>
    call(simulator, 'device.startRecording', {
      token,
      params: { puid, index: 0 },
      body: { video: true, audio: true, stopTime: 0, fileName: 'raid' },
    })

  it('grows while it runs, becomes files of the maximal length, and ends with what is left', async () => {
    await start()
    const { id } = device((entry) => entry.classId === 101)
    const before = (await filesOn(id)).map((row) => row.fileID)
    const fresh = async () => (await filesOn(id)).filter((row) => !before.includes(row.fileID))
    expect((await startRecording(id)).code).toBe(0)
    simulator.control.advance({ seconds: 100 })
    const [young] = await fresh()
    simulator.control.advance({ seconds: 100 })
    const [older] = await fresh()
    if (!young || !older) throw new Error('nothing is recorded')
    expect(older.fileID).toBe(young.fileID)
    expect(older.fileSize).toBeGreaterThan(young.fileSize)
    const remove = { token, params: { puid: id, fileid: older.fileID } }
    expect((await call(simulator, 'devicefile.remove', remove)).code).toBe(7)
    simulator.control.advance({ seconds: 500 })
    expect((await fresh()).map((row) => row.endTime - row.beginTime)).toEqual([600, expect.closeTo(100, -1)])
    const stopped = await call(simulator, 'device.stopRecording', { token, params: { puid: id, index: 0 } })
    expect(stopped.code).toBe(0)
    const files = await fresh()
    simulator.control.advance({ seconds: 500 })
    expect(await fresh()).toEqual(files)
    expect((await call(simulator, 'devicefile.remove', remove)).code).toBe(0)
  })
})
