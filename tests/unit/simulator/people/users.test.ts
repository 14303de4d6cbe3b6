import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { pushes } from '../../../../shared/platform/index.ts'
import { encryptPassword } from '../../../simulator/accounts.ts'
import { PATROL_PASSWORD } from '../../../simulator/accounts/registry.ts'
import { TERMINAL_RETURN_MS } from '../../../simulator/accounts/terminals.ts'
import { logIn, until } from '../desk.ts'
import { codeOfLogin, page, PASSWORD, rowsOf, userBody, usePlatform } from './platform.ts'

const platform = usePlatform()

interface UserRow {
  id: string
  name: string
  status: number
  enable: boolean
}

const find = async (id: string) => (await rowsOf<UserRow>(platform().admin.ask('user.list', page({ match: id }))))[0]
const change = (id: string, body: object) => platform().admin.ask('user.change', { params: { userid: id }, body })
const remove = (id: string) => platform().admin.ask('user.remove', { params: { userid: id } })

/** Somebody with a terminal that is on-line. */
async function patrol(): Promise<{ id: string; gid: string; name: string; deviceID: string }> {
  const [row] = await rowsOf<{ id: string; gid: string; name: string; deviceID: string }>(
    platform().admin.ask('user.onlineList', page({ device: 1 })),
  )
  if (!row) throw new Error('nobody has a terminal')
  return row
}

describe('a user', () => {
  it('who is created is listed, read and logs in', async () => {
    const { admin, simulator } = platform()
    const more = { position: 'Guard', phone: '123', email: 'a@b.c', desc: 'new', roles: ['dispatcher'], idcard: '1' }
    const { data } = await admin.ask('user.create', { body: userBody('wang', more) })
    expect(data).toMatchObject({ id: 'wang', allocate: 'admin', ...more })
    expect(data).not.toHaveProperty('enable')
    expect(await find('wang')).toMatchObject({ name: 'Person wang', enable: true, status: 0 })
    const { data: info } = await admin.ask('user.info', { params: { userid: 'wang' } })
    expect(info).toMatchObject({ id: 'wang', creator: 'admin', enable: true, ...more })
    expect(await codeOfLogin(simulator, 'wang')).toBe(0)
    expect(await find('wang')).toMatchObject({ status: 1 })
    const { data: status } = await admin.ask('user.status', { params: { userid: 'wang' } })
    expect(status).toMatchObject({ id: 'wang', status: 1, sessions: [{ protocol: 'http' }] })
  })

  it('is not created twice, in no group, with an unknown role, a bad id or a simple password', async () => {
    const { ask } = platform().admin
    const codeOf = async (id: string, more: object = {}) =>
      (await ask('user.create', { body: userBody(id, more) })).code
    expect(await codeOf('operator')).toBe(3)
    expect(await codeOf('li-1', { gid: '999999' })).toBe(2)
    expect(await codeOf('li-1', { roles: ['nobody'] })).toBe(2)
    expect(await codeOf('l')).toBe(4)
    expect(await codeOf('li-1', { password_encrypted: encryptPassword('li-1', '123456') })).toBe(4)
    expect(await find('li-1')).toBeUndefined()
  })

  it('can be asked for before', async () => {
    const { admin, desk } = platform()
    const check = async (body: object) => (await admin.ask('user.checkNew', { body })).code
    expect(await check({ id: 'zhao', gid: '000000' })).toBe(0)
    expect(await check({ gid: '000000' })).toBe(0)
    expect(await check({ id: 'operator', gid: '000000' })).toBe(1)
    expect(await check({ id: 'z', gid: '000000' })).toBe(2)
    expect(await check({ id: 'zhao', gid: '999999' })).toBe(3)
    const operator = await desk('operator', 'Watch-2026')
    expect((await operator.ask('user.checkNew', { body: { id: 'zhao', gid: '000000' } })).code).toBe(4)
  })

  it('keeps what a change leaves out, and a known identity card number', async () => {
    await platform().newUser('chen', { idcard: '7', phone: '55', roles: ['guest'] })
    const { data } = await change('chen', { gid: '000001', name: 'Chen', idcard: '8', position: 'Chief' })
    expect(data).toMatchObject({ gid: '000001', name: 'Chen', idcard: '7', phone: '55', position: 'Chief' })
    expect(data).toMatchObject({ roles: ['guest'], enable: true })
    expect(await rowsOf(platform().admin.ask('user.list', page({ gid: '000001', match: 'chen' })))).toHaveLength(1)
    expect((await change('chen', { gid: '999999', name: 'Chen' })).code).toBe(2)
    expect((await change('nobody', { gid: '000000', name: 'X' })).code).toBe(2)
  })

  it('who is disabled, expired or removed is out at once and stays out', async () => {
    const { simulator, newUser, desk } = platform()
    const ends: [string, () => Promise<unknown>, number][] = [
      ['sun-1', () => change('sun-1', { gid: '000000', name: 'Sun', enable: false }), 16],
      ['sun-2', () => remove('sun-2'), 14],
    ]
    for (const [id, end, code] of ends) {
      await newUser(id)
      const own = await desk(id, PASSWORD)
      expect((await own.ask('auth.userinfo')).code).toBe(0)
      await end()
      expect((await own.ask('auth.userinfo')).code).toBe(9)
      expect(await codeOfLogin(simulator, id)).toBe(code)
    }
    expect(await find('sun-2')).toBeUndefined()
    await change('sun-1', { gid: '000000', name: 'Sun', enable: true })
    expect(await codeOfLogin(simulator, 'sun-1')).toBe(0)
    await change('sun-1', { gid: '000000', name: 'Sun', validity_time: Math.floor(Date.now() / 1000) - 1 })
    expect(await codeOfLogin(simulator, 'sun-1')).toBe(16)
  })

  it('is neither oneself nor the first administrator when removed or disabled', async () => {
    expect((await remove('admin')).code).toBe(10)
    expect((await change('admin', { gid: '000000', name: 'Admin', enable: false })).code).toBe(10)
    expect((await change('admin', { gid: '000000', name: 'Admin', roles: [] })).code).toBe(10)
  })

  it('is ordered by what is asked for', async () => {
    const ids = async (order: string) =>
      (await rowsOf(platform().admin.ask('user.list', page({}, { order })))).map(({ id }) => id)
    const up = await ids('+id')
    expect(up).toEqual(up.toSorted())
    expect(await ids('-id')).toEqual(up.toReversed())
  })
})

