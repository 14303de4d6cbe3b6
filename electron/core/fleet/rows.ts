/** From the platform's rows to ours: names, units, times, once. */
import type { Channel, Device, Group, Terminal, User } from '../../../shared/contract/fleet.ts'
import type { DataOf, FrameOf } from '../../../shared/platform/define.ts'
import type { operations, pushes } from '../../../shared/platform/index.ts'

type GroupRow = DataOf<typeof operations.device.listGroups>[number]
type DeviceRow = DataOf<typeof operations.device.list>[number]
type UserRow = DataOf<typeof operations.user.list>[number]
export type OnlineUserRow = DataOf<typeof operations.user.listOnline>[number]
export type OnlineFrame = FrameOf<typeof pushes.onlineStatus>
/** The sparsest that comes. */
type ChannelRow = NonNullable<OnlineUserRow['channels']>[number]

/**
 * Nobody reads more of a name, and searching, sorting and drawing three hundred names as long as books held the page up for
 * more than a second.
 */
const MAX_NAME_CHARACTERS = 200

function nameOf(name: string): string {
  return name.length > MAX_NAME_CHARACTERS ? `${name.slice(0, MAX_NAME_CHARACTERS - 1)}…` : name
}

/** The root comes without a parent. */
export function groupOf(row: Omit<GroupRow, 'pid'> & { pid?: string }): Group {
  return { id: row.id, parentId: row.pid ?? '', name: nameOf(row.name) }
}

export function channelOf(row: ChannelRow): Channel {
  return { index: row.index, name: nameOf(row.name ?? ''), mediaDir: row.mediaDir, ptz: row.ptz ?? -1 }
}

export function deviceOf(row: DeviceRow): Device {
  return {
    id: row.id,
    groupId: row.gid,
    name: nameOf(row.name),
    online: row.status === 1,
    ...(row.classID === undefined ? {} : { classId: row.classID }),
    ...(row.className ? { className: nameOf(row.className) } : {}),
    ...(row.userName ? { userName: nameOf(row.userName) } : {}),
    channels: (row.channels ?? []).map(channelOf),
  }
}

export function userOf(row: UserRow): User {
  return {
    id: row.id,
    groupId: row.gid,
    name: nameOf(row.name),
    online: row.status === 1,
    ...(row.position ? { title: nameOf(row.position) } : {}),
    terminals: [],
  }
}

export function terminalOf(row: OnlineUserRow): Terminal | undefined {
  if (!row.deviceID) return undefined
  return {
    deviceId: row.deviceID,
    name: nameOf(row.deviceName ?? row.deviceID),
    channels: (row.channels ?? []).map(channelOf),
  }
}

/**
 * What an on-line notice says of a device we know (or of a new one that came with its name and group). Fields the notice
 * leaves out stay: an empty channel list in it means "not told".
 */
export function deviceAfterNotice(
  known: Device | undefined,
  notice: NonNullable<OnlineFrame['device']>,
): Device | undefined {
  const groupId = notice.gid ?? known?.groupId
  if (groupId === undefined) return undefined
  const channels = notice.channels && notice.channels.length > 0 ? notice.channels.map(channelOf) : known?.channels
  return {
    ...known,
    id: notice.id,
    groupId,
    name: nameOf(notice.name || known?.name || notice.id),
    online: true,
    ...(notice.classID === undefined ? {} : { classId: notice.classID }),
    channels: channels ?? [],
  }
}
