import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tokenOf, until } from './desk.ts'
import { onlineOf, openFleetDesk, type FleetDesk } from './fleet-desk.ts'
import { bvrtcOffer, WATCH } from './media/bvrtc-client.ts'
import { subscribe } from './push/client.ts'

let desk: FleetDesk
const ask: FleetDesk['ask'] = (...given) => desk.ask(...given)

beforeEach(async () => {
  desk = await openFleetDesk()
})
afterEach(() => desk.simulator.close())

interface Row {
  id: string
  name: string
  gid: string
  classID: number
  className?: string
  gps?: object
}

async function listed(filter: object): Promise<Row[]> {
  return (await ask('device.list', { body: { page: 0, pageSize: 1000, filter } })).data as Row[]
}

async function groupNames(pid: string): Promise<string[]> {
  const { data } = await ask('pugroup.list', { body: { page: 0, pageSize: 1000, filter: { pid } } })
  return (data as { name: string }[]).map(({ name }) => name)
}

async function createGroup(pid: string, name: string): Promise<string> {
  const { data } = await ask('pugroup.create', { body: { pid, name } })
  return (data as { id: string }).id
}

describe('groups of devices', () => {
  it('are created, listed, changed and read back', async () => {
    const id = await createGroup('000000', 'Night shift')
    expect(await groupNames('000000')).toContain('Night shift')
    await ask('pugroup.change', { params: { gid: id }, body: { name: 'Day shift', desc: 'from six' } })
    const info = await ask('pugroup.info', { params: { groupid: id } })
    expect(info.data).toEqual({ id, pid: '000000', name: 'Day shift', desc: 'from six' })
    expect(await groupNames('000000')).not.toContain('Night shift')
    await ask('pugroup.change', { params: { gid: '000000' }, body: { name: 'The city' } })
    expect((await ask('pugroup.root')).data).toMatchObject({ id: '000000', name: 'The city' })
  })

  it('are deleted with what is below them, devices and all', async () => {
    const id = await createGroup('000000', 'Outer')
    const inner = await createGroup(id, 'Inner')
    const device = onlineOf(desk.simulator, 101)
    await ask('device.change', { params: { puid: device }, body: { gid: inner } })
    expect(await listed({ gid: inner })).toHaveLength(1)
    expect((await ask('pugroup.remove', { params: { gid: id } })).code).toBe(0)
    expect((await ask('pugroup.info', { params: { groupid: inner } })).code).toBe(2)
    expect((await ask('device.info', { params: { puid: device } })).code).toBe(2)
    expect(desk.simulator.fleet().deviceCount).toBe(59)
  })

  it('are refused: unknown 2, twice the same 3, without a name or the root 4', async () => {
    const id = await createGroup('000000', 'Once')
    expect((await ask('pugroup.create', { body: { pid: 'nowhere', name: 'x' } })).code).toBe(2)
    expect((await ask('pugroup.create', { body: { pid: '000000', name: 'Once' } })).code).toBe(3)
    expect((await ask('pugroup.create', { body: { pid: id, name: 'Once' } })).code).toBe(0)
    expect((await ask('pugroup.create', { body: { pid: id, name: ' ' } })).code).toBe(4)
    expect((await ask('pugroup.change', { params: { gid: 'nowhere' }, body: { name: 'x' } })).code).toBe(2)
    expect((await ask('pugroup.change', { params: { gid: id }, body: { name: 'Once' } })).code).toBe(0)
    expect((await ask('pugroup.remove', { params: { gid: '000000' } })).code).toBe(4)
  })

  it('need the permission', async () => {
    const asOperator = await desk.as('operator', 'Watch-2026')
    expect((await asOperator('pugroup.create', { body: { pid: '000000', name: 'x' } })).code).toBe(16)
  })
})

