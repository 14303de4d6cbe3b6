import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import type { Scenario } from './scenario.ts'

const { blockList, contact } = operations

const FIRST = { page: 0, pageSize: 50 }

export const contacts: Scenario = {
  section: 'contact person',
  async run(caller) {
    const [device] = caller.simulator.fleet().devices
    const first = await caller.ok(contact.pin, { body: { contactid: device?.id ?? '', contacttype: 'PU' } })
    const second = await caller.ok(contact.pin, { body: { contactid: 'operator', contacttype: 'User' } })
    const { data: pins } = await caller.ok(contact.pins, { body: FIRST })
    expect(pins.map(({ id }) => id)).toEqual([second.data.id, first.data.id])
    const { data: people } = await caller.ok(contact.pins, { body: { ...FIRST, filter: { contactType: 'User' } } })
    expect(people).toMatchObject([{ contactid: 'operator' }])
    await caller.ok(contact.unpin, { params: { id: String(first.data.id) } })
    await caller.refused(contact.unpin, { params: { id: String(first.data.id) } }, 2)
    expect((await caller.ok(contact.pins, { body: FIRST })).data).toHaveLength(1)
    await caller.refused(contact.pin, { body: { contactid: 'nobody', contacttype: 'User' } }, 2)
  },
}

export const blackAndWhiteList: Scenario = {
  section: 'black and white list',
  async run(caller) {
    const { data: added } = await caller.ok(blockList.add, {
      body: { items: [{ bwType: 1, objType: 2, objID: 'viewer' }] },
    })
    await caller.ok(blockList.setMode, { body: { enable: 1 } })
    expect((await caller.ok(blockList.mode)).data).toEqual({ enable: 1 })
    await expect(caller.as({ username: 'viewer', password: 'View-2026' })).rejects.toThrow()
    const { data: listed } = await caller.ok(blockList.list, { body: { ...FIRST, filter: { match: 'view' } } })
    expect(listed).toEqual(added)
    await caller.ok(blockList.remove, { body: { items: added.map(({ bwID }) => ({ bwID })) } })
    await caller.as({ username: 'viewer', password: 'View-2026' })
    await caller.ok(blockList.setMode, { body: { enable: 0 } })
    const operator = await caller.as({ username: 'operator', password: 'Watch-2026' })
    await operator.refused(blockList.setMode, { body: { enable: 2 } }, 16)
  },
}
