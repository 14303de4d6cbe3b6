import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { call, tokenOf, type PlatformAnswer } from './desk.ts'

let simulator: Simulator
let token: string
beforeEach(async () => {
  simulator = await startSimulator({ devices: 60 })
  token = await tokenOf(simulator)
})
afterEach(() => simulator.close())

type Given = Parameters<typeof call>[2]
const ask = (name: string, given: Given = {}) => call(simulator, name, { token, ...given })
const page = (filter?: object) => ({ body: { page: 0, pageSize: 100, ...(filter ? { filter } : {}) } })
const pass = (seconds: number) => simulator.control.advance({ seconds })

const SETTINGS = {
  name: 'Ministry',
  localGB28181ServerId: '32020000002000000001',
  localIp: '10.20.0.2',
  localPort: 0,
  password: 'secret',
  upperGB28181ServerId: '11000000002000000001',
  upperIp: '10.1.0.2',
  upperPort: 5060,
  disable: false,
  notIncludeChannel: false,
}

interface Upper {
  state: { onlineStatus: boolean; onlineDeviceCount: number; dialogCount: number }
  info: typeof SETTINGS & { id: number }
}

async function uppers(): Promise<Upper[]> {
  return ((await ask('upperServer.list')).data as { upperservers: Upper[] }).upperservers
}

async function upper(id: number): Promise<Upper> {
  const found = (await uppers()).find(({ info }) => info.id === id)
  if (!found) throw new Error(`no upper platform ${id}`)
  return found
}

async function create(given: Partial<typeof SETTINGS> = {}): Promise<number> {
  const { data } = await ask('upperServer.create', { body: { ...SETTINGS, ...given } })
  return (data as { id: number }).id
}

const rows = <T>(answer: PlatformAnswer) => answer.data as T[]
interface DirectoryDevice {
  puid: string
  gb28181id: string
}

describe('upper platforms', () => {
  it('are there at the start: one connected, one switched off, one that nobody answers for', async () => {
    const states = (await uppers()).map(({ info, state }) => [info.disable, state.onlineStatus])
    expect(states).toEqual([
      [false, true],
      [true, false],
      [false, false],
    ])
  })

  it('connect some seconds after they were created and read back as given', async () => {
    const id = await create()
    expect((await ask('upperServer.info', { params: { id } })).data).toEqual({ id, ...SETTINGS })
    expect((await upper(id)).state.onlineStatus).toBe(false)
    pass(10)
    expect((await upper(id)).state.onlineStatus).toBe(true)
  })

  it('go off when disabled and come back when enabled', async () => {
    const id = await create()
    pass(10)
    const change = (disable: boolean) =>
      ask('upperServer.change', { params: { id }, body: { password: 'secret', disable, notIncludeChannel: false } })
    expect((await change(true)).code).toBe(0)
    expect((await upper(id)).state.onlineStatus).toBe(false)
    pass(100)
    expect((await upper(id)).state.onlineStatus).toBe(false)
    await change(false)
    pass(10)
    expect((await upper(id)).state.onlineStatus).toBe(true)
  })

  it('are lost half a minute after nobody answers, and register again when somebody does', async () => {
    const id = await create()
    pass(10)
    simulator.control.upperAnswers({ id, answers: false })
    pass(20)
    expect((await upper(id)).state.onlineStatus).toBe(true)
    pass(20)
    expect((await upper(id)).state.onlineStatus).toBe(false)
    simulator.control.upperAnswers({ id, answers: true })
    expect((await upper(id)).state.onlineStatus).toBe(false)
    pass(31)
    expect((await upper(id)).state.onlineStatus).toBe(true)
  })

  it('never connect at an address set aside for documentation', async () => {
    const id = await create({ upperIp: '198.51.100.7' })
    pass(3600)
    expect((await upper(id)).state.onlineStatus).toBe(false)
  })

  it('refuse what exists, what is missing and what makes no sense', async () => {
    const id = await create()
    const code = async (given: object) => (await ask('upperServer.create', { body: { ...SETTINGS, ...given } })).code
    expect(await code({})).toBe(3)
    expect(await code({ upperGB28181ServerId: '123' })).toBe(4)
    expect(await code({ upperGB28181ServerId: SETTINGS.localGB28181ServerId })).toBe(4)
    expect(await code({ upperIp: 'nowhere' })).toBe(4)
    expect((await ask('upperServer.remove', { params: { id } })).code).toBe(0)
    expect((await ask('upperServer.remove', { params: { id } })).code).toBe(2)
    expect((await ask('upperServer.info', { params: { id } })).code).toBe(2)
    expect((await ask('upperServer.info', { params: { id: 'first' } })).code).toBe(4)
  })

  it('are at most sixteen', async () => {
    const codes: number[] = []
    for (let port = 1; port <= 14; port++)
      codes.push((await ask('upperServer.create', { body: { ...SETTINGS, upperPort: port } })).code)
    expect(codes.slice(0, 13)).toEqual(Array(13).fill(0))
    expect(codes[13]).toBe(18)
  })

  it('count the channels that they have open until the connection is another one', async () => {
    const id = await create()
    expect(() => simulator.control.upperWatches({ id, channels: 3 })).toThrow(/not connected/)
    pass(10)
    simulator.control.upperWatches({ id, channels: 3 })
    expect((await upper(id)).state.dialogCount).toBe(3)
    expect(() => simulator.control.upperWatches({ id, channels: 65 })).toThrow(/at most 64/)
    simulator.control.upperAnswers({ id, answers: false })
    pass(60)
    simulator.control.upperAnswers({ id, answers: true })
    pass(60)
    expect((await upper(id)).state).toMatchObject({ onlineStatus: true, dialogCount: 0 })
  })

  it('are for those who manage devices', async () => {
    const other = await tokenOf(simulator, 'operator', 'Watch-2026')
    expect((await call(simulator, 'upperServer.create', { token: other, body: SETTINGS })).code).toBe(16)
    expect((await call(simulator, 'upperServer.list', { token: other })).code).toBe(0)
  })

  it('have a licence', async () => {
    expect((await ask('gb28181Out.state')).data).toEqual({
      authState: { authResult: 1024, modAuthResult: 1, maxDialogCount: 64 },
    })
  })
})

