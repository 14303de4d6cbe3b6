/** Users as the operations of the chapters "user" and "User Management" print them. */
import type { DataOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import { UserStatus } from '../../../shared/platform/user.ts'
import type { Account } from '../accounts.ts'
import { terminalAppId } from '../accounts/cut-off.ts'
import { terminalsOf } from '../accounts/terminals.ts'
import type { Device } from '../fleet/build.ts'
import { hostOf } from '../presence/past.ts'
import type { World } from '../world.ts'

type Operations = typeof operations

export function statusOf(world: World, account: Account): 0 | 1 {
  const isOnline = world.sessions.isOnline(account.id) || terminalsOf(account).length > 0
  return isOnline ? UserStatus.online : UserStatus.offline
}

export function listedUser(world: World, account: Account): DataOf<Operations['user']['list']>[number] {
  return {
    id: account.id,
    gid: account.gid,
    name: account.name,
    position: account.position,
    enable: account.enabled,
    status: statusOf(world, account),
  }
}

/** A row for the desk and one for each terminal. */
export function onlineRows(world: World, account: Account): DataOf<Operations['user']['listOnline']> {
  const { id, gid, name } = account
  const desk = world.sessions.isOnline(id) ? [{ id, gid, name }] : []
  return [...desk, ...terminalsOf(account).map((device) => ({ id, gid, name, ...terminalPart(world, device) }))]
}

function terminalPart(world: World, device: Device) {
  const { lng, lat, timeMs } = world.fleet.placeOf(device)
  return {
    deviceID: device.id,
    deviceName: device.name,
    classID: device.kind.classId,
    className: device.kind.className,
    channels: [...device.channels],
    gps: { lng, lat, time: Math.floor(timeMs / 1000) },
  }
}

export function sessionRows(world: World, account: Account) {
  const desks = world.sessions.of(account.id).map((session) => ({
    appID: session.appId,
    addr: session.address,
    protocol: 'http',
    time: session.loginAt,
    deviceID: '',
  }))
  const terminals = terminalsOf(account).map((device) => ({
    appID: terminalAppId(device),
    addr: hostOf(device),
    protocol: 'sip',
    time: device.changedAt,
    deviceID: device.id,
  }))
  return [...desks, ...terminals]
}

/** The fields that stand behind the others everywhere. */
export function profileOf(account: Account) {
  return {
    position: account.position,
    phone: account.phone,
    email: account.email,
    desc: account.desc,
    roles: [...account.roles].map(({ id }) => id),
  }
}

export function writtenUser(account: Account): DataOf<Operations['userManagement']['change']> {
  return {
    id: account.id,
    gid: account.gid,
    enable: account.enabled,
    name: account.name,
    idcard: account.idcard,
    validity_time: account.validUntilS,
    allocate: account.creator,
    ...profileOf(account),
  }
}
