/**
 * Groups and the items in them, with counts on-line and in all for each group. A change of state costs as many steps as the
 * item lies deep; only a change of the groups themselves walks over all groups.
 */
import type { Group } from '../../../shared/contract/fleet.ts'
import { linkGroups } from './group-links.ts'
import { compareNamed } from './sorted-children.ts'
import { makeGroup, makeLeaf, type GroupNode, type LeafNode, type PartNode, type TreeItem } from './tree-nodes.ts'

/** Cannot be an id of the platform's. */
export const UNASSIGNED_ID = '\u0000unassigned'

export interface TreeModelOptions<Item extends TreeItem> {
  readonly kind: 'device' | 'user'
  /** What hangs below an item: channels of a device, terminals of a user. */
  makeParts(leaf: LeafNode<Item>): readonly PartNode<Item>[]
}

export class TreeModel<Item extends TreeItem> {
  readonly kind: 'device' | 'user'
  /** Grows with every change of what is in the tree, its place or its name. */
  structureVersion = 0
  /** Grows with every change of an on-line state. */
  statusVersion = 0
  readonly #options: TreeModelOptions<Item>
  readonly #groups = new Map<string, GroupNode<Item>>()
  readonly #leaves = new Map<string, LeafNode<Item>>()
  /** Items whose group is not known (yet), by the id of that group. */
  readonly #homeless = new Map<string, Set<LeafNode<Item>>>()
  readonly #unassigned = makeGroup<Item>(UNASSIGNED_ID, '', '')
  #roots: GroupNode<Item>[] = []
  #online = 0

  constructor(options: TreeModelOptions<Item>) {
    this.kind = options.kind
    this.#options = options
  }

  get total(): number {
    return this.#leaves.size
  }

  get online(): number {
    return this.#online
  }

  get groupCount(): number {
    return this.#groups.size
  }

  group(id: string): GroupNode<Item> | undefined {
    return id === UNASSIGNED_ID ? this.#unassigned : this.#groups.get(id)
  }

  leaf(id: string): LeafNode<Item> | undefined {
    return this.#leaves.get(id)
  }

  leaves(): Iterable<LeafNode<Item>> {
    return this.#leaves.values()
  }

  /** Without `unassigned`. */
  groups(): Iterable<GroupNode<Item>> {
    return this.#groups.values()
  }

