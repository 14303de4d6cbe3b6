/** The classes devices are filed under. */
import type { Device } from './build.ts'
import { KINDS, type Kind } from './kinds.ts'

export interface DeviceClass {
  readonly id: number
  readonly name: string
}

export interface ClassList {
  readonly classes: readonly DeviceClass[]
  find(id: number): DeviceClass | undefined
  hasName(name: string, except?: number): boolean
  add(name: string): DeviceClass
  rename(known: DeviceClass, name: string): DeviceClass
  /** Its devices are left without a class. */
  remove(known: DeviceClass): void
}

const NO_CLASS: DeviceClass = { id: 0, name: '' }

/** The kind with its class. */
export function filedUnder(kind: Kind, filed: DeviceClass = NO_CLASS): Kind {
  return { ...kind, classId: filed.id, className: filed.name }
}

/** `devices`: all there are at any time; those of a class follow it. */
export function createClassList(devices: readonly Device[]): ClassList {
  const classes: DeviceClass[] = KINDS.map((kind) => ({ id: kind.classId, name: kind.className }))
  let lastId = Math.max(...classes.map(({ id }) => id))
  function refile(from: DeviceClass, to: DeviceClass): void {
    for (const device of devices) if (device.kind.classId === from.id) device.kind = filedUnder(device.kind, to)
  }
  return {
    classes,
    find: (id) => classes.find((entry) => entry.id === id),
    hasName: (name, except) => classes.some((entry) => entry.name === name && entry.id !== except),
    add(name) {
      const added = { id: ++lastId, name }
      classes.push(added)
      return added
    },
    rename(known, name) {
      const renamed = { ...known, name }
      classes[classes.indexOf(known)] = renamed
      refile(known, renamed)
      return renamed
    },
    remove(known) {
      classes.splice(classes.indexOf(known), 1)
      refile(known, NO_CLASS)
    },
  }
}
