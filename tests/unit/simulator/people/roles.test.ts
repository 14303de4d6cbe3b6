import { describe, expect, it } from 'vitest'
import { page, PASSWORD, rowsOf, usePlatform, type Desk } from './platform.ts'

const platform = usePlatform(120)
const ask = (...given: Parameters<Desk['ask']>) => platform().admin.ask(...given)
const grant = (...ids: string[]) => ids.map((id) => ({ id, level: 1 }))

async function newRole(name: string, ...permissions: string[]): Promise<string> {
  const { data } = await ask('role.create', { body: { name, permissions: grant(...permissions) } })
  return (data as { id: string }).id
}

describe('roles', () => {
  it('that are created are listed, read and changed', async () => {
    const id = await newRole('Night shift', 'alarm')
    expect(await rowsOf(ask('role.list', page({ match: 'night' })))).toEqual([{ id, name: 'Night shift' }])
    const read = async () => (await ask('role.info', { params: { roleid: id } })).data
    expect(await read()).toMatchObject({ id, creator: 'admin' })
    const body = { name: 'Day shift', permissions: [{ id: 'alarm', level: 0 }, ...grant('region')] }
    expect((await ask('role.change', { params: { roleid: id }, body })).code).toBe(0)
    const { name, permissions } = (await read()) as { name: string; permissions: { id: string; level: number }[] }
    expect(name).toBe('Day shift')
    expect(permissions.filter(({ level }) => level === 1)).toEqual(grant('region'))
  })

  it('have names of their own; given ones stay', async () => {
    await newRole('Only one')
    const codeOf = async (body: object) => (await ask('role.create', { body })).code
    expect(await codeOf({ name: 'Only one', permissions: [] })).toBe(3)
    expect(await codeOf({ name: '', permissions: [] })).toBe(4)
    expect(await codeOf({ name: 'Odd', permissions: grant('everything') })).toBe(4)
    expect((await ask('role.remove', { params: { roleid: 'dispatcher' } })).code).toBe(10)
    expect((await ask('role.remove', { params: { roleid: 'none' } })).code).toBe(2)
  })

  it('give what they permit, until they are removed', async () => {
    const { newUser, desk } = platform()
    const roleid = await newRole('Group keeper', 'userGroupManager')
    await newUser('keeper', { roles: [roleid] })
    await ask('role.addResources', { params: { roleid }, body: { resources: [{ objtype: 2, objid: '000000' }] } })
    const keeper = await desk('keeper', PASSWORD)
    const create = async (name: string) =>
      (await keeper.ask('usergroup.create', { body: { pid: '000000', name } })).code
    expect(await create('First')).toBe(0)
    const { permissions } = (await keeper.ask('auth.userinfo')).data as { permissions: { id: string; level: number }[] }
    expect(permissions.filter(({ level }) => level > 0)).toEqual(grant('userGroupManager'))
    expect((await ask('role.remove', { params: { roleid } })).code).toBe(0)
    expect(await create('Second')).toBe(16)
    expect((await ask('user.info', { params: { userid: 'keeper' } })).data).toMatchObject({ roles: [] })
  })

  it('are given by those only who hold what they give', async () => {
    const { newUser, desk } = platform()
    const roleid = await newRole('Role keeper', 'roleManager', 'userManager', 'alarm')
    await newUser('giver', { roles: [roleid] })
    await ask('role.addResources', { params: { roleid }, body: { resources: [{ objtype: 2, objid: '000000' }] } })
    const giver = await desk('giver', PASSWORD)
    const create = (name: string, ...permissions: string[]) =>
      giver.ask('role.create', { body: { name, permissions: grant(...permissions) } })
    expect((await create('Too much', 'superAdmin')).code).toBe(16)
    const { code, data } = await create('Enough', 'alarm')
    expect(code).toBe(0)
    const own = { name: 'Mine', permissions: grant('superAdmin') }
    expect((await giver.ask('role.change', { params: { roleid }, body: own })).code).toBe(16)
    const change = async (userid: string, roles: string[]) =>
      (await giver.ask('user.change', { params: { userid }, body: { gid: '000000', name: 'X', roles } })).code
    await newUser('taker')
    expect(await change('taker', ['administrator'])).toBe(16)
    expect(await change('taker', [(data as { id: string }).id])).toBe(0)
    expect(await change('admin', [])).toBe(16)
    expect((await rowsOf(giver.ask('role.list', page()))).map(({ id }) => id)).not.toContain('dispatcher')
  })
})

