/** Rows of one kind by id, in the order they were learned, with what a refill makes of them. */
export class Collection<T extends { readonly id: string }> {
  readonly #rows = new Map<string, T>()

  get size(): number {
    return this.#rows.size
  }

  get(id: string): T | undefined {
    return this.#rows.get(id)
  }

  values(): MapIterator<T> {
    return this.#rows.values()
  }

  /** Rows `offset..offset+limit`, without copying the whole. */
  page(offset: number, limit: number): T[] {
    return this.#rows.values().drop(offset).take(limit).toArray()
  }

  /** Takes rows in; returns those that are new or differ. */
  upsert(rows: readonly T[]): T[] {
    const changed: T[] = []
    for (const row of rows) {
      const known = this.#rows.get(row.id)
      if (known && JSON.stringify(known) === JSON.stringify(row)) continue
      this.#rows.set(row.id, row)
      changed.push(row)
    }
    return changed
  }

  /** Drops what a complete refill did not see; returns the ids. */
  keepOnly(seen: ReadonlySet<string>): string[] {
    const removed = [...this.#rows.keys()].filter((id) => !seen.has(id))
    for (const id of removed) this.#rows.delete(id)
    return removed
  }

  clear(): void {
    this.#rows.clear()
  }
}
