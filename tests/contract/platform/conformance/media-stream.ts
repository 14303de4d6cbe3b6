import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import { openViewer } from '../../../support/offer.ts'
import { until } from '../../../support/until.ts'
import { bvrtcOffer, connectBvrtc, WATCH } from '../../../unit/simulator/media/bvrtc-client.ts'
import type { Caller } from './caller.ts'
import { Kind, NO_DEVICE, onlineOf, OPERATOR, whileOffline } from './devices.ts'
import { FIRST } from './pages.ts'
import type { Scenario } from './scenario.ts'

const { mediaStream, recordFile } = operations

const VIEWER = { username: 'viewer', password: 'View-2026' }

export const mediaStreams: Scenario = {
  section: 'media stream',
  async run(caller) {
    await webrtc(caller)
    await bvrtc(caller)
    await refusals(caller)
    await playback(caller)
    await servers(caller)
    const { data: left } = await caller.ok(mediaStream.list, { body: FIRST })
    expect(left).toEqual([])
  },
}

async function webrtc(caller: Caller): Promise<void> {
  const id = onlineOf(caller, Kind.bodyCamera)
  const viewer = await openViewer()
  const body = { id, index: 0, sdp: viewer.offer, host: new URL(caller.simulator.url).host }
  const { data: opened } = await caller.ok(mediaStream.openDeviceWebrtc, { body })
  const params = { id: opened.dialogid }
  const dialog = async () => (await caller.ok(mediaStream.info, { params })).data
  expect(await dialog()).toMatchObject({ status: 'Inviting', target: { objType: 'PU', objId: id } })
  viewer.answer(opened.sdp)
  await until('the dialog works', async () => (await dialog()).status === 'Working')
  await until('media went out', async () => ((await dialog()).requester?.upDataSize ?? 0) > 5000)
  const rowsOf = async (filter: object) =>
    (await caller.ok(mediaStream.list, { body: { ...FIRST, filter } })).data.map((row) => row.id)
  for (const filter of [{ deviceID: id }, { userID: 'admin' }, { proto: 'webrtc' }, { index: 0 }, { match: id }])
    expect(await rowsOf(filter)).toEqual([opened.dialogid])
  for (const filter of [{ deviceID: NO_DEVICE }, { userID: 'viewer' }, { proto: 'bvrtc' }, { index: 3 }])
    expect(await rowsOf(filter)).toEqual([])
  await close(caller, opened.dialogid)
}

async function bvrtc(caller: Caller): Promise<void> {
  const id = onlineOf(caller, Kind.vehicle)
  const body = { id, index: 1, sdp: bvrtcOffer(WATCH) }
  const { data: opened } = await caller.ok(mediaStream.openDeviceBvrtc, { body })
  const client = await connectBvrtc(caller.simulator.url, opened.sdp)
  await until('pictures and sound came', () => client.video.length > 20 && client.audio.length > 5)
  const { data: rows, beside } = await caller.ok(mediaStream.list, { body: { ...FIRST, filter: { proto: 'bvrtc' } } })
  expect(rows).toMatchObject([{ id: opened.dialogid, index: 1, requesterId: 'admin', targetType: 'PU', targetId: id }])
  expect(rows[0]?.r_upDataSize).toBeGreaterThan(5000)
  expect(beside.info?.upBitrateShort).toBeGreaterThanOrEqual(0)
  await close(caller, opened.dialogid)
  await until('the websocket is closed', () => client.closed)
}

async function close(caller: Caller, dialogid: string): Promise<void> {
  await caller.ok(mediaStream.close, { params: { dialogid } })
  await caller.refused(mediaStream.info, { params: { id: dialogid } }, 2)
  await caller.refused(mediaStream.close, { params: { dialogid } }, 2)
}

async function refusals(caller: Caller): Promise<void> {
  const id = onlineOf(caller, Kind.bodyCamera)
  const { offer } = await openViewer()
  const viewer = await caller.as(VIEWER)
  const denied = caller.simulator.fleet().devices.find(({ online, number }) => online && number % 3 === 0)?.id ?? ''
  const offers = [
    [mediaStream.openDeviceWebrtc, offer],
    [mediaStream.openDeviceBvrtc, bvrtcOffer(WATCH)],
  ] as const
  for (const [operation, sdp] of offers) {
    await caller.refused(operation, { body: { id: NO_DEVICE, index: 0, sdp } }, 2)
    await caller.refused(operation, { body: { id, index: 9, sdp } }, 2)
    await caller.refused(operation, { body: { id, index: 0, sdp: 'nonsense' } }, 4)
    await whileOffline(caller, id, () => caller.refused(operation, { body: { id, index: 0, sdp } }, 5))
    await viewer.refused(operation, { body: { id: denied, index: 0, sdp } }, 16)
  }
}

async function playback(caller: Caller): Promise<void> {
  const filter = { fileType: ['video' as const] }
  const { data: files } = await caller.ok(recordFile.list, { body: { page: 0, pageSize: 1, filter } })
  const [file] = files
  const id = file?.nruID ?? ''
  const body = { id, sdp: bvrtcOffer(WATCH, file?.fileID) }
  const { data: opened } = await caller.ok(mediaStream.openPlayback, { body })
  const client = await connectBvrtc(caller.simulator.url, opened.sdp)
  const params = { dialogId: opened.dialogid }
  const control = async (given: Parameters<typeof caller.ok<typeof mediaStream.controlPlayback>>[1]) =>
    (await caller.ok(mediaStream.controlPlayback, { params, ...given })).data
  await control({ body: { cmd: 'PLAY', range: [0], scale: 2 } })
  await until('recorded pictures came', () => client.video.length > 20)
  const paused = await control({ body: { cmd: 'PAUSE' } })
  expect(paused.range[0]).toBeGreaterThan(0)
  expect(paused.range[1]).toBe((file?.endTime ?? 0) - (file?.beginTime ?? 0))
  const sought = await control({ body: { cmd: 'SEEK', range: [10] } })
  expect(Math.abs((sought.range[0] ?? 0) - 10)).toBeLessThan(5)
  await caller.refused(mediaStream.controlPlayback, { params, body: { cmd: 'SEEK' } }, 4)
  await control({ body: { cmd: 'TEARDOWN' } })
  await until('the websocket is closed', () => client.closed)
  await caller.refused(mediaStream.controlPlayback, { params, body: { cmd: 'PAUSE' } }, 2)
  await caller.refused(mediaStream.openPlayback, { body: { ...body, id: NO_DEVICE } }, 2)
  await caller.refused(mediaStream.openPlayback, { body: { id, sdp: bvrtcOffer(WATCH) } }, 4)
  await caller.refused(mediaStream.openPlayback, { body: { id, sdp: bvrtcOffer(WATCH, 'none') } }, 7)
}

async function servers(caller: Caller): Promise<void> {
  caller.simulator.control.advance({ seconds: 30 })
  const list = async () => (await caller.ok(mediaStream.listServers)).data
  const [server] = await list()
  expect(server?.status?.status.map(({ data }) => data.length)).not.toContain(0)
  const id = server?.id ?? ''
  const operator = await caller.as(OPERATOR)
  await operator.refused(mediaStream.resetStatistics, { body: [id] }, 16)
  await caller.refused(mediaStream.resetStatistics, { body: ['VTDU_NONE'] }, 2)
  await caller.ok(mediaStream.resetStatistics, { body: [id] })
  expect((await list())[0]?.status?.status.flatMap(({ data }) => data)).toEqual([])
}
