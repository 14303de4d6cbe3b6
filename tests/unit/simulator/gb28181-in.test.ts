import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { call, tokenOf, type PlatformAnswer } from './desk.ts'

let simulator: Simulator
let token: string
let nowMs: number
beforeEach(async () => {
  nowMs = Date.UTC(2026, 4, 20, 10, 30)
  simulator = await startSimulator({ devices: 20, now: () => nowMs })
  token = await tokenOf(simulator)
})
afterEach(() => simulator.close())

type Given = Parameters<typeof call>[2]
const ask = (name: string, given: Given = {}) => call(simulator, name, { token, ...given })
const page = (filter?: object) => ({ body: { page: 0, pageSize: 100, ...(filter ? { filter } : {}) } })
const pass = (seconds: number) => simulator.control.advance({ seconds })
const rows = <T>(answer: PlatformAnswer) => answer.data as T[]

interface Lower {
  id: string
  name: string
  online: boolean
  platformID: string
  channels: { id: string; name: string; index: number }[]
}

const DEVICE = {
  id: '32020000001320900000',
  name: 'Depot',
  deviceType: 'carCamera',
  mediaStreamProto: 1,
  username: 'depot',
  password: 'secret',
  platformID: '',
  enable: 1,
}
const PLATFORM = { id: '32020900002000000001', name: 'County', username: 'county', password: 'secret', enable: 1 }

const device = async (id = DEVICE.id) => (await ask('lowerDevice.info', { params: { id } })).data as Lower

describe('lower devices', () => {
  it('register some seconds after they were set up and show their channels from then on', async () => {
    expect((await ask('lowerDevice.create', { body: DEVICE })).code).toBe(0)
    expect(await device()).toEqual({ ...DEVICE, online: false, channels: [] })
    pass(10)
    const registered = await device()
    expect(registered.online).toBe(true)
    expect(registered.channels.map(({ index }) => index)).toEqual([0, 1, 2, 3])
    simulator.control.lowerAway({ id: DEVICE.id, away: true })
    expect(await device()).toMatchObject({ online: false, channels: registered.channels })
    simulator.control.lowerAway({ id: DEVICE.id, away: false })
    expect((await device()).online).toBe(false)
    pass(10)
    expect((await device()).online).toBe(true)
  })

  it('go off when disabled, and register anew with another password', async () => {
    await ask('lowerDevice.create', { body: DEVICE })
    pass(10)
    const { id: _id, platformID: _platform, ...settings } = DEVICE
    const change = (given: object) =>
      ask('lowerDevice.change', { params: { id: DEVICE.id }, body: { ...settings, ...given } })
    await change({ name: 'Yard' })
    expect(await device()).toMatchObject({ name: 'Yard', online: true })
    await change({ enable: 2 })
    pass(60)
    expect((await device()).online).toBe(false)
    await change({ enable: 1 })
    pass(10)
    expect((await device()).online).toBe(true)
    await change({ password: 'other' })
    expect((await device()).online).toBe(false)
    pass(10)
    expect((await device()).online).toBe(true)
  })

  it('are listed by text, platform and state', async () => {
    const all = rows<Lower>(await ask('lowerDevice.list', page()))
    const online = rows<Lower>(await ask('lowerDevice.list', page({ status: 1 })))
    const offline = rows<Lower>(await ask('lowerDevice.list', page({ status: 2 })))
    expect(online.length).toBeGreaterThan(0)
    expect(offline.length).toBeGreaterThan(0)
    expect(online.length + offline.length).toBe(all.length)
    expect(rows<Lower>(await ask('lowerDevice.list', page({ match: 'BUS' })))).toMatchObject([{ online: true }])
    const behind = all.find(({ platformID }) => platformID !== '')?.platformID
    const listed = rows<Lower>(await ask('lowerDevice.list', page({ platformID: behind })))
    expect(new Set(listed.map(({ platformID }) => platformID))).toEqual(new Set([behind]))
  })

  it('refuse what exists, what is missing and what does not fit', async () => {
    const create = async (given: object) => (await ask('lowerDevice.create', { body: { ...DEVICE, ...given } })).code
    expect(await create({ platformID: '32020900002000000077' })).toBe(2)
    expect(await create({ deviceType: 'drone' })).toBe(4)
    expect(await create({ id: '1' })).toBe(4)
    expect(await create({})).toBe(0)
    expect(await create({})).toBe(3)
    const other = await tokenOf(simulator, 'operator', 'Watch-2026')
    const params = { id: DEVICE.id }
    expect((await call(simulator, 'lowerDevice.remove', { token: other, params })).code).toBe(16)
    expect((await ask('lowerDevice.remove', { params })).code).toBe(0)
    expect((await ask('lowerDevice.info', { params })).code).toBe(2)
  })
})

