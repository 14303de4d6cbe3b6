/** Collects which units moved for a moment: of each the newest position crosses, once, however many came. */
import type { PositionsMoved } from '../../../shared/contract/positions.ts'
import type { PositionTable } from './position-table.ts'

export class MoveCollector {
  readonly #table: PositionTable
  readonly #collectMs: number
  readonly #tell: (moved: Omit<PositionsMoved, 'epoch'>) => void
  readonly #moved = new Set<number>()
  /** Units that were told; those behind it are new. */
  #told = 0
  #timer: NodeJS.Timeout | undefined

  constructor(table: PositionTable, collectMs: number, tell: (moved: Omit<PositionsMoved, 'epoch'>) => void) {
    this.#table = table
    this.#collectMs = collectMs
    this.#tell = tell
  }

  add(slot: number): void {
    this.#moved.add(slot)
    this.#timer ??= setTimeout(() => this.flush(), this.#collectMs)
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#moved.size === 0) return
    const rows: number[] = []
    for (const slot of this.#moved) this.#table.append(slot, rows)
    this.#moved.clear()
    const from = this.#told
    this.#told = this.#table.size
    this.#tell({ from, ids: this.#table.ids(from, this.#told - from), rows })
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#moved.clear()
    this.#told = 0
  }
}