describe('the password', () => {
  it('is set by an administrator who gives the own one, not for oneself', async () => {
    const { admin, simulator, newUser } = platform()
    await newUser('qian')
    const set = async (id: string, own: string, next: string) =>
      (
        await admin.ask('user.setPassword', {
          params: { userid: id },
          body: {
            password_encrypted: encryptPassword('admin', own),
            new_password_encrypted: encryptPassword(id, next),
          },
        })
      ).code
    expect(await set('qian', 'wrong', 'Other-2027')).toBe(14)
    expect(await set('qian', '123456', '123456')).toBe(4)
    expect(await set('admin', '123456', 'Other-2027')).toBe(4)
    expect(await set('qian', '123456', 'Other-2027')).toBe(0)
    expect(await codeOfLogin(simulator, 'qian')).toBe(14)
    expect((await logIn(simulator, 'qian', 'Other-2027')).data).not.toHaveProperty('change_password')
    simulator.control.passwordCycle({ days: 30 })
    expect(await set('qian', '123456', 'Third-2027')).toBe(0)
    expect((await logIn(simulator, 'qian', 'Third-2027')).data).toMatchObject({ change_password: true })
    simulator.control.passwordCycle({ days: 0 })
  })
})

describe('the real-name system', () => {
  it('wants a card number that is good and new', async () => {
    const { admin, simulator } = platform()
    simulator.control.realName({ wanted: true })
    const codeOf = async (id: string, more: object = {}) =>
      (await admin.ask('user.create', { body: userBody(id, more) })).code
    expect((await admin.ask('user.requirement')).data).toMatchObject({ real_name: true })
    expect(await codeOf('real-1')).toBe(4)
    expect(await codeOf('real-1', { idcard: '11010519491231002Y' })).toBe(4)
    expect(await codeOf('real-1', { idcard: '11010519491231002X', name: ' ' })).toBe(4)
    expect(await codeOf('real-1', { idcard: '11010519491231002X' })).toBe(0)
    expect(await codeOf('real-2', { idcard: '11010519491231002X' })).toBe(3)
    simulator.control.realName({ wanted: false })
  })
})

describe('kicking', () => {
  it('ends one login instance or all, with their websockets', async () => {
    const { admin, simulator, newUser, desk } = platform()
    await newUser('zhou')
    const [first, second] = [await desk('zhou', PASSWORD), await desk('zhou', PASSWORD)]
    const socket = new WebSocket(simulator.url.replace('http', 'ws') + pushes.alarm.path, [first.token])
    let closedWith = 0
    socket.on('close', (code) => (closedWith = code))
    await until(() => socket.readyState === WebSocket.OPEN)
    const { appID } = (await first.ask('auth.userinfo')).data as { appID: number }
    expect((await admin.ask('user.kick', { body: { id: 'zhou', appID } })).code).toBe(0)
    await until(() => closedWith === 4001)
    expect((await first.ask('auth.userinfo')).code).toBe(9)
    expect((await second.ask('auth.userinfo')).code).toBe(0)
    expect((await admin.ask('user.kick', { body: { id: 'zhou', appID } })).code).toBe(5)
    expect((await admin.ask('user.kick', { body: { id: 'zhou', appID: 0 } })).code).toBe(0)
    expect((await second.ask('auth.userinfo')).code).toBe(9)
    expect((await admin.ask('user.kick', { body: { id: 'nobody' } })).code).toBe(2)
  })

  it('needs the permission', async () => {
    const viewer = await platform().desk('viewer', 'View-2026')
    expect((await viewer.ask('user.kick', { body: { id: 'operator' } })).code).toBe(16)
    expect((await viewer.ask('user.remove', { params: { userid: 'operator' } })).code).toBe(16)
  })
})

