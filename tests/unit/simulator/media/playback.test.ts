import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import { NRU_ID } from '../../../simulator/recordings/recordings.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import { openPlatform } from '../../../support/platform.ts'
import { until } from '../desk.ts'
import { takeSeat, takeViewerSeat, type Seat } from '../seat.ts'
import { bvrtcOffer, connectBvrtc, WATCH, type BvrtcClient } from './bvrtc-client.ts'
import { codeInPacket } from './code-reader.ts'

const { mediaStream, recordFile } = operations

let simulator: Simulator
let seat: Seat
const clients: BvrtcClient[] = []
beforeEach(async () => {
  simulator = await openPlatform({ devices: 60 })
  seat = await takeSeat(simulator)
})
afterEach(() => {
  for (const { socket } of clients.splice(0)) socket.terminate()
})

interface Film {
  readonly id: string
  readonly fileId: string
  readonly beginMs: number
  readonly durationS: number
}

/** The first film of the platform, and the device it comes from. */
async function platformFilm(fileType: 'video' | 'image' = 'video'): Promise<Film> {
  const body = { page: 0, pageSize: 1, filter: { fileType: [fileType] } }
  const { data } = await seat.ask(recordFile.list, { body })
  const [file] = data
  if (!file) throw new Error(`no ${fileType}`)
  const durationS = (file.endTime ?? 0) - file.beginTime
  return { id: NRU_ID, fileId: file.fileID, beginMs: file.beginTime * 1000, durationS }
}

async function deviceFilm(): Promise<Film> {
  for (const { id, online } of simulator.fleet().devices) {
    if (!online) continue
    const filter = { puID: id, beginTime: 0, endTime: 4_000_000_000, fileType: ['video' as const] }
    const { data } = await seat.ask(recordFile.listOfDevice, {
      params: { puid: id },
      body: { page: 0, pageSize: 1, filter },
    })
    const [file] = data
    if (file)
      return { id, fileId: file.fileID, beginMs: file.beginTime * 1000, durationS: file.endTime - file.beginTime }
  }
  throw new Error('no device has a film')
}

const openFilm = ({ id, fileId }: Pick<Film, 'id' | 'fileId'>, by = seat) =>
  by.ask(mediaStream.openPlayback, { body: { id, sdp: bvrtcOffer(WATCH, fileId) } })

async function watch(film: Film) {
  const { data } = await openFilm(film)
  const client = await connectBvrtc(simulator.url, data.sdp)
  clients.push(client)
  const control = (cmd: 'PLAY' | 'PAUSE' | 'SEEK' | 'TEARDOWN', given: { range?: number[]; scale?: number } = {}) =>
    seat.ask(mediaStream.controlPlayback, { params: { dialogId: data.dialogid }, body: { cmd, ...given } })
  /** Frames of the file, by their codes. */
  const frames = () => client.video.flatMap((packet) => codeInPacket(packet)?.frame ?? [])
  return { ...data, client, control, frames }
}

const stampOf = (packet: Buffer | undefined) => packet?.readUInt32BE(4) ?? 0

