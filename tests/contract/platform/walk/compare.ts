/** Reads everything back and holds it against the model. */
import { expect } from 'vitest'
import type { DataOf, Operation } from '../../../../shared/platform/define.ts'
import { operations } from '../../../../shared/platform/index.ts'
import type { CallInput } from '../../../../shared/platform/place.ts'
import type { Caller } from '../conformance/caller.ts'
import type { Model } from './model.ts'

const WHOLE = { page: 0, pageSize: 1000 }

const { device, user, fence, recordPlan, planDevice } = operations

type RowsOf<O> = Extract<DataOf<O>, readonly unknown[]>

async function rowsOf<O extends Operation>(caller: Caller, operation: O, input: CallInput<O>): Promise<RowsOf<O>> {
  const { data, page } = await caller.ok(operation, input)
  const rows = data as RowsOf<O>
  expect(rows).toHaveLength(page?.totalCount ?? -1)
  return rows
}

/** What the platform has, in the form of a model. */
export async function readModel(
  caller: Caller,
): Promise<Pick<Model, 'userGroups' | 'users' | 'deviceGroups' | 'devices' | 'fences' | 'plans'>> {
  const body = WHOLE
  const userRoot = await caller.ok(user.rootGroup)
  const deviceRoot = await caller.ok(device.rootGroup)
  const userGroups = await rowsOf(caller, user.listGroups, { body })
  const deviceGroups = await rowsOf(caller, device.listGroups, { body })
  const users = await rowsOf(caller, user.list, { body })
  const devices = await rowsOf(caller, device.list, { body })
  return {
    userGroups: new Map([[userRoot.data.id, ''], ...userGroups.map(({ id, pid }) => [id, pid] as const)]),
    deviceGroups: new Map([[deviceRoot.data.id, ''], ...deviceGroups.map(({ id, pid }) => [id, pid] as const)]),
    users: new Map(users.map(({ id, gid, name }) => [id, { gid, name }])),
    devices: new Map(devices.map(({ id, gid, name }) => [id, { gid, name }])),
    fences: await readFences(caller),
    plans: await readPlans(caller),
  }
}

async function readFences(caller: Caller): Promise<Model['fences']> {
  const found: Model['fences'] = new Map()
  for (const { id, name } of await rowsOf(caller, fence.list, { body: WHOLE })) {
    const devices = await rowsOf(caller, fence.listDevices, { params: { id }, body: WHOLE })
    found.set(id, { name, devices: new Set(devices.map((row) => row.id)) })
  }
  return found
}

async function readPlans(caller: Caller): Promise<Model['plans']> {
  const found: Model['plans'] = new Map()
  for (const { uid = '', name = '' } of await rowsOf(caller, recordPlan.list, { body: WHOLE })) {
    const devices = await rowsOf(caller, planDevice.list, { body: { ...WHOLE, filter: { plan_uid: uid } } })
    found.set(uid, { name, devices: new Set(devices.map((row) => row.pu_id ?? '')) })
  }
  return found
}

export async function compare(model: Model, caller: Caller): Promise<void> {
  const now = await readModel(caller)
  expect(now.userGroups).toEqual(model.userGroups)
  expect(now.users).toEqual(model.users)
  expect(now.deviceGroups).toEqual(model.deviceGroups)
  expect(now.devices).toEqual(model.devices)
  expect(now.fences).toEqual(model.fences)
  expect(now.plans).toEqual(model.plans)
}