describe('resources', () => {
  it('decide which devices an account sees and opens', async () => {
    const { newUser, desk, simulator } = platform()
    await newUser('local')
    const local = await desk('local', PASSWORD)
    const { devices, groups } = simulator.fleet()
    const [mine] = devices
    const other = devices.find(({ gid }) => gid !== mine?.gid)
    if (!mine || !other) throw new Error('too few groups')
    const seen = async () => (await rowsOf(local.ask('device.list', page()))).map(({ id }) => id)
    expect(await seen()).toEqual([])
    expect((await local.ask('device.info', { params: { puid: mine.id } })).code).toBe(16)
    const add = (resources: object[]) => ask('user.addResources', { params: { userid: 'local' }, body: { resources } })
    expect((await add([{ objType: 1, objID: 'nowhere' }])).code).toBe(2)
    const [resource] = await rowsOf<{ id: number }>(add([{ objType: 1, objID: mine.gid }]))
    expect(await rowsOf(add([{ objType: 1, objID: mine.gid }]))).toEqual([resource])
    const below = new Set([mine.gid])
    for (const { id, pid } of groups) if (below.has(pid)) below.add(id)
    const expected = devices.filter(({ gid }) => below.has(gid)).map(({ id }) => id)
    expect(await seen()).toEqual(expected)
    expect((await local.ask('device.info', { params: { puid: mine.id } })).code).toBe(0)
    expect((await local.ask('device.info', { params: { puid: other.id } })).code).toBe(16)
    const listed = (await rowsOf(local.ask('pugroup.list', page()))).map(({ id }) => id)
    expect(listed).toContain(mine.gid)
    expect(listed).not.toContain(other.gid)
    const resources = [{ id: resource?.id }]
    const takeAway = () => ask('user.removeResources', { params: { userid: 'local' }, body: { resources } })
    expect((await takeAway()).code).toBe(0)
    expect((await takeAway()).code).toBe(2)
    expect(await seen()).toEqual([])
  })

  it('of a role are those of all who have it', async () => {
    const { newUser, desk } = platform()
    const roleid = await newRole('District one')
    await newUser('district', { roles: [roleid] })
    const district = await desk('district', PASSWORD)
    const users = async () => (await rowsOf(district.ask('user.list', page()))).map(({ id }) => id)
    expect(await users()).toEqual(['district'])
    const body = { resources: [{ objtype: 2, objid: '000001' }] }
    const [added] = await rowsOf<{ id: number }>(ask('role.addResources', { params: { roleid }, body }))
    expect(await rowsOf(ask('role.resources', { params: { roleid } }))).toEqual([
      { id: added?.id, objtype: 2, objid: '000001' },
    ])
    const inGroup = (await rowsOf(ask('user.list', page({ gid: '000001' })))).map(({ id }) => id)
    expect(inGroup.length).toBeGreaterThan(0)
    expect((await users()).toSorted()).toEqual(['district', ...inGroup].toSorted())
    expect((await district.ask('user.info', { params: { userid: 'admin' } })).code).toBe(16)
  })

  it('hold for files and alarms of the platform, too', async () => {
    const { newUser, desk, simulator } = platform()
    await newUser('clerk')
    const clerk = await desk('clerk', PASSWORD)
    const files = (who: Desk) => rowsOf<{ fileID: string; puID: string }>(who.ask('recordfile.list', page({})))
    const alarms = (who: Desk) => rowsOf<{ key: string; device_id: string }>(who.ask('alarm.list', page()))
    const [file] = (await files(platform().admin)).filter(({ puID }) => puID)
    const [alarm] = (await alarms(platform().admin)).filter(({ device_id: id }) => id)
    if (!file || !alarm) throw new Error('nothing on record')
    expect((await files(clerk)).filter(({ puID }) => puID)).toEqual([])
    expect((await alarms(clerk)).filter(({ device_id: id }) => id)).toEqual([])
    const info = async () => (await clerk.ask('recordfile.info', { params: { fileid: file.fileID } })).code
    expect(await info()).toBe(16)
    const gid = simulator.fleet().devices.find(({ id }) => id === file.puID)?.gid
    await ask('user.addResources', { params: { userid: 'clerk' }, body: { resources: [{ objType: 1, objID: gid }] } })
    expect(await info()).toBe(0)
    expect((await files(clerk)).length).toBeGreaterThan(0)
  })
})
