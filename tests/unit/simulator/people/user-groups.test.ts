import { describe, expect, it } from 'vitest'
import { codeOfLogin, page, rowsOf, usePlatform } from './platform.ts'

const platform = usePlatform()
const ask = (...given: Parameters<ReturnType<typeof platform>['admin']['ask']>) => platform().admin.ask(...given)

async function newGroup(name: string, pid = '000000'): Promise<string> {
  const { data } = await ask('usergroup.create', { body: { pid, name } })
  return (data as { id: string }).id
}

describe('user groups', () => {
  it('that are created are listed, read and changed', async () => {
    const body = { pid: '000000', name: 'Harbour Watch', abbreviation: 'HW', desc: 'by night' }
    const { data } = await ask('usergroup.create', { body })
    const { id } = data as { id: string }
    expect(data).toEqual({ id, ...body })
    expect(await rowsOf(ask('usergroup.list', page({ match: 'harbour w' })))).toEqual([
      { id, pid: '000000', name: 'Harbour Watch', abbreviation: 'HW' },
    ])
    expect((await ask('usergroup.change', { params: { gid: id }, body: { name: 'Port Watch' } })).code).toBe(0)
    expect((await ask('usergroup.info', { params: { groupid: id } })).data).toEqual({
      id,
      ...body,
      name: 'Port Watch',
    })
    expect(await rowsOf(ask('usergroup.list', page({ pid: id })))).toEqual([])
  })

  it('need a parent and a name of their own', async () => {
    await newGroup('Twins')
    const codeOf = async (body: object) => (await ask('usergroup.create', { body })).code
    expect(await codeOf({ pid: '000000', name: 'Twins' })).toBe(3)
    expect(await codeOf({ pid: '000000', name: ' ' })).toBe(4)
    expect(await codeOf({ pid: '999999', name: 'Orphans' })).toBe(2)
    const other = await newGroup('Others')
    expect((await ask('usergroup.change', { params: { gid: other }, body: { name: 'Twins' } })).code).toBe(3)
    expect((await ask('usergroup.change', { params: { gid: other }, body: { name: 'Others' } })).code).toBe(0)
  })

  it('take the groups below and all their users with them', async () => {
    const { simulator, newUser } = platform()
    const top = await newGroup('Doomed')
    const below = await newGroup('Doomed too', top)
    await newUser('doomed-1', { gid: top })
    await newUser('doomed-2', { gid: below })
    expect(await codeOfLogin(simulator, 'doomed-2')).toBe(0)
    expect((await ask('usergroup.remove', { params: { gid: top } })).code).toBe(0)
    expect((await ask('usergroup.info', { params: { groupid: below } })).code).toBe(2)
    expect(await rowsOf(ask('user.list', page({ match: 'doomed' })))).toEqual([])
    expect(await codeOfLogin(simulator, 'doomed-2')).toBe(14)
    expect((await ask('usergroup.remove', { params: { gid: top } })).code).toBe(2)
  })

  it('stay when they hold the root or a super administrator', async () => {
    const top = await newGroup('Chiefs')
    await platform().newUser('chief', { gid: top, roles: ['administrator'] })
    expect((await ask('usergroup.remove', { params: { gid: top } })).code).toBe(10)
    expect((await ask('usergroup.remove', { params: { gid: '000000' } })).code).toBe(10)
  })

  it('are changed with the permission only', async () => {
    const operator = await platform().desk('operator', 'Watch-2026')
    expect((await operator.ask('usergroup.create', { body: { pid: '000000', name: 'Mine' } })).code).toBe(16)
  })
})
