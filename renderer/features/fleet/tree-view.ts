/** One tree as it is looked at: what is open, what is searched, what is filtered, and the rows that follow from it. */
import { filterTree, type FilterResult, type OnlineFilter, type TreeFilter } from './tree-filter.ts'
import { flattenRows } from './tree-rows.ts'
import { parseQuery, type SearchWord } from './search-entry.ts'
import { TreeSearch } from './search.ts'
import type { TreeModel } from './tree-model.ts'
import { isLeaf, isPart, type PartNode, type TreeItem, type TreeRow } from './tree-nodes.ts'

/** Rows must not run away under the pointer: a filter by state is applied to new states this often. */
export const STATE_FILTER_PERIOD_MS = 1000

export interface TreeViewOptions<Item extends TreeItem> {
  classOf(item: Item): string
  furtherWords(item: Item): readonly string[]
}

export class TreeView<Item extends TreeItem> {
  readonly model: TreeModel<Item>
  readonly search: TreeSearch<Item>
  readonly #options: TreeViewOptions<Item>
  /** What the operator opened or closed, by key. It outlives the data: after a new sign-in the tree looks as before. */
  readonly #opened = new Map<string, boolean>()
  /** The same while a search is on; forgotten with it. */
  readonly #openedInSearch = new Map<string, boolean>()
  #query = ''
  #words: readonly SearchWord[] = []
  #filter: TreeFilter = { online: 'all', classes: new Set() }
  #result: FilterResult<Item> | undefined
  #resultOf = { structure: -1, status: -1, time: 0, spelled: false }
  #rows: readonly TreeRow<Item>[] = []
  #rowsAreOld = true

  constructor(model: TreeModel<Item>, options: TreeViewOptions<Item>) {
    this.model = model
    this.#options = options
    this.search = new TreeSearch(model, options)
  }

  /** As it was typed. */
  get query(): string {
    return this.#query
  }

  get words(): readonly SearchWord[] {
    return this.#words
  }

  get filter(): TreeFilter {
    return this.#filter
  }

  setQuery(typed: string): void {
    this.#query = typed
    this.#words = parseQuery(typed)
    this.#openedInSearch.clear()
    this.#result = undefined
  }

  /** True when something is searched or filtered. */
  get isNarrowed(): boolean {
    return this.#words.length > 0 || this.#filter.online !== 'all' || this.#filter.classes.size > 0
  }

  /** No search, no filters. */
  showAll(): void {
    this.setQuery('')
    this.setOnlineFilter('all')
    this.setClassFilter([])
  }

  setOnlineFilter(online: OnlineFilter): void {
    this.#filter = { ...this.#filter, online }
    this.#result = undefined
  }

  setClassFilter(classes: Iterable<string>): void {
    this.#filter = { ...this.#filter, classes: new Set(classes) }
    this.#result = undefined
  }

  /** Rows and counts as of now; the same array while nothing changed. `nowMs` is any steady clock. */
  rows(nowMs: number): readonly TreeRow<Item>[] {
    const result = this.result(nowMs)
    if (!this.#rowsAreOld) return this.#rows
    this.#rowsAreOld = false
    this.#rows = flattenRows(this.model, {
      leaves: result.leaves,
      groups: result.groups,
      isExpanded: (row, depth) => this.#isExpanded(row, depth, result),
    })
    return this.#rows
  }

  result(nowMs: number): FilterResult<Item> {
    const known = this.#resultOf
    const spelled = this.search.hasReadings
    const isCurrent =
      known.structure === this.model.structureVersion &&
      (known.spelled === spelled || this.#words.length === 0) &&
      (this.#filter.online === 'all' ||
        known.status === this.model.statusVersion ||
        nowMs - known.time < STATE_FILTER_PERIOD_MS)
    if (this.#result && isCurrent) return this.#result
    const hits = this.#words.length > 0 ? this.search.run(this.#words) : undefined
    this.#result = filterTree(this.model, hits, this.#filter, (item) => this.#options.classOf(item))
    this.#resultOf = {
      structure: this.model.structureVersion,
      status: this.model.statusVersion,
      time: nowMs,
      spelled,
    }
    this.#rowsAreOld = true
    return this.#result
  }

  /** True for a row that can be opened, whether it is or not. */
  isExpandable(row: TreeRow<Item>): boolean {
    if (row.kind === 'group') return row.groups.size > 0 || row.leaves.size > 0
    if (isLeaf(row)) return this.model.parts(row).length > 0
    return row.parts.length > 0
  }

  isExpanded(row: TreeRow<Item>): boolean {
    return this.isExpandable(row) && this.#isExpanded(row, row.depth, this.#result)
  }

  setExpanded(row: TreeRow<Item>, expanded: boolean): void {
    const opened = this.#words.length > 0 ? this.#openedInSearch : this.#opened
    opened.set(row.key, expanded)
    this.#rowsAreOld = true
  }

  /** Closes everything but the roots. */
  collapseAll(): void {
    this.#opened.clear()
    for (const row of this.#words.length > 0 ? this.#rows : []) this.#openedInSearch.set(row.key, false)
    this.#rowsAreOld = true
  }

  /** Words an item is found by, beside name and id. */
  furtherWords(item: Item): readonly string[] {
    return this.#options.furtherWords(item)
  }

  /** The row of a key, whether it is to be seen or not. */
  find(key: string): TreeRow<Item> | undefined {
    const colon = key.indexOf(':')
    const [kind, id] = [key.slice(0, colon), key.slice(colon + 1)]
    if (kind === 'group') return this.model.group(id)
    const owner = this.model.leaf(id.split('\n')[0] ?? '')
    return kind === 'part' ? owner && findPart(this.model.parts(owner), key) : owner
  }

  /** Index among the rows last made, -1 when it is not to be seen. */
  indexOf(key: string): number {
    const row = this.find(key)
    return row && this.#rows[row.at] === row ? row.at : -1
  }

  /** The nearest row to be seen that holds what `key` names. */
  visibleHolder(key: string): TreeRow<Item> | undefined {
    const row = this.find(key)
    if (!row) return undefined
    if (isPart(row) && this.indexOf(row.owner.key) >= 0) return row.owner
    const start = row.kind === 'group' ? row.parent : isPart(row) ? row.owner.group : row.group
    for (let group = start; group; group = group.parent) if (this.indexOf(group.key) >= 0) return group
    return undefined
  }

  #isExpanded(row: TreeRow<Item>, depth: number, result: FilterResult<Item> | undefined): boolean {
    if (this.#words.length === 0) return this.#opened.get(row.key) ?? (row.kind === 'group' && depth === 0)
    return this.#openedInSearch.get(row.key) ?? (row.kind === 'group' && (result?.holders.has(row) ?? false))
  }
}

function findPart<Item extends TreeItem>(parts: readonly PartNode<Item>[], key: string): PartNode<Item> | undefined {
  for (const part of parts) {
    const found = part.key === key ? part : findPart(part.parts, key)
    if (found) return found
  }
  return undefined
}
