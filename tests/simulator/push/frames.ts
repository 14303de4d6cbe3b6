/** Frames of the on-line status subscription. Off-line frames carry ids only, as the documentation warns. */
import { OnlineStatus, TerminalType, Transport } from '../../../shared/platform/online-status.ts'
import type { Account } from '../accounts.ts'
import type { Device, Person } from '../fleet/build.ts'
import type { World } from '../world.ts'
import type { Frame } from './connection.ts'

export type OnlineStatusFrame = Frame<'onlineStatus'>

/** `UA` with user and device for a terminal with somebody signed in, `PU` for any other device. */
export function deviceFrame(world: World, device: Device): OnlineStatusFrame {
  const { person } = device
  const type = person ? TerminalType.terminal : TerminalType.device
  const time = device.changedAt
  if (!device.online) {
    return {
      type,
      time,
      status: OnlineStatus.offline,
      device: { id: device.id, channels: [] },
      ...(person ? { user: { id: person.id } } : {}),
    }
  }
  const place = world.fleet.placeOf(device)
  return {
    type,
    time,
    status: OnlineStatus.online,
    network: {
      deviceAddr: `10.${(device.hash >>> 8) & 255}.7.${device.hash & 255}:5060`,
      serverAddr: '127.0.0.1:9701',
      TCP1OrUDP2: Transport.udp,
      protocol: 'sip',
    },
    ...(person ? { user: userPart(person) } : {}),
    device: {
      id: device.id,
      gid: device.gid,
      name: device.name,
      manufacturer: device.kind.manufacturer,
      product: device.kind.product,
      softwareVersion: device.softwareVersion,
      hardwareVersion: device.hardwareVersion,
      classID: device.kind.classId,
      channels: [...device.channels],
      gps: { lng: place.lng, lat: place.lat, time: Math.floor(place.timeMs / 1000) },
      hardware: { ...device.kind.hardware },
    },
  }
}

/** `CU`: an account at a desk. */
export function deskFrame(world: World, account: Account, online: boolean): OnlineStatusFrame {
  const type = TerminalType.desk
  const time = world.now()
  if (!online) return { type, time, status: OnlineStatus.offline, user: { id: account.id } }
  return {
    type,
    time,
    status: OnlineStatus.online,
    network: { deviceAddr: '127.0.0.1', serverAddr: '127.0.0.1', TCP1OrUDP2: Transport.tcp, protocol: 'http' },
    user: userPart(account),
  }
}

function userPart(user: Person | Account) {
  return { id: user.id, gid: user.gid, name: user.name, creator: 'admin', position: user.position }
}
