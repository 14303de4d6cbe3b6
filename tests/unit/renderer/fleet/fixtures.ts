/** Small fleets for the tests of the tree. */
import type { Channel, Device, Group } from '../../../../shared/contract/fleet.ts'
import { deviceParts } from '../../../../renderer/features/fleet/parts.ts'
import { TreeModel } from '../../../../renderer/features/fleet/tree-model.ts'
import type { TreeRow } from '../../../../renderer/features/fleet/tree-nodes.ts'

export const FRONT: Channel = { index: 0, name: 'Front', mediaDir: 10, ptz: -1 }
export const REAR: Channel = { index: 1, name: 'Rear', mediaDir: 2, ptz: 0 }
/** Talk only: no picture. */
export const VOICE: Channel = { index: 2, name: 'Voice', mediaDir: 12, ptz: -1 }

export function group(id: string, parentId: string, name = id): Group {
  return { id, parentId, name }
}

export function device(id: string, groupId: string, more: Partial<Device> = {}): Device {
  return { id, groupId, name: id, online: false, channels: [FRONT], ...more }
}

export function deviceModel(groups: readonly Group[], devices: readonly Device[]): TreeModel<Device> {
  const model = new TreeModel<Device>({ kind: 'device', makeParts: deviceParts })
  model.upsertGroups(groups)
  model.upsertItems(devices)
  return model
}

/** Rows as indented text, easy to read when a test fails. */
export function draw<Item extends Device>(rows: readonly TreeRow<Item>[]): string[] {
  return rows.map((row) => {
    const counts = row.kind === 'group' ? ` ${row.online}/${row.total}` : ''
    return `${'  '.repeat(row.depth)}${row.name}${counts}`
  })
}
