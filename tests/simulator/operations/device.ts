/** Documentation: chapter "Device" (reading). */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { DeviceStatusFilter } from '../../../shared/platform/device.ts'
import { operations } from '../../../shared/platform/index.ts'
import { deviceGroupsOf, listedGroups, visibleDevices } from '../accounts/access.ts'
import { batteryOf } from '../configuration/battery.ts'
import type { Device } from '../fleet/build.ts'
import { CITY } from '../fleet/names.ts'
import { reportOf } from '../fleet/position.ts'
import { matches, ordered, pageOf } from '../fleet/query.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import type { World } from '../world.ts'
import { askDevice } from './ask-device.ts'
import { informed, listed, statusOf } from './device-rows.ts'
import { withDevice } from './with-device.ts'

const { device } = operations

export function deviceHandlers(world: World): HandlerEntry[] {
  return [...groupHandlers(world), ...classHandlers(world), ...readHandlers(world)]
}

function groupHandlers(world: World): HandlerEntry[] {
  return [
    handler(device.rootGroup, () => {
      const { id = CITY.id, name = CITY.en, desc = 'root node' } = world.fleet.groups[0] ?? {}
      return ok({ id, name, desc })
    }),
    handler(device.listGroups, ({ body, session }) => {
      const { match, pid } = body.filter ?? {}
      const found = listedGroups(world.fleet.groups, deviceGroupsOf(world, session.account)).filter(
        (group) => group.pid !== '' && (!pid || group.pid === pid) && matches(match, group.name),
      )
      const { items, pageInfo } = pageOf(found, body)
      return ok(
        items.map(({ id, pid: parent, name }) => ({ id, pid: parent, name })),
        pageInfo,
      )
    }),
    handler(device.groupInfo, ({ params, session }) => {
      const group = world.fleet.tree.find(params.groupid)
      if (!group) return refused(PlatformCode.notFound, 'no such group')
      const isListed = listedGroups(world.fleet.groups, deviceGroupsOf(world, session.account)).includes(group)
      return isListed ? ok({ ...group }) : refused(PlatformCode.noPermission, 'no permission for this group')
    }),
  ]
}

function classHandlers(world: World): HandlerEntry[] {
  return [
    handler(device.listClasses, ({ body }) => {
      const found = world.fleet.classes.classes.filter((entry) => matches(body.filter?.match, entry.name))
      const { items, pageInfo } = pageOf(found, body)
      return ok([...items], pageInfo)
    }),
    handler(device.classInfo, ({ params }) => {
      const found = world.fleet.classes.find(params.id)
      return found ? ok({ ...found }) : refused(PlatformCode.notFound, 'no such class')
    }),
  ]
}

function readHandlers(world: World): HandlerEntry[] {
  return [
    handler(device.list, ({ body, session }) => {
      const seen = visibleDevices(world, session.account)
      const found = ordered(filtered(seen, body.filter ?? {}), body.order, keyOf)
      const { items, pageInfo } = pageOf(found, body)
      return ok(
        items.map((item) => listed(world, item)),
        pageInfo,
      )
    }),
    handler(device.info, (call) => withDevice(world, call, (found) => ok(informed(world, found)))),
    handler(device.status, (call) => withDevice(world, call, (found) => ok(statusOf(world, found)))),
    handler(device.gps, (call) =>
      askDevice(world, call, (found) =>
        found.kind.hardware.GPS > 0
          ? ok(reportOf(found, world.fleet.placeOf(found)))
          : refused(PlatformCode.unsupported, 'the device has no GPS'),
      ),
    ),
    handler(device.battery, (call) => askDevice(world, call, (found) => ok(batteryOf(world, found)))),
  ]
}

interface DeviceFilter {
  match?: string
  gid?: string
  status?: number
  classIds?: number[]
}

/** `gid` names the group itself, not those below it. */
function filtered(devices: readonly Device[], filter: DeviceFilter): readonly Device[] {
  const { match, gid, status = DeviceStatusFilter.all, classIds = [] } = filter
  if (!match && !gid && status === DeviceStatusFilter.all && classIds.length === 0) return devices
  return devices.filter(
    (entry) =>
      (!gid || entry.gid === gid) &&
      hasStatus(entry, status) &&
      (classIds.length === 0 || classIds.includes(entry.kind.classId)) &&
      matches(match, entry.id, entry.name),
  )
}

function hasStatus({ online, person }: Device, status: number): boolean {
  if (status === DeviceStatusFilter.all) return true
  if (status === DeviceStatusFilter.offline) return !online
  return online && (status === DeviceStatusFilter.online || person !== undefined)
}

function keyOf(entry: Device, field: string): string | number | undefined {
  if (field === 'id' || field === 'key') return entry.id
  if (field === 'name') return entry.name
  if (field === 'gid') return entry.gid
  if (field === 'status') return Number(entry.online)
  return field === 'classID' ? entry.kind.classId : undefined
}
