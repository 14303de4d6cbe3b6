import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import type { Caller } from './caller.ts'
import { Kind, NO_DEVICE, onlineOf, OPERATOR } from './devices.ts'
import { FIRST } from './pages.ts'
import type { Scenario } from './scenario.ts'

const { device, deviceManagement } = operations

const ID = 'PU_CONFORMANCE'

export const managedDevices: Scenario = {
  section: 'device management',
  async run(caller) {
    const { data: root } = await caller.ok(device.rootGroup)
    const gid = await groups(caller, root.id)
    const classID = await classes(caller)
    await added(caller, gid, classID)
    await channels(caller)
    await removed(caller, gid, classID)
    await withoutPermission(await caller.as(OPERATOR), root.id)
  },
}

async function groups(caller: Caller, pid: string): Promise<string> {
  const { data: created } = await caller.ok(deviceManagement.createGroup, { body: { pid, name: 'Night shift' } })
  const { id } = created
  expect(created).toMatchObject({ pid, name: 'Night shift' })
  await caller.refused(deviceManagement.createGroup, { body: { pid, name: 'Night shift' } }, 3)
  await caller.refused(deviceManagement.createGroup, { body: { pid: 'nowhere', name: 'x' } }, 2)
  const change = { name: 'Day shift', desc: 'from six' }
  const { data: changed } = await caller.ok(deviceManagement.changeGroup, { params: { gid: id }, body: change })
  expect(changed).toEqual({ id, pid, ...change })
  const { data: info } = await caller.ok(device.groupInfo, { params: { groupid: id } })
  expect(info).toEqual(changed)
  const { data: listed } = await caller.ok(device.listGroups, { body: { ...FIRST, filter: { pid } } })
  expect(listed).toContainEqual({ id, pid, name: 'Day shift' })
  await caller.refused(deviceManagement.changeGroup, { params: { gid: 'nowhere' }, body: change }, 2)
  return id
}

async function classes(caller: Caller): Promise<number> {
  const { data: created } = await caller.ok(deviceManagement.createClass, { body: { name: 'Drone' } })
  await caller.refused(deviceManagement.createClass, { body: { name: 'Drone' } }, 3)
  const { id } = created
  await caller.ok(deviceManagement.changeClass, { params: { id }, body: { name: 'UAV' } })
  const { data: info } = await caller.ok(device.classInfo, { params: { id } })
  expect(info).toEqual({ id, name: 'UAV' })
  await caller.refused(deviceManagement.changeClass, { params: { id: 4711 }, body: { name: 'x' } }, 2)
  return id
}

async function added(caller: Caller, gid: string, classID: number): Promise<void> {
  const gps = { lng: 120.5, lat: 31.25 }
  const body = { id: ID, gid, name: 'Kite', product: 'K-1', classID, gps, hardware: { videoIn: 2 } }
  await caller.ok(deviceManagement.add, { body })
  await caller.refused(deviceManagement.add, { body }, 3)
  await caller.refused(deviceManagement.add, { body: { id: 'PU_OTHER', gid: 'nowhere' } }, 2)
  const params = { puid: ID }
  const { data: info } = await caller.ok(device.info, { params })
  expect(info).toMatchObject({ id: ID, gid, name: 'Kite', product: 'K-1', classID, className: 'UAV', gps })
  expect(info.channels).toHaveLength(2)
  const { data: status } = await caller.ok(device.status, { params })
  expect(status.status).toBe(0)
  await caller.ok(deviceManagement.change, { params, body: { name: 'Hawk', gps: { lng: 121, lat: 30 } } })
  const { data: rows } = await caller.ok(device.list, { body: { ...FIRST, filter: { gid, match: 'hawk' } } })
  expect(rows).toMatchObject([{ id: ID, name: 'Hawk', classID, gps: { lng: 121, lat: 30 } }])
  await caller.refused(deviceManagement.change, { params, body: { gid: 'nowhere' } }, 2)
  await caller.refused(deviceManagement.change, { params: { puid: NO_DEVICE }, body: { name: 'x' } }, 2)
}

async function channels(caller: Caller): Promise<void> {
  const puid = onlineOf(caller, Kind.vehicle)
  await caller.ok(deviceManagement.changeChannel, { params: { puid, index: 1 }, body: { name: 'Back' } })
  const { data: info } = await caller.ok(device.info, { params: { puid } })
  expect(info.channels.find(({ index }) => index === 1)?.name).toBe('Back')
  await caller.refused(deviceManagement.changeChannel, { params: { puid, index: 9 }, body: { name: 'x' } }, 2)
}

/** A group takes its devices along, a class leaves them. */
async function removed(caller: Caller, gid: string, classID: number): Promise<void> {
  const moved = onlineOf(caller, Kind.vehicle)
  await caller.ok(deviceManagement.change, { params: { puid: moved }, body: { gid, classID } })
  await caller.ok(deviceManagement.removeClass, { params: { id: classID } })
  await caller.refused(device.classInfo, { params: { id: classID } }, 2)
  await caller.refused(deviceManagement.removeClass, { params: { id: classID } }, 2)
  await caller.ok(deviceManagement.remove, { params: { puid: ID } })
  await caller.refused(device.info, { params: { puid: ID } }, 2)
  await caller.refused(deviceManagement.remove, { params: { puid: ID } }, 2)
  const { data: left } = await caller.ok(device.list, { body: { ...FIRST, filter: { gid } } })
  expect(left.map(({ id }) => id)).toEqual([moved])
  await caller.ok(deviceManagement.removeGroup, { params: { gid } })
  await caller.refused(device.groupInfo, { params: { groupid: gid } }, 2)
  await caller.refused(device.info, { params: { puid: moved } }, 2)
}

async function withoutPermission(operator: Caller, pid: string): Promise<void> {
  const puid = onlineOf(operator, Kind.bodyCamera)
  await operator.refused(deviceManagement.createGroup, { body: { pid, name: 'x' } }, 16)
  await operator.refused(deviceManagement.createClass, { body: { name: 'x' } }, 16)
  await operator.refused(deviceManagement.add, { body: { id: ID, gid: pid } }, 16)
  await operator.refused(deviceManagement.change, { params: { puid }, body: { name: 'x' } }, 16)
  await operator.refused(deviceManagement.remove, { params: { puid } }, 16)
}