describe('devices', () => {
  const ID = 'PU_NEW-1'

  it('are added off-line, with what was told of them', async () => {
    const gps = { lng: 120.5, lat: 31.25 }
    const body = { id: ID, gid: '000000', name: 'New one', product: 'P-1', classID: 102, gps, hardware: { videoIn: 2 } }
    expect((await ask('device.add', { body })).code).toBe(0)
    expect((await ask('device.info', { params: { puid: ID } })).data).toMatchObject({
      id: ID,
      gid: '000000',
      name: 'New one',
      product: 'P-1',
      classID: 102,
      channels: [{ index: 0 }, { index: 1 }],
      gps,
      hardware: { videoIn: 2, storage: 2 },
    })
    expect((await ask('device.status', { params: { puid: ID } })).data).toEqual({ id: ID, status: 0 })
    expect((await ask('device.gps', { params: { puid: ID } })).code).toBe(5)
    expect(await listed({ match: 'new one' })).toHaveLength(1)
    desk.simulator.control.setOnline({ device: ID, online: true })
    expect((await ask('device.gps', { params: { puid: ID } })).code).toBe(0)
  })

  it('are added without a place when none is known', async () => {
    await ask('device.add', { body: { id: ID, gid: '000000' } })
    expect((await listed({ match: ID }))[0]).toEqual({
      id: ID,
      gid: '000000',
      name: ID,
      status: 0,
      classID: 0,
      channels: [expect.objectContaining({ index: 0 })],
    })
  })

  it('are refused: the id 4, existing 3, no such group or class 2', async () => {
    const codeOf = async (body: object) => (await ask('device.add', { body })).code
    expect(await codeOf({ id: 'ab', gid: '000000' })).toBe(4)
    expect(await codeOf({ id: 'with space', gid: '000000' })).toBe(4)
    expect(await codeOf({ id: onlineOf(desk.simulator, 101), gid: '000000' })).toBe(3)
    expect(await codeOf({ id: ID, gid: 'nowhere' })).toBe(2)
    expect(await codeOf({ id: ID, gid: '000000', classID: 4711 })).toBe(2)
    expect(desk.simulator.fleet().deviceCount).toBe(60)
  })

  it('are renamed, moved and filed under another class; what is left out stays', async () => {
    const puid = onlineOf(desk.simulator, 104)
    const before = (await ask('device.info', { params: { puid } })).data as Row
    const place = { lng: 120.123456, lat: 31.654321 }
    await ask('device.change', { params: { puid }, body: { name: 'Tower', classID: 103, gps: place } })
    const [row] = await listed({ match: puid })
    expect(row).toMatchObject({ name: 'Tower', gid: before.gid, classID: 103, gps: place })
    expect(row?.className).not.toBe(before.className)
    await ask('device.change', { params: { puid }, body: { gid: '000000' } })
    expect(await listed({ gid: '000000' })).toMatchObject([{ id: puid, name: 'Tower' }])
    expect((await ask('device.change', { params: { puid }, body: { gid: 'nowhere', name: 'Lost' } })).code).toBe(2)
    expect((await listed({ match: puid }))[0]?.name).toBe('Tower')
    expect((await ask('device.change', { params: { puid }, body: { gps: { lng: 200, lat: 0 } } })).code).toBe(4)
  })

  it('have channels that can be named, each by itself', async () => {
    const puid = onlineOf(desk.simulator, 102)
    expect((await ask('device.changeChannel', { params: { puid, index: 1 }, body: { name: 'Back' } })).code).toBe(0)
    const { data } = await ask('device.info', { params: { puid } })
    const names = (data as { channels: { name: string }[] }).channels.map(({ name }) => name)
    expect(names).toEqual(['Front', 'Back', 'Cabin', 'Roof PTZ'])
    expect((await ask('device.changeChannel', { params: { puid, index: 9 }, body: { name: 'x' } })).code).toBe(2)
    const other = desk.simulator.fleet().devices.find(({ id, classId }) => id !== puid && classId === 102)
    expect(other?.channels[1]?.name).toBe('Rear')
  })

  it('are removed for good', async () => {
    const puid = onlineOf(desk.simulator, 101)
    await ask('device.reboot', { params: { puid } })
    expect((await ask('device.remove', { params: { puid } })).code).toBe(0)
    expect((await ask('device.remove', { params: { puid } })).code).toBe(2)
    desk.simulator.control.advance({ seconds: 60 })
    expect(desk.simulator.fleet().devices.map(({ id }) => id)).not.toContain(puid)
    expect((await ask('device.add', { body: { id: puid, gid: '000000' } })).code).toBe(0)
  })
})

describe('who watches and listens', () => {
  it('loses the dialogs of a device that is removed', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const body = { id: puid, index: 0, sdp: bvrtcOffer(WATCH) }
    expect((await ask('dialog.openDeviceBvrtc', { body })).code).toBe(0)
    expect(desk.simulator.seen().dialogs).toHaveLength(1)
    await ask('device.reboot', { params: { puid } })
    expect(desk.simulator.seen().dialogs).toHaveLength(1)
    await ask('device.remove', { params: { puid } })
    expect(desk.simulator.seen().dialogs).toEqual([])
  })

  it('hears of a device that goes, and of its new name when it comes back', async () => {
    const puid = onlineOf(desk.simulator, 104)
    const { socket, frames } = await subscribe(desk.simulator, 'onlineStatus', await tokenOf(desk.simulator))
    await ask('device.change', { params: { puid }, body: { name: 'Tower' } })
    await ask('device.reboot', { params: { puid } })
    desk.simulator.control.advance({ seconds: 30 })
    const own = () => frames.filter(({ device }) => device?.id === puid)
    await until(() => own().length === 2)
    expect(own().map(({ status, device }) => [status, device?.name])).toEqual([
      [0, undefined],
      [1, 'Tower'],
    ])
    await ask('device.remove', { params: { puid } })
    await until(() => own().length === 3)
    expect(own()[2]).toMatchObject({ status: 0 })
    socket.terminate()
  })
})

describe('classes of devices', () => {
  it('are created, renamed with their devices, and leave these without a class', async () => {
    const created = await ask('puclass.create', { body: { name: 'Drone' } })
    const { id } = created.data as { id: number }
    const puid = onlineOf(desk.simulator, 102)
    await ask('device.change', { params: { puid }, body: { classID: id } })
    expect((await ask('puclass.change', { params: { id }, body: { name: 'UAV' } })).data).toEqual({ id, name: 'UAV' })
    expect(await listed({ classIds: [id] })).toMatchObject([{ id: puid, classID: id, className: 'UAV' }])
    expect((await ask('puclass.info', { params: { id } })).data).toEqual({ id, name: 'UAV' })
    expect((await ask('puclass.remove', { params: { id } })).code).toBe(0)
    expect((await ask('puclass.info', { params: { id } })).code).toBe(2)
    const [row] = await listed({ match: puid })
    expect(row?.classID).toBe(0)
    expect(row).not.toHaveProperty('className')
  })

  it('are refused: a name twice 3, unknown 2, without permission 16', async () => {
    expect((await ask('puclass.create', { body: { name: '车载终端 / Vehicle' } })).code).toBe(3)
    expect((await ask('puclass.change', { params: { id: 4711 }, body: { name: 'x' } })).code).toBe(2)
    expect((await ask('puclass.remove', { params: { id: 4711 } })).code).toBe(2)
    const asOperator = await desk.as('operator', 'Watch-2026')
    expect((await asOperator('puclass.create', { body: { name: 'x' } })).code).toBe(16)
  })
})