describe('sharing', () => {
  async function firstDevices(count: number): Promise<DirectoryDevice[]> {
    const all = rows<DirectoryDevice>(await ask('directoryDevice.list', page({ status: 1 })))
    return all.slice(0, count)
  }

  it('tells a connected platform of new devices by a push, which takes its time', async () => {
    const id = await create()
    pass(10)
    const puids = (await firstDevices(3)).map(({ puid }) => puid)
    const added = await ask('sharedDevice.add', { body: { usid: id, puids } })
    expect(rows<{ puid: string; usid: number }>(added).map(({ puid, usid }) => [usid, puid])).toEqual(
      puids.map((puid) => [id, puid]),
    )
    expect((await upper(id)).state.onlineDeviceCount).toBe(0)
    expect((await ask('upperServer.pushCatalog', { params: { id } })).code).toBe(0)
    expect((await ask('upperServer.pushCatalog', { params: { id } })).code).toBe(7)
    pass(5)
    expect((await upper(id)).state.onlineDeviceCount).toBe(3)
    simulator.control.setOnline({ device: puids[0] ?? '', online: false })
    expect((await upper(id)).state.onlineDeviceCount).toBe(2)
    expect((await ask('upperServer.pushCatalog', { params: { id } })).code).toBe(0)
  })

  it('tells a platform of everything when it registers', async () => {
    const id = await create()
    const puids = (await firstDevices(2)).map(({ puid }) => puid)
    await ask('sharedDevice.add', { body: { usid: id, puids } })
    expect((await ask('upperServer.pushCatalog', { params: { id } })).code).toBe(5)
    pass(10)
    expect((await upper(id)).state.onlineDeviceCount).toBe(2)
  })

  it('lists by upper platform, state and text, and is missing in notinusid', async () => {
    const id = await create()
    const [first, second] = await firstDevices(2)
    if (!first || !second) throw new Error('no devices')
    const all = rows(await ask('directoryDevice.list', page())).length
    await ask('sharedDevice.add', { body: { usid: id, puids: [first.puid, second.puid] } })
    const listed = (filter: object) => ask('sharedDevice.list', page({ usid: id, ...filter }))
    expect(rows(await listed({}))).toHaveLength(2)
    expect(rows(await listed({ match: first.gb28181id }))).toMatchObject([{ puid: first.puid, online: true }])
    expect(rows(await listed({ status: 2 }))).toHaveLength(0)
    expect(rows(await ask('directoryDevice.list', page({ notinusid: id })))).toHaveLength(all - 2)
    expect((await ask('sharedDevice.list', page({ usid: 99 }))).code).toBe(2)
  })

  it('refuses devices that are shared already or not in the directory, all or none', async () => {
    const id = await create()
    const puids = (await firstDevices(2)).map(({ puid }) => puid)
    const share = async (list: string[]) => (await ask('sharedDevice.add', { body: { usid: id, puids: list } })).code
    expect(await share([puids[0] ?? '', 'nobody'])).toBe(2)
    expect(await share(puids)).toBe(0)
    expect(await share([puids[1] ?? ''])).toBe(3)
    const [entry] = rows<{ id: number }>(await ask('sharedDevice.list', page({ usid: id })))
    expect((await ask('sharedDevice.remove', { params: { id: entry?.id ?? 0 } })).code).toBe(0)
    expect((await ask('sharedDevice.remove', { params: { id: entry?.id ?? 0 } })).code).toBe(2)
    expect(rows(await ask('sharedDevice.list', page({ usid: id })))).toHaveLength(1)
  })
})