describe('people with terminals', () => {
  it('are users: on-line, located, changed, able to log in', async () => {
    const { admin, simulator } = platform()
    const person = await patrol()
    const { data: status } = await admin.ask('user.status', { params: { userid: person.id } })
    expect(status).toMatchObject({ status: 1, sessions: [{ protocol: 'sip', deviceID: person.deviceID }] })
    const [place] = await rowsOf<object>(admin.ask('user.gps', { params: { userid: person.id } }))
    expect(place).toMatchObject({ deviceID: person.deviceID, gps: { state: 1 } })
    await change(person.id, { gid: person.gid, name: 'Renamed' })
    const { data: device } = await admin.ask('device.status', { params: { puid: person.deviceID } })
    expect(device).toMatchObject({ userid: person.id, userName: 'Renamed' })
    expect(await codeOfLogin(simulator, person.id, PATROL_PASSWORD)).toBe(0)
  })

  it('who are kicked come back with their terminal', async () => {
    const { admin, simulator } = platform()
    const { id, deviceID } = await patrol()
    expect((await admin.ask('user.kick', { body: { id } })).code).toBe(0)
    expect(await find(id)).toMatchObject({ status: 0 })
    expect((await admin.ask('user.gps', { params: { userid: id } })).code).toBe(5)
    simulator.control.advance({ seconds: TERMINAL_RETURN_MS / 1000 })
    expect((await admin.ask('user.status', { params: { userid: id } })).data).toMatchObject({
      status: 1,
      sessions: [{ deviceID }],
    })
  })

  it('who are disabled leave a device without a user until they are enabled', async () => {
    const { admin, simulator } = platform()
    const { id, gid, name, deviceID } = await patrol()
    const deviceStatus = async () => (await admin.ask('device.status', { params: { puid: deviceID } })).data
    await change(id, { gid, name, enable: false })
    expect(await find(id)).toMatchObject({ status: 0, enable: false })
    simulator.control.advance({ seconds: TERMINAL_RETURN_MS / 1000 })
    expect(await deviceStatus()).toMatchObject({ status: 1 })
    expect(await deviceStatus()).not.toHaveProperty('userid')
    await change(id, { gid, name, enable: true })
    simulator.control.advance({ seconds: TERMINAL_RETURN_MS / 1000 })
    expect(await deviceStatus()).toMatchObject({ status: 1, userid: id })
    await remove(id)
    simulator.control.advance({ seconds: TERMINAL_RETURN_MS / 1000 })
    expect(await find(id)).toBeUndefined()
    expect(await deviceStatus()).not.toHaveProperty('userid')
    expect(await rowsOf(admin.ask('user.onlineList', page({ id })))).toEqual([])
  })
})

describe('a QR code', () => {
  it('lets one device log in as the user while it is good', async () => {
    const { admin, simulator, newUser } = platform()
    await newUser('wu-1')
    const device = simulator.fleet().devices.find(({ terminal, online }) => !terminal && online)
    if (!device) throw new Error('no device without a user')
    const { data } = await admin.ask('auth.qrcode', { body: { user_id: 'wu-1', device_id: device.id } })
    const issued = data as { begin_time: number; end_time: number; password_encrypted: string }
    expect(issued.end_time - issued.begin_time).toBe(60)
    const key = issued.password_encrypted
    const other = simulator.fleet().devices.find(({ id }) => id !== device.id)
    expect(() => simulator.control.scan({ device: other?.id ?? '', key })).toThrow(/not good/)
    expect(simulator.control.scan({ device: device.id, key })).toEqual({ account: 'wu-1' })
    simulator.control.advance({ seconds: 60 })
    expect((await admin.ask('user.status', { params: { userid: 'wu-1' } })).data).toMatchObject({
      status: 1,
      sessions: [{ deviceID: device.id }],
    })
    expect(() => simulator.control.scan({ device: device.id, key })).toThrow(/not good/)
  })

  it('is not for others without the permission, for nobody, or for the past', async () => {
    const operator = await platform().desk('operator', 'Watch-2026')
    const codeOf = async (body: object) => (await operator.ask('auth.qrcode', { body })).code
    expect(await codeOf({})).toBe(0)
    expect(await codeOf({ user_id: 'viewer' })).toBe(16)
    expect(await codeOf({ user_id: 'nobody' })).toBe(2)
    expect(await codeOf({ device_id: 'PU_NONE' })).toBe(2)
    expect(await codeOf({ begin_time: 1000, end_time: 2000 })).toBe(4)
  })
})
