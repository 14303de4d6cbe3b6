import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tokenOf } from './desk.ts'
import { onlineOf, openFleetDesk, type FleetDesk } from './fleet-desk.ts'

let desk: FleetDesk
const ask: FleetDesk['ask'] = (...given) => desk.ask(...given)
const advance = (seconds: number) => desk.simulator.control.advance({ seconds })

beforeEach(async () => {
  desk = await openFleetDesk()
})
afterEach(() => desk.simulator.close())

async function get(path: string, body?: string): Promise<Response> {
  return fetch(desk.simulator.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: await tokenOf(desk.simulator), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  })
}

describe('lists of groups, classes and devices', () => {
  it('find by part of a name, whatever its case, page by page', async () => {
    const body = { page: 0, pageSize: 2, filter: { match: 'east' } }
    const first = await ask('pugroup.list', { body })
    const second = await ask('pugroup.list', { body: { ...body, page: 1 } })
    const rows = [...(first.data as { name: string }[]), ...(second.data as { name: string }[])]
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.every(({ name }) => name.includes('East'))).toBe(true)
    expect(first.pageInfo?.totalCount).toBe(rows.length)
    const classes = await ask('puclass.list', { body: { page: 0, pageSize: 9, filter: { match: 'vehicle' } } })
    expect(classes.data).toEqual([{ id: 102, name: '车载终端 / Vehicle' }])
  })

  it('of devices come in order, by status and class', async () => {
    const list = async (given: object) => {
      const { data } = await ask('device.list', { body: { page: 0, pageSize: 100, ...given } })
      return data as { id: string; status: number; classID: number; userName?: string }[]
    }
    const ids = (await list({ order: '-id' })).map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted().toReversed())
    const off = await list({ filter: { status: 2 } })
    expect(off.length).toBeGreaterThan(0)
    expect(off.every(({ status }) => status === 0)).toBe(true)
    const terminals = await list({ filter: { status: 3 } })
    expect(terminals.length).toBeGreaterThan(0)
    expect(terminals.every(({ status, userName }) => status === 1 && userName !== undefined)).toBe(true)
    const some = await list({ filter: { classIds: [102, 103] } })
    expect(new Set(some.map(({ classID }) => classID))).toEqual(new Set([102, 103]))
  })
})

describe('a command that is passed through', () => {
  it('is answered by the device, without an envelope', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const answer = await get(`/bvcsp/v1/pu/custom/${puid}/15`, '{"lamp":"on"}')
    expect(await answer.json()).toEqual({ device: puid, command: 15, result: 'OK', received: { lamp: 'on' } })
    expect(await (await get(`/bvcsp/v1/pu/custom/${puid}/1`, 'lamp on')).text()).toBe(`${puid} 1 OK lamp on`)
  })

  it('is refused: off-line 5, no such command 4', async () => {
    const puid = onlineOf(desk.simulator, 101)
    expect(await (await get(`/bvcsp/v1/pu/custom/${puid}/16`, '{}')).json()).toMatchObject({ code: 4 })
    desk.simulator.control.setOnline({ device: puid, online: false })
    expect(await (await get(`/bvcsp/v1/pu/custom/${puid}/1`, '{}')).json()).toMatchObject({ code: 5 })
  })
})

describe('a recording by hand', () => {
  const WHOLE = { video: true, audio: true, stopTime: 0, fileName: 'evidence' }
  const nowS = Date.UTC(2026, 10, 23, 8) / 1000

  async function recorded(puid: string): Promise<{ filePath: string; beginTime: number; endTime: number }[]> {
    const filter = { beginTime: nowS, endTime: nowS + 3600, puID: puid, recordReason: ['manual'] }
    const { data } = await ask('devicefile.list', { params: { puid }, body: { page: 0, pageSize: 10, filter } })
    return data as { filePath: string; beginTime: number; endTime: number }[]
  }

  it('runs until it is stopped, and leaves a file on the device', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const params = { puid, index: 0 }
    expect((await ask('device.startRecording', { params, body: WHOLE })).code).toBe(0)
    expect((await ask('device.startRecording', { params, body: WHOLE })).code).toBe(7)
    advance(20)
    expect((await ask('device.stopRecording', { params })).code).toBe(0)
    expect((await ask('device.stopRecording', { params })).code).toBe(2)
    advance(20)
    const files = await recorded(puid)
    expect(files).toMatchObject([{ beginTime: nowS, endTime: nowS + 20 }])
    expect(files[0]?.filePath).toContain('evidence')
  })

  it('ends by itself at its time', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const params = { puid, index: 0 }
    await ask('device.startRecording', { params, body: { ...WHOLE, stopTime: nowS + 30 } })
    advance(60)
    expect(await recorded(puid)).toMatchObject([{ endTime: nowS + 30 }])
    expect((await ask('device.startRecording', { params, body: WHOLE })).code).toBe(0)
  })

  it('is refused: nothing to record or a time that is over 4, no such channel 2', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const codeOf = async (body: object, index = 0) =>
      (await ask('device.startRecording', { params: { puid, index }, body: { ...WHOLE, ...body } })).code
    expect(await codeOf({ video: false, audio: false })).toBe(4)
    expect(await codeOf({ stopTime: nowS - 1 })).toBe(4)
    expect(await codeOf({}, 7)).toBe(2)
  })
})

describe('a picture by hand', () => {
  it('lies on the platform, of the size that was told', async () => {
    const puid = onlineOf(desk.simulator, 102)
    const { data } = await ask('device.snapshot', { params: { puid, index: 2 } })
    const file = data as { fileID: string; channelIndex: number; fileSize: number; fileName: string }
    expect(file.channelIndex).toBe(2)
    expect(file.fileName).toMatch(/\.jpg$/)
    const info = await ask('recordfile.info', { params: { fileid: file.fileID } })
    expect(info.data).toMatchObject({ puID: puid, fileType: 'image', recordReason: 'manual' })
    const bytes = Buffer.from(await (await get(`/bvnru/v1/download/${file.fileID}`)).arrayBuffer())
    expect(bytes).toHaveLength(file.fileSize)
    expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  })

  it('needs a channel with a picture and a device that is there', async () => {
    const puid = onlineOf(desk.simulator, 102)
    expect((await ask('device.snapshot', { params: { puid, index: 4 } })).code).toBe(2)
    desk.simulator.control.setOnline({ device: puid, online: false })
    expect((await ask('device.snapshot', { params: { puid, index: 0 } })).code).toBe(5)
  })
})