describe('lower platforms', () => {
  const behind = async () => rows<Lower>(await ask('lowerDevice.list', page({ platformID: PLATFORM.id })))

  it('register over time and bring their devices, which are on-line as long as they are', async () => {
    expect((await ask('lowerPlatform.create', { body: PLATFORM })).code).toBe(0)
    const info = async () => (await ask('lowerPlatform.info', { params: { id: PLATFORM.id } })).data
    expect(await info()).toEqual({ ...PLATFORM, online: false })
    expect(await behind()).toHaveLength(0)
    pass(20)
    expect(await info()).toEqual({ ...PLATFORM, online: true })
    const brought = await behind()
    expect(brought.length).toBeGreaterThanOrEqual(3)
    expect(brought.every(({ online, channels }) => online && channels.length === 1)).toBe(true)
    simulator.control.lowerAway({ id: PLATFORM.id, away: true })
    expect((await behind()).every(({ online, channels }) => !online && channels.length === 1)).toBe(true)
    simulator.control.lowerAway({ id: PLATFORM.id, away: false })
    pass(20)
    expect(await behind()).toEqual(brought)
  })

  it('bring nothing while they are disabled, and take their devices with them when removed', async () => {
    await ask('lowerPlatform.create', { body: { ...PLATFORM, enable: 2 } })
    pass(60)
    expect(await behind()).toHaveLength(0)
    const { id, ...settings } = PLATFORM
    await ask('lowerPlatform.change', { params: { id }, body: { ...settings, name: 'Shire' } })
    pass(20)
    expect((await behind()).length).toBeGreaterThanOrEqual(3)
    expect(rows<Lower>(await ask('lowerPlatform.list', page({ match: 'shire', status: 1 })))).toHaveLength(1)
    expect((await ask('lowerPlatform.remove', { params: { id } })).code).toBe(0)
    expect(await behind()).toHaveLength(0)
    expect((await ask('lowerPlatform.remove', { params: { id } })).code).toBe(2)
  })

  it('are named by the type in their ID', async () => {
    const create = async (id: string) => (await ask('lowerPlatform.create', { body: { ...PLATFORM, id } })).code
    expect(await create('32020900001320000001')).toBe(4)
    expect(await create('32020900001180000001')).toBe(0)
    expect(await create('32020900001180000001')).toBe(3)
  })

  it('count into the state of the service', async () => {
    const online = rows<Lower>(await ask('lowerDevice.list', page({ status: 1 }))).length
    expect((await ask('gb28181In.config')).data).toMatchObject({
      state: { authResult: 1024, modAuthResult: 1, onlineDeviceCount: online, dialogCount: 0 },
      info: { sipPort: 5060 },
    })
  })
})

