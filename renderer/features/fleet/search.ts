/** The search over a whole tree. Names are indexed when first searched or in idle time before; readings of pinyin come later. */
import { completeEntry, makeEntry, matchesAll, type SearchEntry, type SearchWord } from './search-entry.ts'
import type { Readings } from './pinyin.ts'
import type { TreeModel } from './tree-model.ts'
import type { GroupNode, LeafNode, TreeItem } from './tree-nodes.ts'

export interface SearchHits<Item extends TreeItem> {
  readonly words: readonly SearchWord[]
  readonly leaves: ReadonlySet<LeafNode<Item>>
  /** Groups whose own name is hit: everything in them can be looked at. */
  readonly groups: ReadonlySet<GroupNode<Item>>
}

export interface SearchOptions<Item> {
  /** Words of an item beside name and id. */
  furtherWords(item: Item): readonly string[]
}

export class TreeSearch<Item extends TreeItem> {
  readonly #model: TreeModel<Item>
  readonly #options: SearchOptions<Item>
  #readings: Readings | undefined
  #last: { hits: SearchHits<Item>; structure: number; spelled: boolean } | undefined

  constructor(model: TreeModel<Item>, options: SearchOptions<Item>) {
    this.#model = model
    this.#options = options
  }

  /** From now on names are found by pinyin too. */
  useReadings(readings: Readings): void {
    this.#readings = readings
  }

  get hasReadings(): boolean {
    return this.#readings !== undefined
  }

  /** All words must be found in one name, id or its further words. A longer query looks only at the hits of the shorter one. */
  run(words: readonly SearchWord[]): SearchHits<Item> {
    const last = this.#last
    const spelled = this.hasReadings
    const current = last && last.structure === this.#model.structureVersion && last.spelled === spelled
    if (current && sameWords(last.hits.words, words)) return last.hits
    const within = current && narrows(last.hits.words, words) ? last.hits : undefined
    const leaves = new Set<LeafNode<Item>>()
    const groups = new Set<GroupNode<Item>>()
    for (const leaf of within?.leaves ?? this.#model.leaves()) {
      if (matchesAll(this.entryOf(leaf), words)) leaves.add(leaf)
    }
    for (const group of within?.groups ?? this.#model.groups()) {
      if (matchesAll(this.entryOf(group), words)) groups.add(group)
    }
    const hits = { words, leaves, groups }
    this.#last = { hits, structure: this.#model.structureVersion, spelled }
    return hits
  }

  entryOf(node: LeafNode<Item> | GroupNode<Item>): SearchEntry {
    node.search ??= makeEntry(node.name, node.id, node.kind === 'group' ? [] : this.#options.furtherWords(node.item))
    if (this.#readings) completeEntry(node.search, this.#readings)
    return node.search
  }

  /** Indexes names and sorts groups ahead of need, a little with each step. Ends when all is done. */
  *prepare(): Generator<void> {
    for (const group of this.#model.groups()) {
      this.entryOf(group)
      if (group.groups.unsettled) group.groups.items()
      if (group.leaves.unsettled) group.leaves.items()
      yield
    }
    let done = 0
    for (const leaf of this.#model.leaves()) {
      this.entryOf(leaf)
      if (++done % 16 === 0) yield
    }
  }
}

function sameWords(one: readonly SearchWord[], other: readonly SearchWord[]): boolean {
  return one.length === other.length && one.every((word, at) => word.text === other[at]?.text)
}

/** True when whatever `longer` finds is found by `shorter` too: each of its words stands at the head of one of the longer. */
function narrows(shorter: readonly SearchWord[], longer: readonly SearchWord[]): boolean {
  return shorter.every((word) => longer.some((other) => other.text.startsWith(word.text)))
}
