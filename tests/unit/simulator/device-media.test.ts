import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kind, openDeviceDesk, type DeviceDesk } from './device-desk.ts'

let desk: DeviceDesk
beforeEach(async () => {
  desk = await openDeviceDesk()
})
afterEach(() => desk.simulator.close())

type Document = Record<string, unknown>
const FRONT = { index: 0 }

describe('pictures and sound of a channel', () => {
  it('read back what was set', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    const { imageSizeAll, ...settings } = await desk.data<Document>('snapshotConfig.get', puid, FRONT)
    const change = { ...settings, imageSizeIndex: 0, quality: 55, count: 5, maxCount: 0 }
    expect((await desk.ask('snapshotConfig.set', puid, FRONT, change)).code).toBe(0)
    expect(await desk.data('snapshotConfig.get', puid, FRONT)).toEqual({ imageSizeAll, ...change })
    expect((await desk.ask('audioOut.set', puid, FRONT, { volume: 12 })).code).toBe(0)
    expect(await desk.data('audioOut.get', puid, FRONT)).toEqual({ volume: 12 })
    const sound = { volume: 33, vq: { enableNoise: true, noiseLevelIndex: 3 }, enableHalfDuplex: false }
    expect((await desk.ask('audioIn.set', puid, FRONT, sound)).code).toBe(0)
    expect(await desk.data('audioIn.get', puid, FRONT)).toMatchObject({
      ...sound,
      vq: { ...sound.vq, noiseLevel: [1, 2, 3, 4] },
    })
  })

  it('are kept by channel', async () => {
    const puid = desk.deviceOf(Kind.vehicle)
    const before = await desk.data('audioIn.get', puid, { index: 1 })
    const sound = { volume: 1, vq: { enableNoise: true, noiseLevelIndex: 0 }, enableHalfDuplex: true }
    await desk.ask('audioIn.set', puid, FRONT, sound)
    expect(await desk.data('audioIn.get', puid, { index: 1 })).toEqual(before)
  })

  it('differ by kind of device', async () => {
    const [worn, vehicle] = [desk.deviceOf(Kind.bodyCamera), desk.deviceOf(Kind.vehicle)]
    for (const name of ['snapshotConfig.get', 'audioIn.get', 'encoder.get', 'overlay.get', 'videoSource.get'])
      expect(await desk.data(name, worn, FRONT)).not.toEqual(await desk.data(name, vehicle, FRONT))
  })

  it('are refused beyond the lists, without the channel, and where the channel has none', async () => {
    const puid = desk.deviceOf(Kind.vehicle)
    const snapshot = await desk.data<Document>('snapshotConfig.get', puid, FRONT)
    expect((await desk.ask('snapshotConfig.set', puid, FRONT, { ...snapshot, imageSizeIndex: 3 })).code).toBe(4)
    expect((await desk.ask('snapshotConfig.set', puid, FRONT, { ...snapshot, quality: 101 })).code).toBe(4)
    expect((await desk.ask('audioOut.set', puid, FRONT, { volume: 101 })).code).toBe(4)
    const noise = { volume: 1, vq: { enableNoise: true, noiseLevelIndex: 4 }, enableHalfDuplex: true }
    expect((await desk.ask('audioIn.set', puid, FRONT, noise)).code).toBe(4)
    expect((await desk.ask('snapshotConfig.get', puid, { index: 9 })).code).toBe(2)
    expect((await desk.ask('audioOut.get', puid, { index: 1 })).code).toBe(8)
    expect((await desk.ask('audioIn.get', puid, { index: 3 })).code).toBe(8)
  })
})

