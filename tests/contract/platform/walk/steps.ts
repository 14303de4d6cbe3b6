/** What a client may do next. Each step changes platform and model the same way, or expects the refusal. */
import { operations } from '../../../../shared/platform/index.ts'
import { encryptPassword } from '../../../simulator/accounts.ts'
import type { Caller } from '../conformance/caller.ts'
import { forgetDevice, subtree, type Model } from './model.ts'

/** `pick` chooses among what there is. */
export type Step = (model: Model, caller: Caller, pick: number) => Promise<unknown>

const { userManagement, deviceManagement, fence, recordPlan, planDevice } = operations
const MISSING = 2
const EXISTS = 3

function at<T>(items: Iterable<T>, pick: number): T | undefined {
  const all = [...items]
  return all[pick % all.length]
}

function name(model: Model, word: string): string {
  return `${word} ${++model.serial}`
}

const root = (groups: ReadonlyMap<string, string>): string => [...groups].find(([, pid]) => pid === '')?.[0] ?? ''
const below = (groups: ReadonlyMap<string, string>): string[] => [...groups.keys()].filter((id) => id !== root(groups))

const userGroups: Record<string, Step> = {
  async createUserGroup(model, caller, pick) {
    const pid = at(model.userGroups.keys(), pick) ?? ''
    const { data } = await caller.ok(userManagement.createGroup, { body: { pid, name: name(model, 'team') } })
    model.userGroups.set(data.id, pid)
  },
  async removeUserGroup(model, caller, pick) {
    const gid = at(below(model.userGroups), pick)
    if (gid === undefined) return
    await caller.ok(userManagement.removeGroup, { params: { gid } })
    const gone = subtree(model.userGroups, gid)
    for (const id of gone) model.userGroups.delete(id)
    for (const [id, user] of model.users) if (gone.has(user.gid)) model.users.delete(id)
  },
  removeMissingUserGroup: (_model, caller) =>
    caller.refused(userManagement.removeGroup, { params: { gid: 'never_was' } }, MISSING),
}

const users: Record<string, Step> = {
  async createUser(model, caller, pick) {
    const gid = at(model.userGroups.keys(), pick) ?? ''
    const id = `walker_${++model.serial}`
    const user = { gid, name: name(model, 'Walker') }
    await caller.ok(userManagement.create, {
      body: { id, ...user, password_encrypted: encryptPassword(id, 'Walk-2026') },
    })
    model.users.set(id, user)
  },
  async createUserAgain(model, caller, pick) {
    const id = at(model.users.keys(), pick) ?? ''
    const body = { id, gid: root(model.userGroups), name: 'x', password_encrypted: encryptPassword(id, 'Walk-2026') }
    await caller.refused(userManagement.create, { body }, EXISTS)
  },
  async changeUser(model, caller, pick) {
    const id = at(
      [...model.users.keys()].filter((known) => known.startsWith('walker_')),
      pick,
    )
    if (id === undefined) return
    const user = { gid: at(model.userGroups.keys(), pick) ?? '', name: name(model, 'Renamed') }
    await caller.ok(userManagement.change, { params: { userid: id }, body: { enable: true, ...user } })
    model.users.set(id, user)
  },
  async removeUser(model, caller, pick) {
    const userid = at(
      [...model.users.keys()].filter((known) => known.startsWith('walker_')),
      pick,
    )
    if (userid === undefined) return
    await caller.ok(userManagement.remove, { params: { userid } })
    model.users.delete(userid)
    await caller.refused(userManagement.remove, { params: { userid } }, MISSING)
  },
}

