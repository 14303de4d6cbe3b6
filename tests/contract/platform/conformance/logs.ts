import { expect } from 'vitest'
import { encryptPassword } from '../../../simulator/accounts.ts'
import type { BodyOf } from '../../../../shared/platform/define.ts'
import { operations } from '../../../../shared/platform/index.ts'
import {
  OnlineProtocol,
  OnlineReason,
  OperateKind,
  OperatorType,
  TargetType,
  WarningType,
} from '../../../../shared/platform/log.ts'
import type { Caller } from './caller.ts'
import { FIRST, inPages } from './pages.ts'
import type { Scenario } from './scenario.ts'

const { log } = operations

/** Beyond whatever happens here. */
const AHEAD_S = 86_400
const OPERATOR = { username: 'operator', password: 'Watch-2026' }

/** By the clock of the platform, which may be ahead. */
interface Now {
  readonly from: number
  readonly to: number
}

function now(): Now {
  const nowS = Math.floor(Date.now() / 1000)
  return { from: nowS - 1, to: nowS + AHEAD_S }
}

/** Newest first. */
function expectNewestFirst(times: readonly number[]): void {
  expect(times).toEqual(times.toSorted((one, other) => other - one))
}

async function devicesComeAndGo(caller: Caller, { from, to }: Now): Promise<void> {
  const device = caller.simulator.fleet().devices.find(({ online, terminal }) => online && !terminal)
  const device_id = device?.id ?? ''
  const ever = { device_id, timestamp_min: 0, timestamp_max: to }
  const list = (filter: NonNullable<BodyOf<typeof log.devicesOnline>['filter']>) =>
    inPages(
      (page) => caller.ok(log.devicesOnline, { body: { ...page, filter } }),
      ({ id }) => id,
    )
  const [before] = await list(ever)
  expect(before).toMatchObject({ device_id, device_name: device?.name, reason: OnlineReason.still })
  await caller.ok(operations.deviceSystem.kickOut, { params: { puid: device_id } })
  caller.simulator.control.advance({ seconds: 60 })
  const [again, gone, ...older] = await list(ever)
  expectNewestFirst([again, gone, ...older].map((row) => row?.online_timestamp ?? 0))
  expect(gone).toMatchObject({ id: before?.id, reason: OnlineReason.kicked, offline_timestamp: expect.any(Number) })
  expect(again).toMatchObject({ device_id, reason: OnlineReason.still })
  expect(again?.offline_timestamp).toBeUndefined()
  const idsOf = async (filter: object) => (await list({ ...ever, ...filter })).map(({ id }) => id)
  expect(await idsOf({ timestamp_min: from })).toEqual([again?.id, gone?.id])
  expect(await idsOf({ timestamp_min: from, reason: 'KICK' })).toEqual([gone?.id])
  expect(await idsOf({ timestamp_min: from, protocol: OnlineProtocol.websocket })).toEqual([])
  expect(await idsOf({ timestamp_min: from, host: again?.host ?? '' })).toContain(again?.id)
  await devicesByBothTimes(caller, { from, to }, device_id)
}

async function devicesByBothTimes(caller: Caller, { from, to }: Now, device_id: string): Promise<void> {
  const ever = {
    online_timestamp_min: 0,
    online_timestamp_max: to,
    offline_timestamp_min: 0,
    offline_timestamp_max: to,
  }
  const list = (filter: object) =>
    inPages(
      (page) => caller.ok(log.devicesOnlineExtended, { body: { ...page, filter: { ...ever, device_id, ...filter } } }),
      ({ id }) => id,
    )
  const all = await list({})
  expect(all.length).toBeGreaterThan(1)
  expect(await list({ online_timestamp_min: from })).toEqual(all.slice(0, 1))
  expect(await list({ online_timestamp_max: from - 1, offline_timestamp_min: from })).toEqual(all.slice(1, 2))
  expect(await list({ reason: 'kickout', offline_timestamp_min: from })).toEqual(all.slice(1, 2))
}

