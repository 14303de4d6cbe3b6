/**
 * Children in the order of their names. Fleets arrive in pages and are looked at in part: nothing is sorted before somebody
 * asks, and what came later is merged into what is sorted already.
 */
export interface Named {
  readonly id: string
  readonly name: string
}

/** Chinese by pinyin, Latin by letter, numbers by value: `Car 9` before `Car 10`. */
const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin', { numeric: true, sensitivity: 'base' })

export function compareNamed(a: Named, b: Named): number {
  return collator.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

export class SortedChildren<T extends Named> {
  #sorted: readonly T[] = []
  readonly #added = new Set<T>()
  readonly #removed = new Set<T>()

  get size(): number {
    return this.#sorted.length - this.#removed.size + this.#added.size
  }

  /** True when asking for the items has to sort first. */
  get unsettled(): boolean {
    return this.#added.size > 0 || this.#removed.size > 0
  }

  /** To rename a child: remove it, change its name, add it. */
  add(child: T): void {
    this.#added.add(child)
  }

  remove(child: T): void {
    if (!this.#added.delete(child)) this.#removed.add(child)
  }

  clear(): void {
    this.#sorted = []
    this.#added.clear()
    this.#removed.clear()
  }

  /** All children in order; the same array until something changes. */
  items(): readonly T[] {
    if (this.#removed.size > 0) this.#sorted = this.#sorted.filter((child) => !this.#removed.has(child))
    this.#removed.clear()
    if (this.#added.size > 0) this.#sorted = merge(this.#sorted, [...this.#added].sort(compareNamed))
    this.#added.clear()
    return this.#sorted
  }

  /** All children in any order, without sorting. */
  *unordered(): Iterable<T> {
    for (const child of this.#sorted) if (!this.#removed.has(child)) yield child
    yield* this.#added
  }
}

function merge<T extends Named>(first: readonly T[], second: readonly T[]): readonly T[] {
  if (first.length === 0) return second
  const merged: T[] = []
  let at = 0
  for (const child of first) {
    for (let next = second[at]; next && compareNamed(next, child) < 0; next = second[++at]) merged.push(next)
    merged.push(child)
  }
  for (; at < second.length; at++) merged.push(second[at] as T)
  return merged
}
