/** What a client may expect of the platform after what it did: no more than names and who belongs to whom. */
export interface Model {
  /** ID to parent's ID, '' for the root. */
  readonly userGroups: Map<string, string>
  readonly users: Map<string, { gid: string; name: string }>
  readonly deviceGroups: Map<string, string>
  readonly devices: Map<string, { gid: string; name: string }>
  readonly fences: Map<string, { name: string; devices: Set<string> }>
  readonly plans: Map<string, { name: string; devices: Set<string> }>
  /** Makes names and IDs that nobody had before. */
  serial: number
}

export function emptyModel(): Model {
  return {
    userGroups: new Map(),
    users: new Map(),
    deviceGroups: new Map(),
    devices: new Map(),
    fences: new Map(),
    plans: new Map(),
    serial: 0,
  }
}

/** A group and all below it. */
export function subtree(groups: ReadonlyMap<string, string>, root: string): Set<string> {
  const found = new Set([root])
  for (let grown = true; grown;) {
    grown = false
    for (const [id, pid] of groups) {
      if (found.has(id) || !found.has(pid)) continue
      found.add(id)
      grown = true
    }
  }
  return found
}

/** Its fences and plans let go of a device that is gone. */
export function forgetDevice(model: Model, id: string): void {
  model.devices.delete(id)
  for (const { devices } of [...model.fences.values(), ...model.plans.values()]) devices.delete(id)
}
