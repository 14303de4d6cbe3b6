/** Rows of the on-line logs, newest first. Users at desks, and those signed in on a terminal. */
import type { OnlineProtocolId, OnlineReasonId } from '../../../shared/platform/log.ts'
import { recordReach, seesUser } from '../accounts/access.ts'
import type { Account } from '../accounts.ts'
import type { Stay } from '../presence/stay.ts'
import type { World } from '../world.ts'

export interface OnlineRow {
  id: number
  device_id?: string
  device_name?: string
  host: string
  online_timestamp: number
  offline_timestamp?: number
  protocol: OnlineProtocolId
  reason: OnlineReasonId
}

export interface UserRow extends OnlineRow {
  user_id: string
  user_name: string
}

/** More times on-line than one device has. */
const IDS_PER_DEVICE = 100_000

export function deviceRows(world: World, account: Account): OnlineRow[] {
  const { presence } = world
  const isMine = recordReach(world, account)
  return sorted(
    [...presence.devices]
      .filter(({ id }) => isMine(id))
      .flatMap((device) =>
        presence.ofDevice(device).map((stay, index) => ({
          ...stayFields(stay),
          id: device.number * IDS_PER_DEVICE + index,
          device_id: device.id,
          device_name: device.name,
        })),
      ),
  )
}

export function userRows(world: World, account: Account): UserRow[] {
  const { presence, userNameOf } = world
  const isMine = userReach(world, account)
  const carried = [...presence.devices].flatMap((device) =>
    presence.ofDevice(device).flatMap((stay, index) =>
      device.person && isMine(device.person.id)
        ? {
            ...stayFields(stay),
            id: device.number * IDS_PER_DEVICE + index,
            device_id: device.id,
            device_name: device.name,
            user_id: device.person.id,
            user_name: device.person.name,
          }
        : [],
    ),
  )
  const desks = [...presence.accountIds].flatMap((id, place) =>
    !isMine(id)
      ? []
      : presence.ofAccount(id).map((stay, index) => ({
          ...stayFields(stay),
          id: (place + 1) * IDS_PER_DEVICE * 100_000 + index,
          user_id: id,
          user_name: userNameOf(id) ?? id,
        })),
  )
  return sorted<UserRow>([...carried, ...desks])
}

/** As the extended log of users has them. */
export function withoutNames({ device_name: _device, user_name: _user, ...row }: UserRow) {
  return row
}

/** Users that are gone are for all. */
function userReach(world: World, account: Account): (userId: string) => boolean {
  return (userId) => {
    const other = world.accounts.get(userId)
    return other === undefined || seesUser(world, account, other)
  }
}

function stayFields(stay: Stay) {
  return {
    host: stay.host,
    online_timestamp: Math.floor(stay.onlineMs / 1000),
    ...(stay.offlineMs === undefined ? {} : { offline_timestamp: Math.floor(stay.offlineMs / 1000) }),
    protocol: stay.protocol,
    reason: stay.reason,
  }
}

function sorted<T extends OnlineRow>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => b.online_timestamp - a.online_timestamp)
}
