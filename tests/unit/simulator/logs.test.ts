import { afterEach, describe, expect, it } from 'vitest'
import { OnlineReason, OperateKind, TargetType } from '../../../shared/platform/log.ts'
import type { SimulatorOptions } from '../../simulator/options.ts'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { call, logIn, tokenOf } from './desk.ts'

let simulator: Simulator
let token: string
async function start(options: Partial<SimulatorOptions> = {}): Promise<void> {
  simulator = await startSimulator({ devices: 40, ...options })
  token = await tokenOf(simulator)
}
afterEach(() => simulator.close())

const nowS = () => Math.floor(Date.now() / 1000)
const DAY_S = 86_400

interface OnlineRow {
  id: number
  device_id?: string
  user_id?: string
  host: string
  online_timestamp: number
  offline_timestamp?: number
  reason: string
}

async function rowsOf<T>(operation: string, filter: object): Promise<T[]> {
  const answer = await call(simulator, operation, { token, body: { page: 0, pageSize: 1000, filter } })
  expect(answer).toMatchObject({ code: 0 })
  return answer.data as T[]
}

const LONG = { timestamp_min: 0, timestamp_max: nowS() + DAY_S }
const LONG_BOTH = {
  online_timestamp_min: 0,
  online_timestamp_max: nowS() + DAY_S,
  offline_timestamp_min: 0,
  offline_timestamp_max: nowS() + DAY_S,
}
const devices = (filter: object = {}) => rowsOf<OnlineRow>('log.devicesOnline', { ...LONG, ...filter })
const users = (filter: object = {}) => rowsOf<OnlineRow>('log.usersOnline', { ...LONG, ...filter })

function aDevice(online = true, terminal = false) {
  const found = simulator.fleet().devices.find((entry) => entry.online === online && entry.terminal === terminal)
  if (!found) throw new Error('no such device')
  return found.id
}

describe('the on-line log of devices', () => {
  it('has a past in which nobody is there twice, ending as the fleet is now', async () => {
    await start()
    const rows = await devices()
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
    for (const { id, online } of simulator.fleet().devices) {
      const own = rows.filter((row) => row.device_id === id).toReversed()
      expect(own.length).toBeGreaterThan(3)
      for (const [index, row] of own.entries()) {
        const isLast = index === own.length - 1
        expect(row.offline_timestamp === undefined).toBe(isLast && online)
        expect(row.reason === OnlineReason.still).toBe(isLast && online)
        expect(row.offline_timestamp ?? nowS() + 1).toBeGreaterThan(row.online_timestamp)
        if (!isLast) expect(own[index + 1]?.online_timestamp).toBeGreaterThan(row.offline_timestamp ?? 0)
      }
    }
  })

  it('follows what happens, with the reason', async () => {
    await start()
    const id = aDevice()
    const [before] = await devices({ device_id: id })
    await call(simulator, 'device.kickOut', { token, params: { puid: id } })
    expect((await devices({ device_id: id }))[0]).toMatchObject({ id: before?.id, reason: OnlineReason.kicked })
    simulator.control.advance({ seconds: 60 })
    const rows = await devices({ device_id: id })
    expect(rows[0]).toMatchObject({ reason: OnlineReason.still, online_timestamp: expect.any(Number) })
    expect(rows[0]?.id).not.toBe(before?.id)
    simulator.control.setOnline({ device: id, online: false })
    expect((await devices({ device_id: id }))[0]).toMatchObject({ reason: OnlineReason.disconnect })
  })

  it('filters by address, reason and one or both times', async () => {
    await start()
    const all = await devices()
    const some = all.find((row) => row.offline_timestamp !== undefined)
    if (!some) throw new Error('no row')
    const ids = (rows: OnlineRow[]) => rows.map((row) => row.id)
    expect(ids(await devices({ host: some.host }))).toContain(some.id)
    expect((await devices({ reason: 'time' })).every((row) => row.reason === OnlineReason.timeout)).toBe(true)
    const at = { timestamp_min: some.offline_timestamp, timestamp_max: some.offline_timestamp }
    expect(ids(await devices(at))).toContain(some.id)
    const both = (filter: object) => rowsOf<OnlineRow>('log.devicesOnlineExtended', { ...LONG_BOTH, ...filter })
    expect(await both({})).toHaveLength(all.length)
    expect(ids(await both({ offline_timestamp_min: some.offline_timestamp }))).toContain(some.id)
    expect(ids(await both({ offline_timestamp_max: (some.offline_timestamp ?? 0) - 1 }))).not.toContain(some.id)
    expect(
      (await call(simulator, 'log.devicesOnline', { token, body: { page: 0, pageSize: 9, filter: {} } })).code,
    ).toBe(4)
  })
})

