/**
 * Writes what changes on the wall, from the moment the account's layouts were read until nobody is signed in. The index comes
 * with the first change, and all layouts with it: one that it names is always kept.
 */
import type { SavedLayout } from './layout.ts'
import type { LayoutStore, SavedIndex } from './layout-store.ts'

export interface Kept {
  readonly layouts: () => readonly SavedLayout[]
  /** Undefined in a window of one layout: the order of the tabs is not its business. */
  readonly index: (() => Omit<SavedIndex, 'writer'>) | undefined
}

export class WallKeeper {
  isKept = false
  isIndexed = false
  readonly #store: LayoutStore
  readonly #kept: Kept

  constructor(store: LayoutStore, kept: Kept) {
    this.#store = store
    this.#kept = kept
  }

  /** @param isIndexed the account has an index already */
  begin(isIndexed: boolean): void {
    this.isKept = true
    this.isIndexed = isIndexed
  }

  end(): void {
    this.isKept = false
  }

  saveLayout(id: string): void {
    if (!this.isKept) return
    this.#store.saveLayout(id, () => this.#kept.layouts().find((layout) => layout.id === id))
    if (!this.isIndexed) this.saveIndex()
  }

  saveIndex(): void {
    const { index } = this.#kept
    if (!this.isKept || !index) return
    this.#store.saveIndex(index)
    if (this.isIndexed) return
    this.isIndexed = true
    for (const { id } of this.#kept.layouts()) this.saveLayout(id)
  }
}
