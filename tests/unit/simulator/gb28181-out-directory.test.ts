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

const rows = <T>(answer: PlatformAnswer) => answer.data as T[]

interface DirectoryDevice {
  puid: string
  gb28181id: string
}

describe('the directory', () => {
  it('keeps groups in a tree and takes what is below with them', async () => {
    const group = (id: string, parentid: string) =>
      ask('directoryGroup.create', { body: { id, name: `group ${id}`, parentid } })
    expect((await group('a', '')).code).toBe(0)
    expect((await group('b', 'a')).code).toBe(0)
    expect((await group('b', 'a')).code).toBe(3)
    expect((await group('c', 'nowhere')).code).toBe(2)
    const move = (id: string, parentid: string) =>
      ask('directoryGroup.change', { params: { groupid: id }, body: { name: 'moved', parentid } })
    expect((await move('a', 'b')).code).toBe(4)
    expect((await move('b', '')).code).toBe(0)
    expect((await ask('directoryGroup.info', { params: { groupid: 'b' } })).data).toEqual({
      id: 'b',
      name: 'moved',
      parentid: '',
    })
    await move('b', 'a')
    expect(rows(await ask('directoryGroup.list', page({ parentid: 'a' })))).toHaveLength(1)
    expect(rows(await ask('directoryGroup.list', page({ match: 'MOVED' })))).toHaveLength(1)
    const device = await addDevice('b')
    await ask('directoryGroup.remove', { params: { groupid: 'a' } })
    expect((await ask('directoryGroup.info', { params: { groupid: 'b' } })).code).toBe(2)
    expect((await ask('directoryDevice.byPuid', { params: { puid: device } })).code).toBe(2)
  })

  async function addDevice(groupid: string, gb28181id = '32020000001320777000'): Promise<string> {
    const listed = rows<DirectoryDevice>(await ask('directoryDevice.list', page()))
    const free = simulator.fleet().devices.find(({ id }) => !listed.some(({ puid }) => puid === id))
    if (!free) throw new Error('no free device')
    const body = { puid: free.id, gb28181id, name: 'Gate', groupid }
    expect((await ask('directoryDevice.create', { body })).code).toBe(0)
    expect((await ask('directoryDevice.create', { body })).code).toBe(3)
    return free.id
  }

  it('finds devices by either ID, and wants both unique', async () => {
    const puid = await addDevice('')
    expect((await ask('directoryDevice.byGbId', { params: { gbid: '32020000001320777000' } })).data).toMatchObject({
      puid,
      name: 'Gate',
    })
    expect((await ask('directoryDevice.byGbId', { params: { gbid: '32020000001320777999' } })).code).toBe(2)
    const [other] = rows<DirectoryDevice>(await ask('directoryDevice.list', page()))
    const change = (gb28181id: string) =>
      ask('directoryDevice.change', { params: { puid }, body: { gb28181id, name: 'Door', groupid: '' } })
    expect((await change(other?.gb28181id ?? '')).code).toBe(3)
    expect((await change('32020000001320777001')).code).toBe(0)
    expect((await ask('directoryDevice.byPuid', { params: { puid } })).data).toMatchObject({ name: 'Door' })
    const unknown = { puid: 'PU_0', gb28181id: '32020000001320777002', name: 'x', groupid: '' }
    expect((await ask('directoryDevice.create', { body: unknown })).code).toBe(2)
  })

  it('gives channels of a device IDs, once each, and moves them with it', async () => {
    const gbid = '32020000001320777000'
    const puid = await addDevice('')
    const channel = { id: '32020000001310777001', name: 'Lens', channelNum: 0, deviceId: gbid }
    const create = async (given: object) =>
      (await ask('directoryChannel.create', { body: { ...channel, ...given } })).code
    expect(await create({ deviceId: '32020000001320999999' })).toBe(2)
    expect(await create({ channelNum: 60 })).toBe(2)
    expect(await create({})).toBe(0)
    expect(await create({})).toBe(3)
    expect(await create({ id: '32020000001310777002' })).toBe(3)
    await ask('directoryDevice.change', {
      params: { puid },
      body: { gb28181id: '32020000001320888000', name: 'Gate', groupid: '' },
    })
    const info = () => ask('directoryChannel.info', { params: { channelid: channel.id } })
    expect((await info()).data).toEqual({ ...channel, deviceId: '32020000001320888000' })
    const renamed = { name: 'Eye', channelNum: 0, deviceId: '32020000001320888000' }
    await ask('directoryChannel.change', { params: { channelid: channel.id }, body: renamed })
    expect(rows(await ask('directoryChannel.list', page({ match: 'eye' })))).toEqual([{ id: channel.id, ...renamed }])
    await ask('directoryDevice.remove', { params: { puid } })
    expect((await info()).code).toBe(2)
  })

  it('forgets what is shared with a device that leaves it', async () => {
    const [first] = ((await ask('upperServer.list')).data as { upperservers: { info: { id: number } }[] }).upperservers
    const usid = first?.info.id ?? 0
    const listed = async () => rows(await ask('sharedDevice.list', page({ usid }))).length
    const before = await listed()
    const puid = await addDevice('')
    await ask('sharedDevice.add', { body: { usid, puids: [puid] } })
    expect(await listed()).toBe(before + 1)
    await ask('directoryDevice.remove', { params: { puid } })
    expect(await listed()).toBe(before)
  })

  it('forgets devices that leave the platform', async () => {
    const puid = await addDevice('')
    expect((await ask('device.remove', { params: { puid } })).code).toBe(0)
    expect((await ask('directoryDevice.byPuid', { params: { puid } })).code).toBe(2)
  })
})