describe('playback', () => {
  it('waits for PLAY, then shows the file from its beginning, in the time of the file', async () => {
    const film = await deviceFilm()
    const { client, control, frames } = await watch(film)
    await until(() => client.reports.length > 0)
    expect(client.video).toEqual([])
    const { data } = await control('PLAY', { scale: 1 })
    expect(data).toMatchObject({ range: [0, film.durationS], scale: 1 })
    await until(() => frames().length > 30)
    const codes = client.video.flatMap((packet) => codeInPacket(packet) ?? [])
    expect(codes.map(({ frame }) => frame)).toEqual(codes.map((_, index) => index))
    expect(codes.map(({ time }) => time)).toEqual(codes.map((_, index) => (film.beginMs + index * 40) % 2 ** 32))
    const begins = client.video.filter((packet) => codeInPacket(packet))
    expect(stampOf(begins[0])).toBe(data.rtpTime)
    expect(begins[0]?.readUInt16BE(2)).toBe(data.seq)
    expect(begins.map((packet) => (stampOf(packet) - data.rtpTime) >>> 0)).toEqual(begins.map((_, at) => at * 3600))
    const [report] = client.reports.filter((packet) => packet[1] === 200)
    expect((report?.readUInt32BE(8) ?? 0) - 2_208_988_800).toBe(film.beginMs / 1000)
    expect(client.audio.length).toBeGreaterThan(40)
    expect(simulator.seen().dialogs).toMatchObject([{ device: film.id, purpose: 'playback', protocol: 'bvrtc' }])
  })

  it('pauses, jumps to the key frame before, and shows it', async () => {
    const { control, frames } = await watch(await platformFilm())
    await control('PLAY', { scale: 1 })
    await until(() => frames().length > 5)
    await control('PAUSE')
    const before = frames().length
    const { data } = await control('SEEK', { scale: 1, range: [31.5, 60] })
    expect(data.range[0]).toBe(30)
    await until(() => frames().length > before)
    expect(frames().slice(-1)).toEqual([750])
    await control('PLAY', { range: [10, 60] })
    await until(() => frames().includes(255))
    expect(frames().slice(before + 1, before + 7)).toEqual([250, 251, 252, 253, 254, 255])
  })

  it('plays faster without sound, backwards by key frames, and stops at the end it is told', async () => {
    const { client, control, frames } = await watch(await platformFilm())
    await control('PLAY', { scale: 1 })
    await until(() => client.audio.length > 5)
    await control('PLAY', { scale: 4, range: [0, 60] })
    const sound = client.audio.length
    const from = Date.now()
    const count = frames().length
    await until(() => frames().length - count >= 150)
    const perSecond = (frames().length - count) / ((Date.now() - from) / 1000)
    expect(perSecond).toBeGreaterThan(60)
    expect(perSecond).toBeLessThan(140)
    expect(client.audio.length - sound).toBeLessThan(3)
    await control('PLAY', { scale: -8, range: [20, 0] })
    await until(() => frames().at(-1) === 0, 8000)
    const back = frames().slice(frames().indexOf(500))
    expect(back).toEqual([500, 450, 400, 350, 300, 250, 200, 150, 100, 50, 0])
    const silent = client.audio.length
    await control('PLAY', { scale: 1, range: [2, 2.2] })
    // The last sound of it is sent when the end is reached; the last picture a little before.
    await until(() => client.audio.length - silent === 10)
    expect(frames().at(-1)).toBe(54)
    const { data } = await control('PAUSE')
    expect(data.range[0]).toBeCloseTo(2.2)
    expect((await control('PLAY', { scale: 0 })).code).toBe(4)
    expect((await control('SEEK')).code).toBe(4)
  })

  it('ends with TEARDOWN or by closing, websocket and all', async () => {
    const film = await platformFilm()
    const first = await watch(film)
    await first.control('TEARDOWN')
    await until(() => first.client.closed)
    expect((await first.control('PLAY')).code).toBe(2)
    const second = await watch(film)
    await seat.ask(mediaStream.close, { params: { dialogid: second.dialogid } })
    await until(() => second.client.closed)
    expect(simulator.seen().dialogs).toEqual([])
  })

  it('is refused for a file that does not exist with 7, and for what cannot be played', async () => {
    const film = await deviceFilm()
    expect((await openFilm({ ...film, fileId: 'NONE' })).code).toBe(7)
    expect((await openFilm({ ...film, id: 'PU_NONE' })).code).toBe(2)
    expect((await openFilm(await platformFilm('image'))).code).toBe(8)
    const body = { id: film.id, sdp: bvrtcOffer(WATCH) }
    expect((await seat.ask(mediaStream.openPlayback, { body })).code).toBe(4)
    simulator.control.setOnline({ device: film.id, online: false })
    expect((await openFilm(film)).code).toBe(5)
    const denied = simulator.fleet().devices.find(({ number, online }) => online && number % 3 === 0)
    const viewer = await takeViewerSeat(simulator)
    expect((await openFilm({ id: denied?.id ?? '', fileId: 'ANY' }, viewer)).code).toBe(16)
  })
})
