import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FleetData } from '../../../../renderer/features/fleet/fleet-data.ts'
import { device, FRONT } from './fixtures.ts'
import { filledCore, user, type SmallCore } from './small-core.ts'

let core: SmallCore
beforeEach(() => {
  core = filledCore()
})

describe('the copy of the fleet', () => {
  it('reads all pages of the four kinds', async () => {
    const data = new FleetData(core.connect())
    await data.start()
    expect(data.devices.total).toBe(5)
    expect(data.devices.group('r')).toMatchObject({ online: 2, total: 5 })
    expect(data.users.total).toBe(1)
    expect(core.reads.filter((read) => read.kind === 'devices').map((read) => read.offset)).toEqual([0, 2, 4])
  })

  it('loses nothing that changes while it reads', async () => {
    core.beforeRead = (kind, offset) => {
      if (kind !== 'devices' || offset !== 2) return
      core.beforeRead = () => undefined
      core.rows.devices.push(device('late', 'b', { online: true }))
      core.tell('fleet.devicesChanged', { upserts: [device('late', 'b', { online: true })], removed: [] })
      core.tell('fleet.devicesStatusChanged', { changes: [{ id: 'd0', online: true, time: 1 }] })
      const first = core.rows.devices[0]
      if (first) core.rows.devices[0] = { ...first, online: true }
    }
    const data = new FleetData(core.connect())
    await data.start()
    expect([data.devices.total, data.devices.online]).toEqual([6, 4])
  })

  it('reads again when rows were removed under the pages', async () => {
    core.beforeRead = (kind, offset) => {
      if (kind !== 'devices' || offset !== 2) return
      core.beforeRead = () => undefined
      core.rows.devices.splice(0, 1)
      core.tell('fleet.devicesChanged', { upserts: [], removed: ['d0'] })
    }
    const data = new FleetData(core.connect())
    await data.start()
    expect([...data.devices.leaves()].map((leaf) => leaf.id).sort()).toEqual(['d1', 'd2', 'd3', 'd4'])
  })

  it('keeps names and channels when a device goes off-line, and tells who came and went', async () => {
    const data = new FleetData(core.connect())
    await data.start()
    const told: string[] = []
    data.wentOnline.on((id) => told.push(`+${id}`))
    data.wentOffline.on((id) => told.push(`-${id}`))
    core.tell('fleet.devicesStatusChanged', {
      changes: [
        { id: 'd4', online: false, time: 1 },
        { id: 'd0', online: true, time: 1 },
        { id: 'd3', online: true, time: 1 },
        { id: 'unknown', online: true, time: 1 },
      ],
    })
    await vi.waitFor(() => expect(told).toEqual(['-d4', '+d0']))
    expect(data.devices.leaf('d4')).toMatchObject({ name: 'Car 4', online: false, item: { channels: [FRONT] } })
  })

  it('knows terminals by their user, and tells when they come and go', async () => {
    const data = new FleetData(core.connect())
    await data.start()
    expect(data.terminal('t1')).toMatchObject({ userId: 'u', name: 'Phone' })
    const told: string[] = []
    data.wentOnline.on((id) => told.push(`+${id}`))
    data.wentOffline.on((id) => told.push(`-${id}`))
    const terminals = [{ deviceId: 't2', name: 'Tablet', channels: [FRONT] }]
    core.tell('fleet.usersChanged', { upserts: [user('u', { online: true, terminals })], removed: [] })
    await vi.waitFor(() => expect(told).toEqual(['+t2', '-t1']))
    expect(data.terminal('t1')).toBeUndefined()
    core.tell('fleet.usersChanged', { upserts: [], removed: ['u'] })
    await vi.waitFor(() => expect(told).toEqual(['+t2', '-t1', '-t2']))
  })

  it('forgets everything when it is cleared', async () => {
    const data = new FleetData(core.connect())
    await data.start()
    core.tell('fleet.cleared', {})
    await vi.waitFor(() => expect([data.devices.total, data.devices.groupCount, data.users.total]).toEqual([0, 0, 0]))
    expect(data.terminal('t1')).toBeUndefined()
  })
})
