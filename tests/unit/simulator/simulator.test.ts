import { connect } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { encryptPassword } from '../../simulator/accounts.ts'
import { connectControl } from '../../simulator/control/client.ts'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import type { SimulatorOptions } from '../../simulator/options.ts'
import { call, logIn, tokenOf } from './desk.ts'

let simulator: Simulator
async function start(options: Partial<SimulatorOptions> & { now?: () => number } = {}): Promise<Simulator> {
  simulator = await startSimulator({ devices: 120, ...options })
  return simulator
}
afterEach(() => simulator.close())

const page = (filter = {}, pageSize = 1000) => ({ page: 0, pageSize, filter })

describe('log-in', () => {
  it('counts the tries down, locks, and unlocks when the time is over', async () => {
    let nowMs = Date.now()
    await start({ now: () => nowMs, lockS: 60 })
    for (const remaining of [4, 3, 2, 1])
      expect(await logIn(simulator, 'operator', 'wrong')).toMatchObject({ code: 14, data: { remaining } })
    expect(await logIn(simulator, 'operator', 'wrong')).toMatchObject({ code: 17, data: { locking: 60 } })
    nowMs += 20_000
    expect(await logIn(simulator, 'operator', 'Watch-2026')).toMatchObject({ code: 17, data: { locking: 40 } })
    nowMs += 40_001
    expect(await logIn(simulator, 'operator', 'Watch-2026')).toMatchObject({ code: 0 })
  })

  it('refuses without or with a wrong token, after log-out and after expiry', async () => {
    let nowMs = Date.now()
    await start({ now: () => nowMs, tokenLifetimeS: 100 })
    expect((await call(simulator, 'auth.userinfo')).code).toBe(9)
    expect((await call(simulator, 'auth.userinfo', { token: 'nonsense' })).code).toBe(9)
    const token = await tokenOf(simulator)
    nowMs += 50_000
    const renewed = (await call(simulator, 'auth.refresh', { token })).data as { token: string }
    expect((await call(simulator, 'auth.userinfo', { token })).code).toBe(0)
    nowMs += 60_000
    expect((await call(simulator, 'auth.userinfo', { token })).code).toBe(9)
    expect((await call(simulator, 'auth.userinfo', { token: renewed.token })).code).toBe(0)
    await call(simulator, 'auth.logout', { token: renewed.token })
    expect((await call(simulator, 'auth.userinfo', { token: renewed.token })).code).toBe(9)
  })

  it('wants a new password of the newcomer until it is changed', async () => {
    await start()
    const { data } = await logIn(simulator, 'newcomer', 'Start-2026')
    const { token, change_password: wanted } = data as { token: string; change_password: boolean }
    expect(wanted).toBe(true)
    const change = (old: string, next: string) =>
      call(simulator, 'auth.password', {
        token,
        body: {
          old_password_encrypted: encryptPassword('newcomer', old),
          new_password_encrypted: encryptPassword('newcomer', next),
        },
      })
    expect((await change('wrong', 'Guard-2027')).code).toBe(14)
    expect((await change('Start-2026', '123456')).code).toBe(4)
    expect((await change('Start-2026', 'Guard-2027')).code).toBe(0)
    expect((await logIn(simulator, 'newcomer', 'Guard-2027')).data).not.toHaveProperty('change_password')
  })
})

