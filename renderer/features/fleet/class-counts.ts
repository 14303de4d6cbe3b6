import type { Device } from '../../../shared/contract/fleet.ts'
import { classLabel } from './device-kind.ts'
import { compareNamed } from './sorted-children.ts'
import type { TreeModel } from './tree-model.ts'

/** The classes of a fleet with how many devices each has, by name; devices without a class under the empty name, last. */
export function classCounts(model: TreeModel<Device>): { name: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const leaf of model.leaves()) {
    const name = classLabel(leaf.item)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts]
    .map(([name, count]) => ({ id: name, name, count }))
    .sort((a, b) => Number(a.name === '') - Number(b.name === '') || compareNamed(a, b))
    .map(({ name, count }) => ({ name, count }))
}
