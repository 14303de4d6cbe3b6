import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kind, openDeviceDesk, START_MS, type DeviceDesk } from './device-desk.ts'

let desk: DeviceDesk
beforeEach(async () => {
  desk = await openDeviceDesk()
})
afterEach(() => desk.simulator.close())

type Document = Record<string, unknown>
interface Storage {
  storageMediaType: string
  storageID: number
  partitions: [{ name: string; totalSpace: number; freeSpace: number; bFormated: number; bDisable: number }]
}
interface Status {
  recordVideo: boolean
  recordAudio: boolean
  recordGPS: boolean
  recordImage: boolean
  fileNames: string[]
}

const FIRST = { id: 0 }
const partition = async (puid: string) => {
  const [storage] = await desk.data<[Storage]>('storage.list', puid)
  return storage.partitions[0]
}
const deviceFiles = async (puid: string) => {
  const filter = { puID: puid, beginTime: 0, endTime: 4_000_000_000 }
  const { data } = await desk.ask('devicefile.list', puid, {}, { page: 0, pageSize: 1000, filter })
  return data as Document[]
}

describe('the storage of a device', () => {
  it('is a card on what is worn, a disk and a card in a vehicle', async () => {
    const worn = await desk.data<Storage[]>('storage.list', desk.deviceOf(Kind.bodyCamera))
    const vehicle = await desk.data<Storage[]>('storage.list', desk.deviceOf(Kind.vehicle))
    expect(worn.map(({ storageMediaType }) => storageMediaType)).toEqual(['sdcard'])
    expect(vehicle.map(({ storageMediaType }) => storageMediaType)).toEqual(['hdd', 'sdcard'])
  })

  it('is switched off and on by partition', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    const { name } = await partition(puid)
    const set = async (change: Document, ofPartition: Document = {}) =>
      (
        await desk.ask('storage.set', puid, {}, [
          { storageMediaType: 'sdcard', storageID: 0, partitions: [{ name, bDisable: 1, ...ofPartition }], ...change },
        ])
      ).code
    expect(await set({})).toBe(0)
    expect((await partition(puid)).bDisable).toBe(1)
    expect(await set({}, { bDisable: 0 })).toBe(0)
    expect((await partition(puid)).bDisable).toBe(0)
    expect(await set({ storageID: 5 })).toBe(2)
    expect(await set({}, { name: '/mnt/none' })).toBe(2)
    expect(await set({ storageMediaType: 'hdd' })).toBe(4)
  })

  it('is formatted over some seconds, busy meanwhile, and empty afterwards', async () => {
    const puid = await withFiles()
    const before = await partition(puid)
    expect(await desk.data('storage.formatProgress', puid, FIRST)).toEqual({ storageID: 0, action: 0, percent: 0 })
    expect((await desk.ask('storage.format', puid, FIRST)).code).toBe(0)
    expect((await desk.ask('storage.format', puid, FIRST)).code).toBe(7)
    expect(await partition(puid)).toMatchObject({ bFormated: 0, freeSpace: 0 })
    desk.simulator.control.advance({ seconds: 5 })
    const half = await desk.data<{ action: number; percent: number }>('storage.formatProgress', puid, FIRST)
    expect(half.action).toBe(1)
    expect(half.percent).toBeGreaterThan(20)
    expect(half.percent).toBeLessThan(90)
    desk.simulator.control.advance({ seconds: 60 })
    expect(await desk.data('storage.formatProgress', puid, FIRST)).toMatchObject({ action: 1, percent: 100 })
    expect(await deviceFiles(puid)).toEqual([])
    const after = await partition(puid)
    expect(after.bFormated).toBe(1)
    expect(after.freeSpace).toBeGreaterThan(before.freeSpace)
    desk.simulator.control.advance({ seconds: 61 })
    expect(await desk.data('storage.formatProgress', puid, FIRST)).toMatchObject({ action: 0 })
    expect((await desk.ask('storage.format', puid, { id: 7 })).code).toBe(2)
  })

  it('fails on command or when the device goes, and can be formatted again', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    const { control } = desk.simulator
    const percent = async () => (await desk.data<{ percent: number }>('storage.formatProgress', puid, FIRST)).percent
    control.failNext({ operation: 'storage.format', device: puid })
    await desk.ask('storage.format', puid, FIRST)
    control.advance({ seconds: 10 })
    expect(await percent()).toBe(-1)
    expect((await partition(puid)).bFormated).toBe(0)
    await desk.ask('storage.format', puid, FIRST)
    control.setOnline({ device: puid, online: false })
    expect((await desk.ask('storage.formatProgress', puid, FIRST)).code).toBe(5)
    control.setOnline({ device: puid, online: true })
    expect(await percent()).toBe(-1)
    await desk.ask('storage.format', puid, FIRST)
    control.advance({ seconds: 30 })
    expect(await percent()).toBe(100)
    expect((await partition(puid)).bFormated).toBe(1)
  })

  async function withFiles(): Promise<string> {
    for (const { id, online, classId } of desk.simulator.fleet().devices)
      if (online && classId === Kind.bodyCamera && (await deviceFiles(id)).length > 0) return id
    throw new Error('nobody has recorded')
  }
})