describe('the fleet', () => {
  it('is listed in pages that make the whole, each device in a group that exists', async () => {
    await start({ devices: 2345 })
    const token = await tokenOf(simulator)
    const ids = new Set<string>()
    const groups = (await call(simulator, 'pugroup.list', { token, body: page() })).data as { id: string }[]
    const known = new Set(groups.map((group) => group.id))
    for (let number = 0; number < 3; number++) {
      const answer = await call(simulator, 'device.list', { token, body: { page: number, pageSize: 1000 } })
      expect(answer.pageInfo).toEqual({ page: number, pageSize: 1000, totalCount: 2345 })
      for (const device of answer.data as { id: string; gid: string }[]) {
        ids.add(device.id)
        expect(known.has(device.gid)).toBe(true)
      }
    }
    expect(ids.size).toBe(2345)
  })

  it('is filtered by text, group, state and class', async () => {
    await start()
    const token = await tokenOf(simulator)
    const list = async (filter: object) =>
      (await call(simulator, 'device.list', { token, body: page(filter) })).data as {
        id: string
        gid: string
        status: number
        classID: number
        userName?: string
      }[]
    const [first] = simulator.fleet().devices
    if (!first) throw new Error('no devices')
    expect((await list({ match: first.id.toLowerCase() })).map((device) => device.id)).toEqual([first.id])
    expect((await list({ gid: first.gid })).every((device) => device.gid === first.gid)).toBe(true)
    expect((await list({ classIds: [102] })).every((device) => device.classID === 102)).toBe(true)
    const [online, offline] = [await list({ status: 1 }), await list({ status: 2 })]
    expect(online.length + offline.length).toBe(120)
    expect(offline.every((device) => device.status === 0)).toBe(true)
    expect((await list({ status: 3 })).every((device) => device.userName !== undefined)).toBe(true)
  })

  it('answers every operation by the contract', async () => {
    await start()
    const token = await tokenOf(simulator)
    const found = simulator.fleet().devices.find((device) => device.online && device.classId === 101)
    if (!found) throw new Error('no body camera')
    for (const name of ['auth.userinfo', 'user.requirement', 'pugroup.root', 'usergroup.root'])
      expect((await call(simulator, name, { token })).code).toBe(0)
    for (const name of [
      'pugroup.list',
      'puclass.list',
      'usergroup.list',
      'user.list',
      'user.onlineList',
      'dialog.list',
    ])
      expect((await call(simulator, name, { token, body: page() })).code).toBe(0)
    for (const name of ['device.info', 'device.status', 'device.gps', 'device.battery']) {
      expect((await call(simulator, name, { token, params: { puid: found.id } })).code).toBe(0)
      expect((await call(simulator, name, { token, params: { puid: 'PU_NONE' } })).code).toBe(2)
    }
    expect(simulator.seen().violations).toEqual([])
  })
})

describe('requests that do not fit', () => {
  it('are answered with 4 and remembered', async () => {
    await start()
    const token = await tokenOf(simulator)
    expect((await call(simulator, 'device.list', { token, body: { page: 0 } })).code).toBe(4)
    expect(
      (await call(simulator, 'device.list', { token, body: { page: 0, pageSize: 10, filter: { groupId: '1' } } })).code,
    ).toBe(0)
    expect((await fetch(`${simulator.url}/bvcsp/v1/nothing`)).status).toBe(404)
    expect(simulator.seen().violations.map((entry) => entry.reason)).toEqual([
      expect.stringContaining('body'),
      'body/filter/groupId: unknown field',
      'no such operation',
    ])
  })
})

describe('faults', () => {
  it('refuse, delay and drop so many times and no more', async () => {
    await start()
    const token = await tokenOf(simulator)
    const control = connectControl(simulator.controlUrl)
    await control.refuse({ operation: 'device.list', code: 7, times: 2 })
    const codes = [1, 2, 3].map(() => call(simulator, 'device.list', { token, body: page() }))
    expect((await Promise.all(codes)).map((answer) => answer.code).sort()).toEqual([0, 7, 7])
    await control.delay({ operation: '*', ms: 120, times: 1 })
    await call(simulator, 'auth.userinfo', { token })
    expect(simulator.seen().requests.at(-1)?.durationMs).toBeGreaterThanOrEqual(115)
    await control.drop({ operation: 'auth.userinfo', times: 1 })
    await expect(call(simulator, 'auth.userinfo', { token })).rejects.toThrow()
    expect((await call(simulator, 'auth.userinfo', { token })).code).toBe(0)
    await expect(control.kick({ account: 'nobody' })).rejects.toThrow('no account nobody')
  })

  it('take the address down and up again on the same port', async () => {
    await start()
    await simulator.control.listen({ up: false })
    await expect(logIn(simulator, 'admin', '123456')).rejects.toThrow()
    await simulator.control.listen({ up: true })
    expect((await logIn(simulator, 'admin', '123456')).code).toBe(0)
  })

  it('change the certificate while it runs', async () => {
    await start({ tls: true })
    const shown = () =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(Number(new URL(simulator.url).port), '127.0.0.1', { rejectUnauthorized: false }, () => {
          resolve(socket.getPeerCertificate().fingerprint256)
          socket.destroy()
        })
        socket.on('error', reject)
      })
    expect(await shown()).toBe(simulator.fingerprint256)
    const { fingerprint256 } = simulator.control.certificate({})
    expect(fingerprint256).not.toBe(simulator.fingerprint256)
    expect(await shown()).toBe(fingerprint256)
  })

  it('lose the answer of what was done', async () => {
    await start()
    const token = await tokenOf(simulator)
    simulator.control.drop({ operation: 'auth.logout', times: 1, after: true })
    await expect(call(simulator, 'auth.logout', { token })).rejects.toThrow()
    expect((await call(simulator, 'auth.userinfo', { token })).code).toBe(9)
  })

  it('end sessions', async () => {
    await start()
    const token = await tokenOf(simulator)
    expect(simulator.control.expireTokens({})).toEqual({ ended: 1 })
    expect((await call(simulator, 'auth.userinfo', { token })).code).toBe(9)
  })
})