const devices: Record<string, Step> = {
  async createDeviceGroup(model, caller, pick) {
    const pid = at(model.deviceGroups.keys(), pick) ?? ''
    const { data } = await caller.ok(deviceManagement.createGroup, { body: { pid, name: name(model, 'sector') } })
    model.deviceGroups.set(data.id, pid)
  },
  async removeDeviceGroup(model, caller, pick) {
    const gid = at(below(model.deviceGroups), pick)
    if (gid === undefined) return
    await caller.ok(deviceManagement.removeGroup, { params: { gid } })
    const gone = subtree(model.deviceGroups, gid)
    for (const id of gone) model.deviceGroups.delete(id)
    for (const [id, device] of model.devices) if (gone.has(device.gid)) forgetDevice(model, id)
  },
  async addDevice(model, caller, pick) {
    const id = `PU_WALK_${++model.serial}`
    const device = { gid: at(model.deviceGroups.keys(), pick) ?? '', name: name(model, 'Camera') }
    await caller.ok(deviceManagement.add, { body: { id, ...device } })
    model.devices.set(id, device)
    await caller.refused(deviceManagement.add, { body: { id, ...device } }, EXISTS)
  },
  async changeDevice(model, caller, pick) {
    const puid = at(model.devices.keys(), pick)
    if (puid === undefined) return
    const device = { gid: at(model.deviceGroups.keys(), pick) ?? '', name: name(model, 'Renamed') }
    await caller.ok(deviceManagement.change, { params: { puid }, body: device })
    model.devices.set(puid, device)
  },
  async removeDevice(model, caller, pick) {
    const puid = at(model.devices.keys(), pick)
    if (puid === undefined) return
    await caller.ok(deviceManagement.remove, { params: { puid } })
    forgetDevice(model, puid)
    await caller.refused(deviceManagement.remove, { params: { puid } }, MISSING)
  },
}

const fences: Record<string, Step> = {
  async createFence(model, caller) {
    const body = {
      name: name(model, 'fence'),
      fenceType: 1 as const,
      radius: 10_000,
      coords: [{ lat: 39.9, lng: 116.4 }],
    }
    const { data } = await caller.ok(fence.create, { body })
    model.fences.set(data.id, { name: body.name, devices: new Set() })
  },
  async renameFence(model, caller, pick) {
    const [id, known] = at(model.fences, pick) ?? []
    if (id === undefined || known === undefined) return
    known.name = name(model, 'fence')
    await caller.ok(fence.change, { params: { id }, body: { name: known.name } })
  },
  async addFenceDevice(model, caller, pick) {
    const [id, known] = at(model.fences, pick) ?? []
    const puid = at(model.devices.keys(), pick)
    if (id === undefined || known === undefined || puid === undefined) return
    await caller.ok(fence.addDevices, { params: { id }, body: { puidlist: [puid] } })
    known.devices.add(puid)
  },
  async removeFenceDevice(model, caller, pick) {
    const [id, known] = at(model.fences, pick) ?? []
    const puid = at(known?.devices ?? [], pick)
    if (id === undefined || known === undefined || puid === undefined) return
    await caller.ok(fence.removeDevices, { params: { id }, body: { puidlist: [puid] } })
    known.devices.delete(puid)
  },
  async removeFence(model, caller, pick) {
    const id = at(model.fences.keys(), pick)
    if (id === undefined) return
    await caller.ok(fence.remove, { params: { id } })
    model.fences.delete(id)
    await caller.refused(fence.info, { params: { id } }, MISSING)
  },
}

const plans: Record<string, Step> = {
  async createPlan(model, caller) {
    const planName = name(model, 'plan')
    const { data } = await caller.ok(recordPlan.create, { body: { name: planName, enable: false } })
    model.plans.set(data.uid ?? '', { name: planName, devices: new Set() })
  },
  async renamePlan(model, caller, pick) {
    const [uid, known] = at(model.plans, pick) ?? []
    if (uid === undefined || known === undefined) return
    known.name = name(model, 'plan')
    await caller.ok(recordPlan.change, { params: { uid }, body: { name: known.name } })
  },
  async addPlanDevice(model, caller, pick) {
    const [uid, known] = at(model.plans, pick) ?? []
    const puid = at(model.devices.keys(), pick)
    if (uid === undefined || known === undefined || puid === undefined || known.devices.has(puid)) return
    await caller.ok(planDevice.add, { body: { plan_uid: uid, pu_list: [{ pu_id: puid }] } })
    known.devices.add(puid)
  },
  async removePlanDevice(model, caller, pick) {
    const [uid, known] = at(model.plans, pick) ?? []
    const puid = at(known?.devices ?? [], pick)
    if (uid === undefined || known === undefined || puid === undefined) return
    await caller.ok(planDevice.remove, { body: { plan_uid: uid, pu_id_list: [puid] } })
    known.devices.delete(puid)
  },
  async removePlan(model, caller, pick) {
    const uid = at(model.plans.keys(), pick)
    if (uid === undefined) return
    await caller.ok(recordPlan.remove, { params: { uid } })
    model.plans.delete(uid)
    await caller.refused(recordPlan.info, { params: { uid } }, MISSING)
  },
}

export const steps: Readonly<Record<string, Step>> = { ...userGroups, ...users, ...devices, ...fences, ...plans }
