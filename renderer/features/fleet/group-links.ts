/** Finds each group its place in the tree, whatever the platform says: unknown parents and circles end under `unassigned`. */
import type { GroupNode, TreeItem } from './tree-nodes.ts'

/**
 * Sets `parent` of every group, the children of each and the counts with sub-groups. Linear in the number of groups.
 * A group is a root when its parent is empty or itself. A circle is cut at its smallest id, so that the order of arrival
 * makes no difference. Returns the roots.
 */
export function linkGroups<Item extends TreeItem>(
  groups: ReadonlyMap<string, GroupNode<Item>>,
  unassigned: GroupNode<Item>,
): GroupNode<Item>[] {
  const roots: GroupNode<Item>[] = []
  const cuts = findCuts(groups)
  unassigned.groups.clear()
  for (const group of groups.values()) group.groups.clear()
  for (const group of groups.values()) {
    if (isRoot(group)) {
      group.parent = undefined
      roots.push(group)
    } else {
      const parent = cuts.has(group) ? unassigned : (groups.get(group.parentId) ?? unassigned)
      group.parent = parent
      parent.groups.add(group)
    }
  }
  for (const root of [...roots, unassigned]) countBelow(root)
  return roots
}

function isRoot<Item extends TreeItem>(group: GroupNode<Item>): boolean {
  return group.parentId === '' || group.parentId === group.id
}

/** One group of every circle of parents. */
function findCuts<Item extends TreeItem>(groups: ReadonlyMap<string, GroupNode<Item>>): Set<GroupNode<Item>> {
  const cuts = new Set<GroupNode<Item>>()
  const walkOf = new Map<GroupNode<Item>, number>()
  let walk = 0
  for (const start of groups.values()) {
    walk++
    let group: GroupNode<Item> | undefined = start
    while (group && !walkOf.has(group)) {
      walkOf.set(group, walk)
      group = isRoot(group) ? undefined : groups.get(group.parentId)
    }
    if (group && walkOf.get(group) === walk) cuts.add(smallestOfCircle(group, groups))
  }
  return cuts
}

function smallestOfCircle<Item extends TreeItem>(
  start: GroupNode<Item>,
  groups: ReadonlyMap<string, GroupNode<Item>>,
): GroupNode<Item> {
  let smallest = start
  for (let group = groups.get(start.parentId); group && group !== start; group = groups.get(group.parentId)) {
    if (group.id < smallest.id) smallest = group
  }
  return smallest
}

/** Children before their parents, without recursion: a chain of groups may be as deep as the platform likes. */
function countBelow<Item extends TreeItem>(root: GroupNode<Item>): void {
  const order: GroupNode<Item>[] = [root]
  for (let at = 0; at < order.length; at++) {
    const group = order[at] as GroupNode<Item>
    group.total = group.ownTotal
    group.online = group.ownOnline
    for (const child of group.groups.unordered()) order.push(child)
  }
  for (let at = order.length - 1; at > 0; at--) {
    const group = order[at] as GroupNode<Item>
    if (!group.parent) continue
    group.parent.total += group.total
    group.parent.online += group.online
  }
}
