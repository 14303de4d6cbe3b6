import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import type { Scenario } from './scenario.ts'

const { role } = operations

const FIRST = { page: 0, pageSize: 50 }

export const roles: Scenario = {
  section: 'role',
  async run(caller) {
    const { data: made } = await caller.ok(role.create, {
      body: { name: 'Supervisor', permissions: [{ id: 'userManager', level: 1 }] },
    })
    const params = { roleid: made.id }
    await caller.ok(role.change, { params, body: { name: 'Chief', permissions: [{ id: 'alarm', level: 1 }] } })
    const { data: info } = await caller.ok(role.info, { params })
    expect(info.name).toBe('Chief')
    expect(info.permissions?.filter(({ level }) => level === 1)).toEqual([{ id: 'alarm', level: 1 }])
    const { data: found } = await caller.ok(role.list, { body: { ...FIRST, filter: { match: 'chief' } } })
    expect(found).toEqual([{ id: made.id, name: 'Chief' }])
    const { data: root } = await caller.ok(operations.device.rootGroup)
    await caller.ok(role.addResources, { params, body: { resources: [{ objtype: 1, objid: root.id }] } })
    const { data: resources } = await caller.ok(role.resources, { params })
    expect(resources).toMatchObject([{ objtype: 1, objid: root.id }])
    await caller.ok(role.removeResources, { params, body: { resources: resources.map(({ id }) => ({ id })) } })
    expect((await caller.ok(role.resources, { params })).data).toEqual([])
    await caller.ok(role.remove, { params })
    await caller.refused(role.info, { params }, 2)
  },
}
