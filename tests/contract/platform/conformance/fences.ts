import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import type { Scenario } from './scenario.ts'

const { fence } = operations

const FIRST = { page: 0, pageSize: 50 }
const CORNERS = [
  { lat: 39.9, lng: 116.3 },
  { lat: 39.9, lng: 116.5 },
  { lat: 40, lng: 116.4 },
]

export const fences: Scenario = {
  section: 'electric fence',
  async run(caller) {
    const { data: made } = await caller.ok(fence.create, {
      body: { name: 'Old harbour', status: 1, actionType: 1, fenceType: 2, coords: CORNERS },
    })
    expect(made).toMatchObject({ name: 'Old harbour', coords: CORNERS })
    const params = { id: made.id }
    await caller.ok(fence.change, { params, body: { status: 2, desc: 'closed at night' } })
    const { data: info } = await caller.ok(fence.info, { params })
    expect(info).toMatchObject({ name: 'Old harbour', status: 2, desc: 'closed at night', coords: CORNERS })
    const puidlist = caller.simulator
      .fleet()
      .devices.slice(0, 3)
      .map(({ id }) => id)
    await caller.ok(fence.addDevices, { params, body: { puidlist } })
    await caller.ok(fence.removeDevices, { params, body: { puidlist: puidlist.slice(1) } })
    const { data: devices } = await caller.ok(fence.listDevices, { params, body: FIRST })
    expect(devices.map(({ id }) => id)).toEqual(puidlist.slice(0, 1))
    const filter = { match: 'HARBOUR', status: 2 as const, includePuId: puidlist[0] ?? '' }
    const { data: found } = await caller.ok(fence.list, { body: { ...FIRST, filter } })
    expect(found.map(({ id }) => id)).toEqual([made.id])
    await caller.ok(fence.remove, { params })
    await caller.refused(fence.info, { params }, 2)
    const viewer = await caller.as({ username: 'viewer', password: 'View-2026' })
    await viewer.refused(fence.create, { body: { name: 'x' } }, 16)
  },
}
