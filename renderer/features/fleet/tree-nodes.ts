/**
 * The nodes of a tree of groups, items and their parts. They live outside Vue's reactivity: a fleet has tens of thousands,
 * and only the few rows on screen are ever looked at.
 */
import type { Channel } from '../../../shared/contract/fleet.ts'
import type { SearchEntry } from './search-entry.ts'
import { SortedChildren } from './sorted-children.ts'

/** What a device and a user have in common. */
export interface TreeItem {
  readonly id: string
  readonly groupId: string
  readonly name: string
  readonly online: boolean
}

interface RowPlace {
  /** Unique in its tree, stable over upserts. */
  readonly key: string
  /** Distance from the root as last shown. */
  depth: number
  /** Index in the rows as last shown; true only while `rows[at]` is this node. */
  at: number
}

export interface GroupNode<Item extends TreeItem> extends RowPlace {
  readonly kind: 'group'
  readonly id: string
  name: string
  /** As the platform says; what `parent` became of it may differ. */
  parentId: string
  parent: GroupNode<Item> | undefined
  readonly groups: SortedChildren<GroupNode<Item>>
  readonly leaves: SortedChildren<LeafNode<Item>>
  /** Items directly in this group. */
  ownTotal: number
  ownOnline: number
  /** Items in this group and all below. */
  total: number
  online: number
  search: SearchEntry | undefined
}

export interface LeafNode<Item extends TreeItem> extends RowPlace {
  readonly kind: 'device' | 'user'
  readonly id: string
  name: string
  item: Item
  online: boolean
  group: GroupNode<Item>
  /** Channels or terminals, made when first asked for. */
  parts: readonly PartNode<Item>[] | undefined
  search: SearchEntry | undefined
}

export interface PartNode<Item extends TreeItem> extends RowPlace {
  readonly kind: 'terminal' | 'channel'
  readonly name: string
  readonly puid: string
  /** Of a channel. */
  readonly channel: Channel | undefined
  readonly owner: LeafNode<Item>
  /** Channels of a terminal that has several. */
  readonly parts: readonly PartNode<Item>[]
}

export type TreeRow<Item extends TreeItem = TreeItem> = GroupNode<Item> | LeafNode<Item> | PartNode<Item>

export function isLeaf<Item extends TreeItem>(row: TreeRow<Item>): row is LeafNode<Item> {
  return row.kind === 'device' || row.kind === 'user'
}

export function isPart<Item extends TreeItem>(row: TreeRow<Item>): row is PartNode<Item> {
  return row.kind === 'terminal' || row.kind === 'channel'
}

export function makeGroup<Item extends TreeItem>(id: string, name: string, parentId: string): GroupNode<Item> {
  return {
    kind: 'group',
    key: `group:${id}`,
    id,
    name,
    parentId,
    parent: undefined,
    groups: new SortedChildren(),
    leaves: new SortedChildren(),
    ownTotal: 0,
    ownOnline: 0,
    total: 0,
    online: 0,
    depth: 0,
    at: -1,
    search: undefined,
  }
}

export function makeLeaf<Item extends TreeItem>(
  kind: 'device' | 'user',
  item: Item,
  group: GroupNode<Item>,
): LeafNode<Item> {
  return {
    kind,
    key: `${kind}:${item.id}`,
    id: item.id,
    name: item.name,
    item,
    online: item.online,
    group,
    parts: undefined,
    depth: 0,
    at: -1,
    search: undefined,
  }
}
