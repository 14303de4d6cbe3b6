/** What administrators do to the fleet. Everything throws `Refusal`: 2 missing, 3 existing, 4 not possible, 18 too many. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import { Refusal } from '../http/refusal.ts'
import type { Device, Group } from './build.ts'
import { filedUnder, type DeviceClass } from './class-list.ts'
import type { Fleet } from './fleet.ts'

type Management = typeof operations.deviceManagement

/** What the number in the picture code can tell apart. */
const MOST_DEVICES = 65_535

export function createGroup(fleet: Fleet, { pid, name, desc }: BodyOf<Management['createGroup']>): Group {
  groupOf(fleet, pid)
  needFreeName(fleet, pid, name)
  return fleet.tree.add(pid, name, desc)
}

export function changeGroup(fleet: Fleet, id: string, { name, desc }: BodyOf<Management['changeGroup']>): Group {
  const group = groupOf(fleet, id)
  needFreeName(fleet, group.pid, name, id)
  return fleet.tree.change(group, name, desc)
}

/** With the groups below it and the devices of them all. */
export function removeGroup(fleet: Fleet, id: string): void {
  const group = groupOf(fleet, id)
  if (group.pid === '') throw new Refusal(PlatformCode.badParameter, 'the root group stays')
  const gone = fleet.tree.remove(group)
  for (const device of fleet.devices.filter(({ gid }) => gone.has(gid))) fleet.remove(device)
}

export function addDevice(fleet: Fleet, given: BodyOf<Management['add']>): Device {
  if (fleet.byId.has(given.id)) throw new Refusal(PlatformCode.exists, `device ${given.id} exists`)
  groupOf(fleet, given.gid)
  if (fleet.devices.length >= MOST_DEVICES) throw new Refusal(PlatformCode.maxLimit, `${MOST_DEVICES} devices at most`)
  return fleet.add({
    id: given.id,
    gid: given.gid,
    name: given.name,
    manufacturer: given.manufacturer,
    product: given.product,
    softwareVersion: given.softwareVersion,
    hardwareVersion: given.hardwareVersion,
    class: given.classID === undefined ? undefined : classOf(fleet, given.classID),
    gps: given.gps,
    hardware: given.hardware ?? {},
  })
}

/** What is left out stays. `nowMs`: epoch ms. */
export function changeDevice(fleet: Fleet, device: Device, change: BodyOf<Management['change']>, nowMs: number): void {
  const gid = change.gid === undefined ? device.gid : groupOf(fleet, change.gid).id
  const kind = change.classID === undefined ? device.kind : filedUnder(device.kind, classOf(fleet, change.classID))
  device.gid = gid
  device.kind = kind
  device.name = change.name ?? device.name
  if (change.gps) device.setPlace = { lng: change.gps.lng, lat: change.gps.lat, timeMs: nowMs }
}

export function nameChannel(device: Device, index: number, name: string | undefined): void {
  if (!device.channels.some((channel) => channel.index === index))
    throw new Refusal(PlatformCode.notFound, 'no such channel')
  if (name === undefined) return
  device.channels = device.channels.map((channel) => (channel.index === index ? { ...channel, name } : channel))
}

export function createClass(fleet: Fleet, name: string): DeviceClass {
  needFreeClassName(fleet, name)
  return fleet.classes.add(name)
}

export function renameClass(fleet: Fleet, id: number, name: string): DeviceClass {
  const known = classOf(fleet, id)
  needFreeClassName(fleet, name, id)
  return fleet.classes.rename(known, name)
}

export function removeClass(fleet: Fleet, id: number): void {
  fleet.classes.remove(classOf(fleet, id))
}

function groupOf(fleet: Fleet, id: string): Group {
  const group = fleet.tree.find(id)
  if (!group) throw new Refusal(PlatformCode.notFound, `no group ${id}`)
  return group
}

function classOf(fleet: Fleet, id: number): DeviceClass {
  const found = fleet.classes.find(id)
  if (!found) throw new Refusal(PlatformCode.notFound, `no class ${id}`)
  return found
}

function needFreeName(fleet: Fleet, pid: string, name: string, except?: string): void {
  if (name.trim() === '') throw new Refusal(PlatformCode.badParameter, 'name is empty')
  if (fleet.tree.hasChild(pid, name, except)) throw new Refusal(PlatformCode.exists, `a group ${name} is there already`)
}

function needFreeClassName(fleet: Fleet, name: string, except?: number): void {
  if (name.trim() === '') throw new Refusal(PlatformCode.badParameter, 'name is empty')
  if (fleet.classes.hasName(name, except)) throw new Refusal(PlatformCode.exists, `a class ${name} is there already`)
}