describe('the on-line log of users', () => {
  it('knows desks by their sessions and people by their terminals', async () => {
    await start()
    const operator = await tokenOf(simulator, 'operator', 'Watch-2026')
    expect((await users({ user_id: 'operator' }))[0]).toMatchObject({ reason: OnlineReason.still })
    await call(simulator, 'auth.logout', { token: operator })
    expect((await users({ user_id: 'operator' }))[0]).toMatchObject({ reason: OnlineReason.unregister })
    const terminal = aDevice(true, true)
    expect((await users({ device_id: terminal }))[0]).toMatchObject({ user_id: expect.stringMatching(/^officer/) })
    const extended = await rowsOf<OnlineRow>('log.usersOnlineExtended', { ...LONG_BOTH, user_id: 'operator' })
    expect(extended).toHaveLength((await users({ user_id: 'operator' })).length)
    expect(extended[0]).not.toHaveProperty('user_name')
  })
})

describe('the operation log', () => {
  interface Row {
    id: number
    operate: string
    targetType: string
    targetID: string
    content: string
    operatorID: string
    result: number
    ip: string
  }
  const operations = (filter: object = {}) =>
    rowsOf<Row>('log.operations', { beginTime: 0, endTime: nowS() + DAY_S, match: '', ...filter })

  it('has what was changed, by whom and how it went, and never a password', async () => {
    await start()
    const before = (await operations()).length
    const id = aDevice()
    const change = (name: string) => call(simulator, 'device.change', { token, params: { puid: id }, body: { name } })
    expect((await change('Gate 7')).code).toBe(0)
    expect((await call(simulator, 'device.remove', { token, params: { puid: 'PU_NONE' } })).code).toBe(2)
    await call(simulator, 'device.list', { token, body: { page: 0, pageSize: 1 } })
    const rows = await operations()
    expect(rows).toHaveLength(before + 2)
    expect(rows.slice(0, 2)).toMatchObject([
      {
        operate: OperateKind.remove,
        targetType: TargetType.device,
        targetID: 'PU_NONE',
        operatorID: 'admin',
        result: 2,
      },
      { operate: OperateKind.change, targetType: TargetType.device, targetID: id, result: 0, ip: '127.0.0.1' },
    ])
    expect(await operations({ match: 'gate 7' })).toHaveLength(1)
    expect(await operations({ operate: OperateKind.remove })).toHaveLength(1)
    expect(await operations({ targetID: id, operate: OperateKind.change })).toHaveLength(1)
    expect(await operations({ operatorID: 'operator' })).toHaveLength(0)
    await call(simulator, 'auth.password', {
      token,
      body: { old_password_encrypted: 'SHA256:00', new_password_encrypted: 'SHA256:11' },
    })
    const [password] = await operations({ targetType: TargetType.password })
    expect(password).toMatchObject({ result: 14, targetID: 'admin' })
    expect(JSON.stringify(password)).not.toMatch(/SHA256/)
  })

  it('knows since when each device is there', async () => {
    await start()
    const id = aDevice()
    expect(await operations({ targetID: id })).toMatchObject([{ operate: OperateKind.add, operatorID: 'admin' }])
  })
})

describe('the warnings', () => {
  it('tell of a locked account once, and of many failed log-ins', async () => {
    await start()
    for (let tries = 0; tries < 7; tries++) await logIn(simulator, 'operator', 'wrong')
    const locked = await rowsOf('log.warnings', { type: 'online_failed' })
    expect(locked).toMatchObject([{ object_id: 'operator', object_type: 'User' }])
    expect(await rowsOf('log.warnings', { type: 'login_storm' })).toEqual([])
    for (let tries = 0; tries < 3; tries++) await logIn(simulator, 'viewer', 'wrong')
    expect(await rowsOf('log.warnings', { type: 'login_storm' })).toHaveLength(1)
    expect(await rowsOf('log.warnings', { match: 'operator' })).toHaveLength(1)
    expect(await rowsOf('log.warnings', { time_max: nowS() - 100 })).toEqual([])
  })
})