describe('the encoders of a channel', () => {
  interface Encoder extends Document {
    type: number
    imageSizeAll: { width: number; height: number }[]
    audioCodecAll: Document[]
  }
  const settingsOf = (encoder: Encoder): Document => {
    const { videoCodecAll: _codecs, imageSizeAll: _sizes, rateControlAll: _rates, ...settings } = encoder
    return settings
  }

  it('send what the media really are', async () => {
    const encoders = await desk.data<Encoder[]>('encoder.get', desk.deviceOf(Kind.bodyCamera), FRONT)
    const sending = encoders.find(({ type }) => type === 1)
    expect(sending?.imageSizeAll[Number(sending['imageSizeIndex'])]).toEqual({ width: 640, height: 400 })
    expect(sending?.audioCodecAll[0]).toMatchObject({ audioCodec: 'G711A', samplesPerSec: [8000] })
  })

  it('are changed one by one', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    const [storing, sending] = await desk.data<[Encoder, Encoder]>('encoder.get', puid, FRONT)
    const change = { ...settingsOf(sending), imageSizeIndex: 1, rateControl: 'CBR', rateLimitCustom: 900 }
    expect((await desk.ask('encoder.set', puid, FRONT, [change])).code).toBe(0)
    const after = await desk.data<[Encoder, Encoder]>('encoder.get', puid, FRONT)
    expect(after[0]).toEqual(storing)
    expect(after[1]).toEqual({ ...sending, imageSizeIndex: 1, rateControl: 'CBR', rateLimitCustom: 900 })
  })

  it('refuse what they do not list', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    const [storing] = await desk.data<[Encoder]>('encoder.get', puid, FRONT)
    const set = async (change: Document) =>
      (await desk.ask('encoder.set', puid, FRONT, [{ ...settingsOf(storing), ...change }])).code
    expect(await set({})).toBe(0)
    expect(await set({ imageSizeIndex: 9 })).toBe(4)
    expect(await set({ videoCodecIndex: 2 })).toBe(4)
    expect(await set({ rateControl: 'ABR' })).toBe(4)
    expect(await set({ imageQuality: 7 })).toBe(4)
    expect(await set({ audioCodecAll: [{ ...storing.audioCodecAll[0], bitRateIndex: 5 }] })).toBe(4)
    expect((await desk.ask('encoder.set', puid, FRONT, [settingsOf(storing), settingsOf(storing)])).code).toBe(4)
  })
})

describe('the video source of a channel', () => {
  interface Source extends Document {
    ipConfig: { enable: boolean; connectType: number; ipConnectList: Camera[]; ipFindList: Camera[] }
  }
  interface Camera extends Document {
    enable: boolean
    onvifInfo: Document
  }

  it('finds network cameras some seconds after it was told to look, and connects them', async () => {
    const puid = desk.deviceOf(Kind.vehicle)
    const source = () => desk.data<Source>('videoSource.get', puid, FRONT)
    const set = async (change: Document) =>
      (await desk.ask('videoSource.set', puid, FRONT, { ...(await source()), ...change })).code
    const before = await source()
    expect(before.ipConfig.ipFindList).toEqual([])
    expect(await set({ ipConfig: { ...before.ipConfig, enable: true } })).toBe(0)
    expect((await source()).ipConfig.ipFindList).toEqual([])
    desk.simulator.control.advance({ seconds: 6 })
    const found = (await source()).ipConfig
    expect(found.ipFindList).toHaveLength(2)
    const [camera] = found.ipFindList as [Camera]
    expect(
      await set({ ipConfig: { ...found, ipConnectList: [{ ...camera, enable: true }] }, curVideoSourceType: 'IP' }),
    ).toBe(0)
    const after = await source()
    expect(after['curVideoSourceType']).toBe('IP')
    expect(after.ipConfig.ipFindList).toHaveLength(1)
    expect(after.ipConfig.ipConnectList).toEqual([{ ...camera, enable: true, status: 1 }])
  })

  it('refuses what the channel lacks', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    const source = await desk.data<Source>('videoSource.get', puid, FRONT)
    const set = async (change: Document) =>
      (await desk.ask('videoSource.set', puid, FRONT, { ...source, ...change })).code
    expect(await set({})).toBe(0)
    expect(await set({ curVideoSourceType: 'IP' })).toBe(8)
    expect(await set({ cmosConfig: { curIndex: 3, cmosList: [] } })).toBe(4)
    const ipConfig = { enable: true, connectType: 0, ipConnectList: [], ipFindList: [] }
    expect(await set({ ipConfig })).toBe(8)
  })
})

describe('the overlay of a channel', () => {
  it('reads back what was set, and wants one character between the numbers of a date', async () => {
    const puid = desk.deviceOf(Kind.helmet)
    const before = await desk.data<{ time: Document; title: Document }>('overlay.get', puid, FRONT)
    const set = async (time: Document) =>
      (await desk.ask('overlay.set', puid, FRONT, { ...before, time: { ...before.time, ...time } })).code
    expect(await set({ format: 9, splitChar: '.' })).toBe(0)
    expect(await desk.data('overlay.get', puid, FRONT)).toEqual({
      ...before,
      time: { ...before.time, format: 9, splitChar: '.' },
    })
    expect(await set({ format: 9, splitChar: '' })).toBe(4)
    expect(await set({ format: 3, splitChar: '' })).toBe(0)
    expect(await set({ format: 13, splitChar: '-' })).toBe(4)
  })
})
