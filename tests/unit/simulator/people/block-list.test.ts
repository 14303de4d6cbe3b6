import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type Simulator } from '../../../simulator/simulator.ts'
import { call, tokenOf, until } from '../desk.ts'
import { codeOfLogin, page, rowsOf } from './platform.ts'

const [OFF, BLACK, WHITE] = [0, 1, 2]
const [DEVICE, USER, ADDRESS] = [1, 2, 3]

let simulator: Simulator
let token: string
beforeEach(async () => {
  simulator = await startSimulator({ devices: 60 })
  token = await tokenOf(simulator)
})
afterEach(() => simulator.close())

const ask = (name: string, body?: object) => call(simulator, name, { token, ...(body ? { body } : {}) })
const add = (bwType: number, objType: number, objID: string) =>
  ask('blocklist.add', { items: [{ bwType, objType, objID }] })
const setMode = (enable: number) => ask('blocklist.setMode', { enable })
const comesIn = async () => (await codeOfLogin(simulator, 'operator', 'Watch-2026')) === 0

describe('the list', () => {
  it('is kept, filtered and shortened', async () => {
    const [black] = await rowsOf<{ bwID: number }>(add(BLACK, USER, 'operator'))
    await add(WHITE, USER, 'viewer')
    expect((await add(BLACK, USER, 'operator')).code).toBe(3)
    expect((await add(0, USER, 'operator')).code).toBe(4)
    expect((await add(BLACK, 0, 'operator')).code).toBe(4)
    expect((await add(BLACK, ADDRESS, 'operator')).code).toBe(4)
    expect(await rowsOf(ask('blocklist.list', page().body))).toHaveLength(2)
    expect(await rowsOf(ask('blocklist.list', page({ bwType: BLACK }).body))).toEqual([
      { bwID: black?.bwID, bwType: BLACK, objType: USER, objID: 'operator' },
    ])
    expect(await rowsOf(ask('blocklist.list', page({ match: 'VIEW' }).body))).toHaveLength(1)
    const remove = () => ask('blocklist.remove', { items: [{ bwID: black?.bwID }] })
    expect((await remove()).code).toBe(0)
    expect((await remove()).code).toBe(2)
  })

  it('is for super administrators only', async () => {
    token = await tokenOf(simulator, 'operator', 'Watch-2026')
    expect((await setMode(BLACK)).code).toBe(16)
    expect((await ask('blocklist.mode')).data).toEqual({ enable: OFF })
  })

  it('in black keeps out users and addresses on it, and ends their sessions', async () => {
    await add(BLACK, USER, 'operator')
    expect(await comesIn()).toBe(true)
    const operator = await tokenOf(simulator, 'operator', 'Watch-2026')
    await setMode(BLACK)
    expect((await call(simulator, 'auth.userinfo', { token: operator })).code).toBe(9)
    expect(await comesIn()).toBe(false)
    expect(await codeOfLogin(simulator, 'viewer', 'View-2026')).toBe(0)
    await add(BLACK, ADDRESS, '127.0.0.1')
    expect(await codeOfLogin(simulator, 'viewer', 'View-2026')).toBe(16)
    expect(await codeOfLogin(simulator, 'admin', '123456')).toBe(0)
    await setMode(OFF)
    expect(await comesIn()).toBe(true)
  })

  it('in white lets in what is on it', async () => {
    await add(WHITE, USER, 'viewer')
    await setMode(WHITE)
    expect(await comesIn()).toBe(false)
    expect(await codeOfLogin(simulator, 'viewer', 'View-2026')).toBe(0)
    await add(WHITE, ADDRESS, '127.0.0.1')
    expect(await comesIn()).toBe(true)
  })

  it('keeps devices off-line', async () => {
    const device = simulator.fleet().devices.find(({ online }) => online)
    if (!device) throw new Error('no device is on-line')
    const isOnline = () => simulator.fleet().devices.find(({ id }) => id === device.id)?.online
    const [entry] = await rowsOf<{ bwID: number }>(add(BLACK, DEVICE, device.id))
    expect(isOnline()).toBe(true)
    await setMode(BLACK)
    expect(isOnline()).toBe(false)
    simulator.control.setOnline({ device: device.id, online: true })
    await until(() => isOnline() === false)
    await ask('blocklist.remove', { items: [{ bwID: entry?.bwID }] })
    simulator.control.setOnline({ device: device.id, online: true })
    simulator.control.advance({ seconds: 1 })
    expect(isOnline()).toBe(true)
  })
})