describe('how a device keeps what it records', () => {
  it('reads back what was set', async () => {
    const puid = desk.deviceOf(Kind.vehicle)
    const before = await desk.data<Document>('storageConfig.get', puid)
    const set = async (change: Document) =>
      (await desk.ask('storageConfig.set', puid, {}, { ...before, ...change })).code
    const change = { recordFileLength: 1200, videoFileNameRule: 4, VideoFileName: 'patrol', noSpaceRule: 0 }
    expect(await set(change)).toBe(0)
    expect(await desk.data('storageConfig.get', puid)).toEqual({ ...before, ...change })
    expect(await set({ videoFileNameRule: 4, VideoFileName: '' })).toBe(4)
    expect(await set({ alarmSpace: 2_000_000 })).toBe(4)
    expect(await set({ videoFileNameRule: 3 })).toBe(4)
  })
})

describe('a device that records by hand', () => {
  const start = async (puid: string) =>
    (
      await desk.ask(
        'device.startRecording',
        puid,
        { index: 0 },
        { video: true, audio: true, stopTime: 0, fileName: '' },
      )
    ).code
  const rules = async (puid: string, change: Document) => {
    const before = await desk.data<Document>('storageConfig.get', puid)
    expect((await desk.ask('storageConfig.set', puid, {}, { ...before, ...change })).code).toBe(0)
  }

  it('needs a medium that takes it', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    const { control } = desk.simulator
    const { name } = await partition(puid)
    const disable = (bDisable: number) =>
      desk.ask('storage.set', puid, {}, [
        { storageMediaType: 'sdcard', storageID: 0, partitions: [{ name, bDisable }] },
      ])
    await disable(1)
    expect(await start(puid)).toBe(1)
    await disable(0)
    await desk.ask('storage.format', puid, FIRST)
    expect(await start(puid)).toBe(7)
    control.advance({ seconds: 60 })
    expect(await start(puid)).toBe(0)
    expect(await start(puid)).toBe(7)
  })

  it('fills its card and then stops, or overwrites the oldest; old files go after their days', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    const { control } = desk.simulator
    await rules(puid, { noSpaceRule: 0, reserveDays: 0, recordFileLength: 7200 })
    expect(await start(puid)).toBe(0)
    control.advance({ seconds: 48 * 3600 })
    await desk.ask('device.stopRecording', puid, { index: 0 })
    expect((await partition(puid)).freeSpace).toBe(0)
    const full = (await deviceFiles(puid)).length
    expect(await start(puid)).toBe(1)
    await rules(puid, { noSpaceRule: 1 })
    expect(await start(puid)).toBe(0)
    await desk.ask('device.stopRecording', puid, { index: 0 })
    expect((await deviceFiles(puid)).length).toBeLessThan(full)
    await rules(puid, { reserveDays: 1 })
    control.advance({ seconds: 2 * 86_400 })
    const left = (await deviceFiles(puid)).filter(({ fileType }) => fileType === 'video')
    expect(left).toEqual([])
  })
})