async function usersComeAndGo(caller: Caller, { from, to }: Now): Promise<void> {
  const user_id = OPERATOR.username
  const filter = { user_id, timestamp_min: from, timestamp_max: to }
  const list = (other: object = {}) =>
    inPages(
      (page) => caller.ok(log.usersOnline, { body: { ...page, filter: { ...filter, ...other } } }),
      ({ id }) => id,
    )
  expect(await list()).toEqual([])
  const operator = await caller.as(OPERATOR)
  expect(await list()).toMatchObject([{ user_id, reason: OnlineReason.still, protocol: OnlineProtocol.http }])
  await operator.ok(operations.auth.logout)
  const [row] = await list({ reason: OnlineReason.unregister })
  expect(row).toMatchObject({ user_id, user_name: expect.any(String), offline_timestamp: expect.any(Number) })
  expect(await list({ reason: OnlineReason.timeout })).toEqual([])
  const both = {
    user_id,
    online_timestamp_min: from,
    online_timestamp_max: to,
    offline_timestamp_min: from,
    offline_timestamp_max: to,
  }
  const extended = await inPages(
    (page) => caller.ok(log.usersOnlineExtended, { body: { ...page, filter: both } }),
    ({ id }) => id,
  )
  expect(extended).toMatchObject([{ id: row?.id, user_id, reason: OnlineReason.unregister }])
  // People carry terminals: they are found by these, too.
  const terminal = caller.simulator.fleet().devices.find((entry) => entry.terminal && entry.online)?.id ?? ''
  const carried = await list({ user_id: '', device_id: terminal, timestamp_min: 0 })
  expect(carried[0]).toMatchObject({ device_id: terminal, reason: OnlineReason.still })
}

async function changes(caller: Caller, { from, to }: Now): Promise<void> {
  const { role } = operations
  const list = (filter: object) =>
    inPages(
      (page) =>
        caller.ok(log.operations, {
          body: { ...page, filter: { beginTime: from, endTime: to, match: '', ...filter } },
        }),
      ({ id }) => id,
    )
  const { data: made } = await caller.ok(role.create, { body: { name: 'Harbour watch', permissions: [] } })
  const params = { roleid: made.id }
  await caller.ok(role.change, { params, body: { name: 'River watch', permissions: [] } })
  await caller.ok(role.remove, { params })
  await caller.refused(role.remove, { params }, 2)
  const targetID = String(made.id)
  const common = { targetType: TargetType.role, targetID, operatorType: OperatorType.user, operatorID: 'admin' }
  const rows = await list({ targetID, targetType: TargetType.role })
  expect(rows).toMatchObject([
    { ...common, operate: OperateKind.remove, result: 2 },
    { ...common, operate: OperateKind.remove, result: 0 },
    { ...common, operate: OperateKind.change, result: 0 },
    { ...common, operate: OperateKind.add, result: 0 },
  ])
  expectNewestFirst(rows.map(({ time }) => time))
  const idsOf = async (filter: object) => (await list(filter)).map(({ id }) => id)
  expect(await idsOf({ match: 'RIVER' })).toEqual([rows[2]?.id])
  expect(await idsOf({ ...common, operate: OperateKind.add, ip: rows[0]?.ip })).toEqual([rows[3]?.id])
  expect(await idsOf({ targetID, operatorID: 'operator' })).toEqual([])
  expect(await idsOf({ targetID, ip: '192.0.2.1' })).toEqual([])
  expect(await idsOf({ targetID, beginTime: 0, endTime: from - 1 })).toEqual([])
}

async function warnings(caller: Caller, { from, to }: Now): Promise<void> {
  const username = 'viewer'
  const body = { username, password_encrypted: encryptPassword(username, 'wrong'), timestamp: from }
  const list = (filter: object) =>
    inPages(
      (page) => caller.ok(log.warnings, { body: { ...page, filter: { time_min: from, time_max: to, ...filter } } }),
      ({ key }) => key,
    )
  const type = WarningType.onlineFailed
  expect(await list({ type, match: username })).toEqual([])
  for (const code of [14, 14, 14, 14, 17]) await caller.refused(operations.auth.login, { body }, code)
  expect(await list({ type, match: 'VIEWER' })).toMatchObject([{ object_id: username, object_type: TargetType.user }])
  expect(await list({ type: 'none' })).toEqual([])
  expect(await list({ type, time_min: 0, time_max: from - 1 })).toEqual([])
}

export const logs: Scenario = {
  section: 'logs',
  async run(caller) {
    const span = now()
    await devicesComeAndGo(caller, span)
    await usersComeAndGo(caller, span)
    await changes(caller, span)
    await warnings(caller, span)
    // Lists without end and without beginning: what the filter has to say is said.
    await caller.unfit(log.operations, { body: { ...FIRST, filter: { beginTime: 0, endTime: 0 } as never } })
  },
}
