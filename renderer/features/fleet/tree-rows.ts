/** Turns the tree into the flat list of rows a virtual list shows. */
import type { TreeModel } from './tree-model.ts'
import type { GroupNode, LeafNode, PartNode, TreeItem, TreeRow } from './tree-nodes.ts'

/** What of the tree is to be seen. Undefined members let everything through. */
export interface RowChoice<Item extends TreeItem> {
  /** Items that pass search and filters. */
  readonly leaves: ReadonlySet<LeafNode<Item>> | undefined
  /** Groups that hold one of them or are hit themselves, with all above. */
  readonly groups: ReadonlySet<GroupNode<Item>> | undefined
  readonly isExpanded: (row: TreeRow<Item>, depth: number) => boolean
}

/**
 * The rows in order; `depth` and `at` of each node are set on the way. Linear in the number of rows of open groups.
 * Without recursion over groups: how deep they are is the platform's choice.
 */
export function flattenRows<Item extends TreeItem>(
  model: TreeModel<Item>,
  choice: RowChoice<Item>,
): readonly TreeRow<Item>[] {
  const rows: TreeRow<Item>[] = []
  const open: { node: GroupNode<Item>; children: readonly GroupNode<Item>[]; next: number }[] = []
  const enter = (group: GroupNode<Item>): void => {
    const depth = open.length
    push(rows, group, depth)
    if (choice.isExpanded(group, depth)) open.push({ node: group, children: group.groups.items(), next: 0 })
  }
  for (const root of model.roots()) {
    if (isHidden(root, choice)) continue
    enter(root)
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const child = top.children[top.next++]
      if (child) {
        if (!isHidden(child, choice)) enter(child)
      } else {
        pushLeaves(rows, model, top.node, open.length, choice)
        open.pop()
      }
    }
  }
  return rows
}

function isHidden<Item extends TreeItem>(group: GroupNode<Item>, choice: RowChoice<Item>): boolean {
  return choice.groups !== undefined && !choice.groups.has(group)
}

function pushLeaves<Item extends TreeItem>(
  rows: TreeRow<Item>[],
  model: TreeModel<Item>,
  group: GroupNode<Item>,
  depth: number,
  choice: RowChoice<Item>,
): void {
  for (const leaf of group.leaves.items()) {
    if (choice.leaves && !choice.leaves.has(leaf)) continue
    push(rows, leaf, depth)
    if (choice.isExpanded(leaf, depth)) pushParts(rows, model.parts(leaf), depth + 1, choice)
  }
}

function pushParts<Item extends TreeItem>(
  rows: TreeRow<Item>[],
  parts: readonly PartNode<Item>[],
  depth: number,
  choice: RowChoice<Item>,
): void {
  for (const part of parts) {
    push(rows, part, depth)
    if (part.parts.length > 0 && choice.isExpanded(part, depth)) pushParts(rows, part.parts, depth + 1, choice)
  }
}

function push<Item extends TreeItem>(rows: TreeRow<Item>[], row: TreeRow<Item>, depth: number): void {
  row.depth = depth
  row.at = rows.length
  rows.push(row)
}
