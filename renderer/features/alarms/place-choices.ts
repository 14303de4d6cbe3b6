/** Groups and devices to narrow the list to, found by a part of their name or ID. */
import type { Device } from '../../../shared/contract/fleet.ts'
import type { GroupNode } from '../fleet/tree-nodes.ts'
import type { TreeModel } from '../fleet/tree-model.ts'
import { plain } from './alarm-filter.ts'

export interface Place {
  readonly kind: 'group' | 'device'
  readonly id: string
  readonly name: string
  /** Devices in it. */
  readonly count: number
}

/** What the contract takes in one filter. */
export const MOST_DEVICES = 5000
const MOST_CHOICES = 60
/** No device has this ID: a group without devices finds nothing instead of everything. */
const NOBODY = '\u0000'

export const placeKey = ({ kind, id }: Pick<Place, 'kind' | 'id'>): string => `${kind} ${id}`

/** Groups first. `query` empty: the groups alone. */
export function placeChoices(model: TreeModel<Device>, query: string): Place[] {
  const part = plain(query.trim())
  const found: Place[] = []
  for (const { id, name, total } of model.groups()) {
    if (found.length < MOST_CHOICES && plain(name).includes(part)) found.push({ kind: 'group', id, name, count: total })
  }
  return part === '' ? found : [...found, ...deviceChoices(model, query, MOST_CHOICES - found.length)]
}

/** Devices by a part of their name or ID. */
export function deviceChoices(model: TreeModel<Device>, query: string, most = MOST_CHOICES): Place[] {
  const part = plain(query.trim())
  const found: Place[] = []
  for (const { id, name } of model.leaves()) {
    if (found.length >= most) break
    if (plain(name).includes(part) || plain(id).includes(part)) found.push({ kind: 'device', id, name, count: 1 })
  }
  return found
}

/** IDs of all devices that are meant; undefined when none are named. */
export function devicesOf(model: TreeModel<Device>, places: readonly Place[]): string[] | undefined {
  if (places.length === 0) return undefined
  const ids = new Set<string>()
  for (const { kind, id } of places) {
    const group = kind === 'group' ? model.group(id) : undefined
    if (kind === 'device') ids.add(id)
    else if (group) collect(group, ids)
  }
  return ids.size > 0 ? [...ids].slice(0, MOST_DEVICES) : [NOBODY]
}

function collect(group: GroupNode<Device>, ids: Set<string>): void {
  for (const leaf of group.leaves.unordered()) ids.add(leaf.id)
  for (const child of group.groups.unordered()) collect(child, ids)
}
