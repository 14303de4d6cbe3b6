/** The fleet while it lives: what belongs to it, who is on-line, and who wants to know. */
import { addedDevice, type GivenDevice } from './added-device.ts'
import { buildFleet, type Device, type FleetPlan, type Group } from './build.ts'
import { createClassList, type ClassList } from './class-list.ts'
import { createGroupTree, type GroupTree } from './group-tree.ts'
import { knownPlace, type KnownPlace } from './positioning.ts'

export interface Fleet extends Omit<FleetPlan, 'groups' | 'devices'> {
  /** The root first, parents before children. */
  readonly groups: readonly Group[]
  readonly devices: readonly Device[]
  readonly byId: ReadonlyMap<string, Device>
  readonly tree: GroupTree
  readonly classes: ClassList
  /** Its group and class exist, its id is free. */
  add(given: GivenDevice): Device
  /** Goes off-line before it goes. */
  remove(device: Device): void
  setOnline(device: Device, online: boolean): void
  /** A device that went off-line stays where it was seen last. */
  placeOf(device: Device): KnownPlace
  /** Went on- or off-line. */
  onChanged(listener: (device: Device) => void): () => void
  onRemoved(listener: (device: Device) => void): () => void
}

export function createFleet(count: number, seed: number, now: () => number): Fleet {
  const { devices, groups, ...people } = buildFleet(count, seed, now())
  const byId = new Map(devices.map((device) => [device.id, device]))
  const listeners = new Set<(device: Device) => void>()
  const removedListeners = new Set<(device: Device) => void>()
  let lastNumber = devices.length
  const self: Fleet = {
    ...people,
    groups,
    devices,
    byId,
    tree: createGroupTree(groups),
    classes: createClassList(devices),
    add(given) {
      const device = addedDevice(given, ++lastNumber, seed, now())
      devices.push(device)
      byId.set(device.id, device)
      return device
    },
    remove(device) {
      self.setOnline(device, false)
      if (!byId.delete(device.id)) return
      devices.splice(devices.indexOf(device), 1)
      for (const listener of removedListeners) listener(device)
    },
    setOnline(device, online) {
      if (device.online === online || byId.get(device.id) !== device) return
      device.online = online
      device.wasSeen = true
      device.changedAt = now()
      for (const listener of listeners) listener(device)
    },
    placeOf: (device) => knownPlace(device, now()),
    onChanged: (listener) => subscribed(listeners, listener),
    onRemoved: (listener) => subscribed(removedListeners, listener),
  }
  return self
}

function subscribed<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
