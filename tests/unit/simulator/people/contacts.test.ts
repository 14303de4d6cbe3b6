import { describe, expect, it } from 'vitest'
import { MAX_PINS } from '../../../simulator/contacts/pins.ts'
import { page, rowsOf, usePlatform, type Desk } from './platform.ts'

const platform = usePlatform(120)

interface PinRow {
  id: number
  contactid: string
  contacttype: string
  settoptime: number
}

const pin = (desk: Desk, contacttype: string, contactid: string) =>
  desk.ask('contact.pin', { body: { contactid, contacttype } })
const pins = (desk: Desk, filter: object = {}) => rowsOf<PinRow>(desk.ask('contact.pins', page(filter)))

describe('pins', () => {
  it('are listed, filtered and taken away, each account its own', async () => {
    const { admin, desk, simulator } = platform()
    const operator = await desk('operator', 'Watch-2026')
    const [device] = simulator.fleet().devices
    const first = (await pin(operator, 'User', 'viewer')).data as { id: number }
    await pin(operator, 'PU', device?.id ?? '')
    await pin(operator, 'UserGroup', '000001')
    await pin(operator, 'PUGroup', device?.gid ?? '')
    const [chat] = await rowsOf(operator.ask('imgroup.list', page()))
    expect((await pin(operator, 'IMGroup', chat?.id ?? '')).code).toBe(0)
    expect((await pin(operator, 'User', 'viewer')).data).toEqual(first)
    expect((await pin(operator, 'User', 'nobody')).code).toBe(2)
    expect((await pin(operator, 'Printer', 'viewer')).code).toBe(4)
    const rows = await pins(operator)
    expect(rows.map(({ contacttype }) => contacttype)).toEqual(['IMGroup', 'PUGroup', 'UserGroup', 'PU', 'User'])
    expect(rows.every(({ settoptime }) => Math.abs(settoptime - Date.now()) < 60_000)).toBe(true)
    expect(await pins(operator, { contactType: 'PU' })).toHaveLength(1)
    expect(await pins(operator, { match: 'VIEW' })).toHaveLength(1)
    expect(await pins(admin)).toEqual([])
    const unpin = (who: Desk) => who.ask('contact.unpin', { params: { id: first.id } })
    expect((await unpin(admin)).code).toBe(2)
    expect((await unpin(operator)).code).toBe(0)
    expect((await unpin(operator)).code).toBe(2)
    expect(await pins(operator)).toHaveLength(4)
  })

  it('go with what they pin, and are limited', async () => {
    const { admin, newUser, simulator } = platform()
    await newUser('brief')
    await pin(admin, 'User', 'brief')
    expect(await pins(admin)).toHaveLength(1)
    await admin.ask('user.remove', { params: { userid: 'brief' } })
    expect(await pins(admin)).toEqual([])
    const codes = []
    for (const { id } of simulator.fleet().devices.slice(0, MAX_PINS)) codes.push((await pin(admin, 'PU', id)).code)
    expect(codes.filter((code) => code === 0)).toHaveLength(MAX_PINS - 1)
    expect(codes.at(-1)).toBe(18)
  })
})
