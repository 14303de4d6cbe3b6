/** Devices as the chapter "Device" prints them. */
import { DeviceStatus, NetworkKind } from '../../../shared/platform/device.ts'
import type { DataOf, RowsOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import type { World } from '../world.ts'

type Operations = typeof operations.device
type Row = RowsOf<Operations['list']>[number]

export function listed(world: World, device: Device): Row {
  return {
    id: device.id,
    gid: device.gid,
    name: device.name,
    status: statusNumber(device),
    ...classOf(device),
    ...(device.person ? { userName: device.person.name } : {}),
    channels: [...device.channels],
    ...gpsOf(world, device),
  }
}

export function informed(world: World, device: Device): DataOf<Operations['info']> {
  return {
    id: device.id,
    gid: device.gid,
    name: device.name,
    manufacturer: device.kind.manufacturer,
    product: device.kind.product,
    softwareVersion: device.softwareVersion,
    hardwareVersion: device.hardwareVersion,
    ...classOf(device),
    channels: [...device.channels],
    ...gpsOf(world, device),
    hardware: { ...device.kind.hardware },
  }
}

export function statusOf(world: World, device: Device): DataOf<Operations['status']> {
  const base = { id: device.id, status: statusNumber(device) }
  if (!device.online) return base
  return {
    ...base,
    network: Object.values(NetworkKind).find((kind) => kind === device.network) ?? NetworkKind.unknown,
    onlineTime: device.changedAt,
    bootTime: device.bootedAt,
    addr: `10.${(device.hash >>> 16) & 255}.${(device.hash >>> 8) & 255}.${device.hash & 255}:5060`,
    protocol: 'sip',
    ...(device.person ? { userid: device.person.id, userName: device.person.name } : {}),
    ...gpsOf(world, device),
  }
}

function statusNumber(device: Device) {
  return device.online ? DeviceStatus.online : DeviceStatus.offline
}

function classOf({ kind }: Device): { classID: number; className?: string } {
  return { classID: kind.classId, ...(kind.className ? { className: kind.className } : {}) }
}

/** Seconds here, milliseconds in `gpsdata`: the documentation mixes them, and so must a client. */
function gpsOf(world: World, device: Device): { gps?: { lng: number; lat: number; time: number } } {
  if (!device.wasSeen && !device.setPlace) return {}
  const { lng, lat, timeMs } = world.fleet.placeOf(device)
  return { gps: { lng, lat, time: Math.floor(timeMs / 1000) } }
}