describe('recordings of lower devices', () => {
  interface File {
    id: string
    deviceId: string
    startTime: number
    endTime: number
    type: string
    cachePercent: number
  }
  interface Progress {
    id: string
    code: number
    percent: number
  }
  const now = () => Math.floor(nowMs / 1000)
  const day = (id: string) => ({ body: { filter: { id, startTime: now() - 86_400, endTime: now() } } })
  const start = async (fileList: string[]) =>
    rows<Progress>(await ask('lowerRecord.createTasks', { body: { fileList } }))
  const query = async (fileList?: string[]) =>
    rows<Progress>(await ask('lowerRecord.queryTasks', { body: fileList ? { fileList } : {} }))

  async function onlineDevice(): Promise<Lower> {
    const [first] = rows<Lower>(await ask('lowerDevice.list', page({ status: 1 })))
    if (!first) throw new Error('no lower device is on-line')
    return first
  }

  it('are there by the hour, the same for the device and its channel, and only when complete', async () => {
    const { id, channels } = await onlineDevice()
    const files = rows<File>(await ask('lowerRecord.list', day(id)))
    const hourly = files.filter(({ type }) => type === 'time')
    expect(hourly).toHaveLength(24)
    expect(files.every((file) => file.deviceId === id && file.endTime <= now() && file.cachePercent === -1)).toBe(true)
    expect(rows<File>(await ask('lowerRecord.list', day(channels[0]?.id ?? '')))).toEqual(files)
    const body = day(id).body.filter
    const alarms = rows<File>(await ask('lowerRecord.list', { body: { filter: { ...body, type: 'alarm' } } }))
    expect(alarms).toEqual(files.filter(({ type }) => type === 'alarm'))
    const around = { ...body, startTime: now() - 3600, endTime: now() + 1800, type: 'time' }
    const complete = async () => rows<File>(await ask('lowerRecord.list', { body: { filter: around } })).length
    expect(await complete()).toBe(1)
    pass(3600)
    expect(await complete()).toBe(2)
  })

  it('refuse more than a day, unknown devices and those off-line', async () => {
    const { id } = await onlineDevice()
    const list = async (filter: object) =>
      (await ask('lowerRecord.list', { body: { filter: { ...day(id).body.filter, ...filter } } })).code
    expect(await list({ startTime: now() - 86_401 })).toBe(4)
    expect(await list({ endTime: now() - 90_000 })).toBe(4)
    expect((await ask('lowerRecord.list', { body: {} })).code).toBe(4)
    expect(await list({ id: DEVICE.id })).toBe(2)
    simulator.control.lowerAway({ id, away: true })
    expect(await list({})).toBe(5)
  })

  it('are fetched over time, then downloaded whole', async () => {
    const { id } = await onlineDevice()
    const [file] = rows<File>(await ask('lowerRecord.list', day(id)))
    if (!file) throw new Error('no file')
    const download = () =>
      fetch(`${simulator.url}/bvcsp/v1/bv28181in/record/download/${file.id}`, { headers: { authorization: token } })
    const codeOf = async (response: Response) => ((await response.json()) as PlatformAnswer).code
    expect(await codeOf(await download())).toBe(2)
    expect(await query([file.id])).toMatchObject([{ id: file.id, code: 2 }])
    expect(await start([file.id])).toMatchObject([{ id: file.id, code: 0, percent: 0 }])
    pass(15)
    expect(await query()).toMatchObject([{ id: file.id, code: 0, percent: 25 }])
    expect((await ask('gb28181In.config')).data).toMatchObject({ state: { dialogCount: 1 } })
    expect(await codeOf(await download())).toBe(7)
    pass(45)
    expect(rows<File>(await ask('lowerRecord.list', day(id)))[0]).toMatchObject({ id: file.id, cachePercent: 100 })
    const whole = new Uint8Array(await (await download()).arrayBuffer())
    expect(new TextDecoder().decode(whole.subarray(4, 8))).toBe('ftyp')
    const part = await fetch(`${simulator.url}/bvcsp/v1/bv28181in/record/download/${file.id}`, {
      headers: { authorization: token, range: 'bytes=4-7' },
    })
    expect([part.status, await part.text()]).toEqual([206, 'ftyp'])
  })

  it('stay where they were when the device goes away, and start again', async () => {
    const { id } = await onlineDevice()
    const [file] = rows<File>(await ask('lowerRecord.list', day(id)))
    const fileId = file?.id ?? ''
    await start([fileId])
    pass(30)
    simulator.control.lowerAway({ id, away: true })
    pass(30)
    expect(await query([fileId])).toMatchObject([{ code: 5, percent: 50 }])
    expect(await start([fileId])).toMatchObject([{ code: 5 }])
    simulator.control.lowerAway({ id, away: false })
    pass(10)
    expect(await start([fileId])).toMatchObject([{ code: 0, percent: 0 }])
    pass(60)
    expect(await query([fileId])).toMatchObject([{ code: 0, percent: 100 }])
  })

  it('are fetched sixteen at once', async () => {
    const { id } = await onlineDevice()
    const ids = rows<File>(await ask('lowerRecord.list', day(id)))
      .filter(({ type }) => type === 'time')
      .map((file) => file.id)
    const codes = (await start(ids.slice(0, 17))).map(({ code }) => code)
    expect(codes.slice(0, 16)).toEqual(Array(16).fill(0))
    expect(codes[16]).toBe(18)
    expect((await start(['nothing'])).map(({ code }) => code)).toEqual([2])
    expect((await ask('lowerRecord.createTasks', { body: {} })).code).toBe(4)
  })
})
