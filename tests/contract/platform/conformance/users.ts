import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import { encryptPassword } from '../../../simulator/accounts.ts'
import type { Caller } from './caller.ts'
import type { Scenario } from './scenario.ts'

const { auth, user, userManagement } = operations

const FIRST = { page: 0, pageSize: 200 }
const PASSWORD = 'Scene-2026'

async function newGroup(caller: Caller): Promise<string> {
  const { data: root } = await caller.ok(user.rootGroup)
  const { data: group } = await caller.ok(userManagement.createGroup, { body: { pid: root.id, name: 'Night shift' } })
  await caller.refused(userManagement.createGroup, { body: { pid: root.id, name: 'Night shift' } }, 3)
  await caller.ok(userManagement.changeGroup, { params: { gid: group.id }, body: { name: 'Day shift' } })
  expect((await caller.ok(user.groupInfo, { params: { groupid: group.id } })).data.name).toBe('Day shift')
  const { data: found } = await caller.ok(user.listGroups, { body: { ...FIRST, filter: { match: 'DAY' } } })
  expect(found.map(({ id }) => id)).toEqual([group.id])
  return group.id
}

async function newUser(caller: Caller, gid: string): Promise<string> {
  const id = 'scene_1'
  await caller.ok(userManagement.checkNew, { body: { id, gid } })
  await caller.ok(userManagement.create, {
    body: { id, gid, name: '王小明', password_encrypted: encryptPassword(id, PASSWORD), position: 'Dispatcher' },
  })
  // Its codes are its own: 1 says that the account exists.
  await caller.refused(userManagement.checkNew, { body: { id, gid } }, 1)
  const { data: change } = await caller.ok(userManagement.change, {
    params: { userid: id },
    body: { gid, enable: true, name: '王大明', phone: '555' },
  })
  expect(change).toMatchObject({ name: '王大明', phone: '555', enable: true })
  expect((await caller.ok(user.info, { params: { userid: id } })).data).toMatchObject({ gid, name: '王大明' })
  return id
}

/** Logs in, is seen on-line, is kicked out. */
async function comeAndGo(caller: Caller, username: string): Promise<void> {
  const desk = await caller.as({ username, password: PASSWORD })
  const online = { ...FIRST, filter: { id: username } }
  expect((await caller.ok(user.listOnline, { body: online })).data).toHaveLength(1)
  const { data: status } = await caller.ok(user.status, { params: { userid: username } })
  expect(status).toMatchObject({ status: 1, sessions: [{ protocol: 'http' }] })
  await caller.ok(userManagement.kick, { body: { id: username } })
  await desk.refused(auth.userinfo, {}, 9)
  expect((await caller.ok(user.listOnline, { body: online })).data).toEqual([])
}

async function newPassword(caller: Caller, userid: string): Promise<void> {
  await caller.ok(userManagement.setPassword, {
    params: { userid },
    body: {
      password_encrypted: encryptPassword('admin', '123456'),
      new_password_encrypted: encryptPassword(userid, 'Fresh-2027'),
    },
  })
  await caller.as({ username: userid, password: 'Fresh-2027' })
}

async function rights(caller: Caller, userid: string): Promise<void> {
  const { data: root } = await caller.ok(operations.device.rootGroup)
  const { data: added } = await caller.ok(userManagement.addResources, {
    params: { userid },
    body: { resources: [{ objType: 1, objID: root.id }] },
  })
  const { data: resources } = await caller.ok(userManagement.resources, { params: { userid } })
  expect(resources.map(({ id }) => id)).toEqual(added.map(({ id }) => id))
  await caller.ok(userManagement.removeResources, {
    params: { userid },
    body: { resources: resources.map(({ id }) => ({ id })) },
  })
  expect((await caller.ok(userManagement.resources, { params: { userid } })).data).toEqual([])
}

export const users: Scenario = {
  section: 'user and user management',
  async run(caller) {
    await caller.ok(userManagement.requirement)
    const gid = await newGroup(caller)
    const userid = await newUser(caller, gid)
    await comeAndGo(caller, userid)
    await rights(caller, userid)
    await newPassword(caller, userid)
    const { data: people } = await caller.ok(user.listOnline, { body: { ...FIRST, filter: { device: 1 } } })
    await caller.ok(user.gps, { params: { userid: people[0]?.id ?? '' } })
    const { data: listed } = await caller.ok(user.list, { body: { ...FIRST, order: '-id', filter: { gid } } })
    expect(listed.map(({ id }) => id)).toEqual([userid])
    await caller.ok(userManagement.remove, { params: { userid } })
    await caller.refused(user.info, { params: { userid } }, 2)
    await caller.ok(userManagement.removeGroup, { params: { gid } })
    await caller.refused(user.groupInfo, { params: { groupid: gid } }, 2)
    const viewer = await caller.as({ username: 'viewer', password: 'View-2026' })
    await viewer.refused(userManagement.remove, { params: { userid: 'operator' } }, 16)
  },
}