describe('the schedule of a channel', () => {
  const beginS = START_MS / 1000
  const nothing = {
    weekSnapshot: [],
    weekRecord: [],
    recordAudio: 0,
    begin: beginS - 86_400,
    end: beginS + 30 * 86_400,
  }
  /** Monday, 16:00 where the clock says UTC+8. */
  const now = { week: 1, hour: 16, minute: 0, second: 0 }
  const status = (puid: string) => desk.data<Status>('storage.recordStatus', puid)
  const set = async (puid: string, change: Document) =>
    (await desk.ask('storageSchedule.set', puid, { index: 0 }, { ...nothing, ...change })).code

  it('records while a piece of it lasts, every week, and leaves files', async () => {
    const puid = desk.deviceOf(Kind.vehicle)
    const { control } = desk.simulator
    expect(await status(puid)).toMatchObject({ recordVideo: false, fileNames: [] })
    const filesBefore = (await deviceFiles(puid)).length
    const { freeSpace } = await partition(puid)
    const schedule = { weekRecord: [{ ...now, minute: 10, duration: 600 }], recordAudio: 1 }
    expect(await set(puid, schedule)).toBe(0)
    expect(await desk.data('storageSchedule.get', puid, { index: 0 })).toEqual({ ...nothing, ...schedule })
    control.advance({ seconds: 590 })
    expect((await status(puid)).recordVideo).toBe(false)
    control.advance({ seconds: 60 })
    const recording = await status(puid)
    expect(recording).toMatchObject({ recordVideo: true, recordAudio: true })
    expect(recording.fileNames).toHaveLength(1)
    control.advance({ seconds: 600 })
    expect(await status(puid)).toMatchObject({ recordVideo: false, fileNames: [] })
    expect(await deviceFiles(puid)).toHaveLength(filesBefore + 1)
    expect((await partition(puid)).freeSpace).toBeLessThan(freeSpace)
    control.advance({ seconds: 7 * 86_400 - 600 })
    expect((await status(puid)).recordVideo).toBe(true)
    expect(await set(puid, {})).toBe(0)
    expect((await status(puid)).recordVideo).toBe(false)
  })

  it('waits for the device, and takes up the piece when it is back', async () => {
    const puid = desk.deviceOf(Kind.vehicle)
    const { control } = desk.simulator
    await set(puid, { weekRecord: [{ ...now, minute: 10, duration: 600 }] })
    control.setOnline({ device: puid, online: false })
    control.advance({ seconds: 700 })
    control.setOnline({ device: puid, online: true })
    expect((await status(puid)).recordVideo).toBe(true)
  })

  it('does nothing on a partition that is switched off, and takes pictures', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    const { name } = await partition(puid)
    const off = [{ storageMediaType: 'sdcard', storageID: 0, partitions: [{ name, bDisable: 1 }] }]
    await desk.ask('storage.set', puid, {}, off)
    await set(puid, { weekRecord: [{ ...now, duration: 600 }], weekSnapshot: [{ ...now, duration: 600 }] })
    expect(await status(puid)).toMatchObject({ recordVideo: false, recordImage: true })
    const { control } = desk.simulator
    control.advance({ seconds: 700 })
    expect((await status(puid)).recordImage).toBe(false)
  })

  it('refuses pieces that overlap, run into the next day, or are too many', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    const pieces = (count: number) =>
      Array.from({ length: count }, (_, place) => ({ ...now, hour: place, duration: 600 }))
    expect(await set(puid, { weekRecord: [{ ...now, hour: 23, duration: 7200 }] })).toBe(4)
    expect(
      await set(puid, {
        weekRecord: [
          { ...now, duration: 600 },
          { ...now, minute: 5, duration: 600 },
        ],
      }),
    ).toBe(4)
    expect(await set(puid, { weekRecord: pieces(6) })).toBe(0)
    expect(await set(puid, { weekRecord: pieces(7) })).toBe(18)
    expect(await set(puid, { begin: 10, end: 9 })).toBe(4)
    expect(await set(desk.deviceOf(Kind.vehicle), { weekRecord: pieces(7) })).toBe(0)
    expect((await desk.ask('storageSchedule.get', puid, { index: 8 })).code).toBe(2)
  })
})