  /** Top groups by name; `unassigned` last, and only when something is in it. */
  roots(): readonly GroupNode<Item>[] {
    const extra = this.#unassigned
    return extra.groups.size > 0 || extra.leaves.size > 0 ? [...this.#roots, extra] : this.#roots
  }

  parts(leaf: LeafNode<Item>): readonly PartNode<Item>[] {
    leaf.parts ??= this.#options.makeParts(leaf)
    return leaf.parts
  }

  upsertGroups(rows: readonly Group[]): void {
    let moved = false
    for (const row of rows) {
      const known = this.#groups.get(row.id)
      if (!known) this.#addGroup(row)
      else if (known.name !== row.name) this.#renameGroup(known, row.name)
      moved ||= !known || known.parentId !== row.parentId
      if (known) known.parentId = row.parentId
    }
    if (moved) this.#link()
    else this.#roots.sort(compareNamed)
    this.structureVersion++
  }

  /** Groups below a removed one and its items go to `unassigned` until the platform says where they are. */
  removeGroups(ids: readonly string[]): void {
    for (const id of ids) {
      const group = this.#groups.get(id)
      if (!group) continue
      this.#groups.delete(id)
      for (const leaf of [...group.leaves.unordered()]) this.#move(leaf, this.#unassigned)
    }
    this.#link()
    this.structureVersion++
  }

  /** Returns the ids whose on-line state became another by this; new items that are on-line count, new off-line ones do not. */
  upsertItems(items: readonly Item[]): string[] {
    const flipped: string[] = []
    for (const item of items) {
      const leaf = this.#leaves.get(item.id)
      if (!leaf) this.#addLeaf(item)
      else this.#changeLeaf(leaf, item)
      if (leaf ? this.setOnline(item.id, item.online) : item.online) flipped.push(item.id)
    }
    this.structureVersion++
    return flipped
  }

  removeItems(ids: readonly string[]): void {
    for (const id of ids) {
      const leaf = this.#leaves.get(id)
      if (!leaf) continue
      this.#leaves.delete(id)
      this.#leave(leaf)
      if (leaf.online) this.#online--
    }
    this.structureVersion++
  }

  /** Returns true when the state became another. Unknown ids are none of ours. */
  setOnline(id: string, online: boolean): boolean {
    const leaf = this.#leaves.get(id)
    if (!leaf || leaf.online === online) return false
    leaf.online = online
    const step = online ? 1 : -1
    this.#online += step
    leaf.group.ownOnline += step
    for (let group: GroupNode<Item> | undefined = leaf.group; group; group = group.parent) group.online += step
    this.statusVersion++
    return true
  }

  clear(): void {
    this.#groups.clear()
    this.#leaves.clear()
    this.#homeless.clear()
    const unassigned = this.#unassigned
    unassigned.leaves.clear()
    unassigned.ownTotal = unassigned.ownOnline = 0
    this.#online = 0
    this.#link()
    this.structureVersion++
    this.statusVersion++
  }

  #addGroup(row: Group): void {
    const group = makeGroup<Item>(row.id, row.name, row.parentId)
    this.#groups.set(row.id, group)
    for (const leaf of [...(this.#homeless.get(row.id) ?? [])]) this.#move(leaf, group)
  }

  #renameGroup(group: GroupNode<Item>, name: string): void {
    group.parent?.groups.remove(group)
    group.name = name
    group.search = undefined
    group.parent?.groups.add(group)
  }

  #addLeaf(item: Item): void {
    const leaf = makeLeaf(this.kind, item, this.#homeOf(item))
    this.#leaves.set(item.id, leaf)
    if (item.online) this.#online++
    this.#enter(leaf)
  }

  #changeLeaf(leaf: LeafNode<Item>, item: Item): void {
    leaf.parts = undefined
    leaf.search = undefined
    if (leaf.name === item.name && leaf.item.groupId === item.groupId) {
      leaf.item = item
      return
    }
    this.#leave(leaf)
    leaf.item = item
    leaf.name = item.name
    leaf.group = this.#homeOf(item)
    this.#enter(leaf)
  }

  #homeOf(item: Item): GroupNode<Item> {
    return this.#groups.get(item.groupId) ?? this.#unassigned
  }

  #move(leaf: LeafNode<Item>, group: GroupNode<Item>): void {
    this.#leave(leaf)
    leaf.group = group
    this.#enter(leaf)
  }

  #enter(leaf: LeafNode<Item>): void {
    leaf.group.leaves.add(leaf)
    this.#count(leaf, 1)
    if (leaf.group !== this.#unassigned) return
    const waiting = this.#homeless.get(leaf.item.groupId) ?? new Set()
    this.#homeless.set(leaf.item.groupId, waiting.add(leaf))
  }

  #leave(leaf: LeafNode<Item>): void {
    leaf.group.leaves.remove(leaf)
    this.#count(leaf, -1)
    const waiting = this.#homeless.get(leaf.item.groupId)
    if (waiting?.delete(leaf) && waiting.size === 0) this.#homeless.delete(leaf.item.groupId)
  }

  #count(leaf: LeafNode<Item>, step: 1 | -1): void {
    const online = leaf.online ? step : 0
    leaf.group.ownTotal += step
    leaf.group.ownOnline += online
    for (let group: GroupNode<Item> | undefined = leaf.group; group; group = group.parent) {
      group.total += step
      group.online += online
    }
  }

  #link(): void {
    this.#roots = linkGroups(this.#groups, this.#unassigned).sort(compareNamed)
  }
}
