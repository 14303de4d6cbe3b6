/**
 * Fills a table of units with what the core knows of their places: listens first and reads the pages after, so that nothing is
 * missed between.
 */
import { Scope } from '../../../shared/disposables.ts'
import { Emitter } from '../../../shared/emitter.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { PositionsState } from '../../../shared/contract/positions.ts'
import type { UnitTable } from './unit-table.ts'

const PAGE = 5000

export class PositionFeed {
  readonly stateChanged = new Emitter<PositionsState>()
  /** Slots that are new. */
  readonly learned = new Emitter<readonly number[]>()
  readonly moved = new Emitter<void>()
  readonly #client: Pick<WatchpostClient, 'positions' | 'on'>
  readonly #table: UnitTable
  readonly #scope = new Scope()
  #epoch = -1
  #read = 0

  constructor(client: Pick<WatchpostClient, 'positions' | 'on'>, table: UnitTable) {
    this.#client = client
    this.#table = table
    this.#scope.own(client.on('positions.stateChanged', (state) => this.stateChanged.emit(state)))
    this.#scope.own(client.on('positions.cleared', ({ epoch }) => this.#begin(epoch)))
    this.#scope.own(
      client.on('positions.moved', ({ epoch, from, ids, rows }) => {
        // Before the first page it is not known what its slots mean; the page has them.
        if (epoch === this.#epoch) this.#take(from, ids, rows)
      }),
    )
  }

  /** Reads what is known now. Rejects when it cannot be read; what was read stays. */
  async read(): Promise<void> {
    const mine = ++this.#read
    this.stateChanged.emit(await this.#client.positions.state({}))
    let from = 0
    for (let total = 1; from < total;) {
      const page = await this.#client.positions.read({ from, limit: PAGE })
      if (mine !== this.#read) return
      if (page.epoch !== this.#epoch) {
        this.#begin(page.epoch)
        // Pages before this one were of another epoch.
        if (from > 0) return await this.read()
      }
      this.#take(from, page.ids, page.rows)
      if (page.ids.length === 0) return
      from += page.ids.length
      total = page.total
    }
  }

  dispose(): void {
    this.#read++
    this.#scope.dispose()
  }

  #begin(epoch: number): void {
    this.#epoch = epoch
    this.#table.clear()
    this.moved.emit()
  }

  #take(from: number, ids: readonly string[], rows: readonly number[]): void {
    const added = this.#table.learn(from, ids)
    this.#table.put(rows)
    if (added.length > 0) this.learned.emit(added)
    this.moved.emit()
  }
}
