/**
 * The directory for platforms above: groups, devices of the fleet with IDs of GB28181, their channels. Names of groups and
 * all IDs are unique; what lies in a removed group goes with it.
 */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { Refusal } from '../http/refusal.ts'

export interface DirectoryGroup {
  readonly id: string
  readonly name: string
  /** Empty at the top. */
  readonly parentid: string
}

export interface DirectoryDevice {
  readonly puid: string
  readonly gb28181id: string
  readonly name: string
  readonly groupid: string
}

export interface DirectoryChannel {
  readonly id: string
  readonly name: string
  readonly channelNum: number
  /** GB28181 ID of the device. */
  readonly deviceId: string
}

/** What is asked of it throws `Refusal`: 2 for what is missing, 3 for what exists, 4 for a group inside itself. */
export class Directory {
  readonly groups = new Map<string, DirectoryGroup>()
  /** By puid. */
  readonly devices = new Map<string, DirectoryDevice>()
  readonly channels = new Map<string, DirectoryChannel>()
  readonly #fleet: Fleet
  readonly #removed = new Set<(puid: string) => void>()

  constructor(fleet: Fleet) {
    this.#fleet = fleet
  }

  onDeviceRemoved(listener: (puid: string) => void): void {
    this.#removed.add(listener)
  }

  isOnline(puid: string): boolean {
    return this.#fleet.byId.get(puid)?.online ?? false
  }

  channelsOf(device: DirectoryDevice): DirectoryChannel[] {
    return [...this.channels.values()].filter(({ deviceId }) => deviceId === device.gb28181id)
  }

  group(id: string): DirectoryGroup {
    return found(this.groups.get(id), 'group')
  }

  device(puid: string): DirectoryDevice {
    return found(this.devices.get(puid), 'device')
  }

  deviceByGbId(id: string): DirectoryDevice {
    return found(
      [...this.devices.values()].find(({ gb28181id }) => gb28181id === id),
      'device',
    )
  }

  channel(id: string): DirectoryChannel {
    return found(this.channels.get(id), 'channel')
  }

  addGroup(group: DirectoryGroup): void {
    if (this.groups.has(group.id)) throw new Refusal(PlatformCode.exists, 'the group exists')
    if (group.parentid !== '') this.group(group.parentid)
    this.groups.set(group.id, group)
  }

  changeGroup(id: string, change: Omit<DirectoryGroup, 'id'>): void {
    this.group(id)
    for (let above = change.parentid; above !== ''; above = this.group(above).parentid) {
      if (above === id) throw new Refusal(PlatformCode.badParameter, 'a group cannot lie in itself')
    }
    this.groups.set(id, { ...change, id })
  }

  /** With all groups below it and their devices. */
  removeGroup(id: string): void {
    this.group(id)
    for (const below of [...this.groups.values()]) if (below.parentid === id) this.removeGroup(below.id)
    for (const device of [...this.devices.values()]) if (device.groupid === id) this.removeDevice(device.puid)
    this.groups.delete(id)
  }

  addDevice(device: DirectoryDevice): void {
    if (!this.#fleet.byId.has(device.puid)) throw new Refusal(PlatformCode.notFound, 'the platform has no such device')
    if (this.devices.has(device.puid)) throw new Refusal(PlatformCode.exists, 'the device is in the directory')
    this.#wantFree(device.gb28181id)
    if (device.groupid !== '') this.group(device.groupid)
    this.devices.set(device.puid, device)
  }

  changeDevice(puid: string, change: Omit<DirectoryDevice, 'puid'>): void {
    const before = this.device(puid)
    if (change.gb28181id !== before.gb28181id) this.#wantFree(change.gb28181id)
    if (change.groupid !== '') this.group(change.groupid)
    const own = this.channelsOf(before)
    this.devices.set(puid, { ...change, puid })
    for (const channel of own) this.channels.set(channel.id, { ...channel, deviceId: change.gb28181id })
  }

  /** With its channels, and with all that shares it. */
  removeDevice(puid: string): void {
    for (const { id } of this.channelsOf(this.device(puid))) this.channels.delete(id)
    this.devices.delete(puid)
    for (const listener of this.#removed) listener(puid)
  }

  addChannel(channel: DirectoryChannel): void {
    this.#wantFree(channel.id)
    this.#wantPlace(channel)
    this.channels.set(channel.id, channel)
  }

  changeChannel(id: string, change: Omit<DirectoryChannel, 'id'>): void {
    this.channel(id)
    this.#wantPlace({ ...change, id })
    this.channels.set(id, { ...change, id })
  }

  removeChannel(id: string): void {
    this.channel(id)
    this.channels.delete(id)
  }

  /** Devices and channels share one numbering. */
  #wantFree(id: string): void {
    const isTaken = this.channels.has(id) || [...this.devices.values()].some(({ gb28181id }) => gb28181id === id)
    if (isTaken) throw new Refusal(PlatformCode.exists, 'the GB28181 ID is taken')
  }

  /** The device is in the directory, has such a channel, and no other entry shows it. */
  #wantPlace({ id, deviceId, channelNum }: DirectoryChannel): void {
    const device = this.deviceByGbId(deviceId)
    const channels = this.#fleet.byId.get(device.puid)?.channels ?? []
    found(
      channels.find(({ index }) => index === channelNum),
      'channel at the device',
    )
    const twin = this.channelsOf(device).find((channel) => channel.id !== id && channel.channelNum === channelNum)
    if (twin) throw new Refusal(PlatformCode.exists, 'the channel has an ID already')
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Refusal(PlatformCode.notFound, `no such ${what}`)
  return value
}
