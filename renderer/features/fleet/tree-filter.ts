/** Which items and groups remain under search and filters. */
import type { SearchHits } from './search.ts'
import type { TreeModel } from './tree-model.ts'
import type { GroupNode, LeafNode, TreeItem } from './tree-nodes.ts'

export const ONLINE_FILTERS = ['all', 'online', 'offline'] as const
export type OnlineFilter = (typeof ONLINE_FILTERS)[number]

export interface TreeFilter {
  readonly online: OnlineFilter
  /** Names of classes; empty lets all through. */
  readonly classes: ReadonlySet<string>
}

export interface FilterResult<Item extends TreeItem> {
  readonly leaves: ReadonlySet<LeafNode<Item>> | undefined
  readonly groups: ReadonlySet<GroupNode<Item>> | undefined
  /** Items that pass everything. */
  readonly count: number
  /** Groups found by their own name. */
  readonly groupCount: number
  /** Groups that hold a hit somewhere below: open by themselves. */
  readonly holders: ReadonlySet<GroupNode<Item>>
}

export function filterTree<Item extends TreeItem>(
  model: TreeModel<Item>,
  hits: SearchHits<Item> | undefined,
  filter: TreeFilter,
  classOf: (item: Item) => string,
): FilterResult<Item> {
  const passes = (leaf: LeafNode<Item>): boolean =>
    (filter.online === 'all' || leaf.online === (filter.online === 'online')) &&
    (filter.classes.size === 0 || filter.classes.has(classOf(leaf.item)))
  const isOpen = filter.online === 'all' && filter.classes.size === 0
  if (!hits && isOpen) {
    return { leaves: undefined, groups: undefined, count: model.total, groupCount: 0, holders: new Set() }
  }
  const leaves = new Set<LeafNode<Item>>()
  const holders = new Set<GroupNode<Item>>()
  for (const leaf of hits?.leaves ?? model.leaves()) {
    if (!passes(leaf)) continue
    leaves.add(leaf)
    addWithParents(holders, leaf.group)
  }
  const count = leaves.size
  if (!hits || hits.groups.size === 0) return { leaves, groups: holders, count, groupCount: 0, holders }
  const groups = new Set(holders)
  let groupCount = 0
  for (const group of hits.groups) {
    const before = leaves.size
    addContents(group, passes, leaves, groups)
    // A group without anything to show under the filters is worth showing only when nothing is filtered.
    if (!isOpen && leaves.size === before && !holders.has(group)) continue
    groupCount++
    addWithParents(groups, group)
    if (group.parent) addWithParents(holders, group.parent)
  }
  return { leaves, groups, count, groupCount, holders }
}

function addWithParents<Item extends TreeItem>(set: Set<GroupNode<Item>>, start: GroupNode<Item>): void {
  for (let group: GroupNode<Item> | undefined = start; group && !set.has(group); group = group.parent) set.add(group)
}

/** A group that was found by its name can be opened and shows what is in it. */
function addContents<Item extends TreeItem>(
  start: GroupNode<Item>,
  passes: (leaf: LeafNode<Item>) => boolean,
  leaves: Set<LeafNode<Item>>,
  groups: Set<GroupNode<Item>>,
): void {
  const waiting = [start]
  for (let group = waiting.pop(); group; group = waiting.pop()) {
    for (const child of group.groups.unordered()) waiting.push(child)
    for (const leaf of group.leaves.unordered()) {
      if (!passes(leaf) || leaves.has(leaf)) continue
      leaves.add(leaf)
      addWithParents(groups, group)
    }
  }
}
