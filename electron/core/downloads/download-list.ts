/** The downloads of one account: rows on the disk, entries in memory, and what the screens are told of both. */
import type { Download } from '../../../shared/contract/downloads.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Remote } from '../db/remote.ts'
import type { Tables } from '../db/tables.ts'
import { Changes } from './changes.ts'
import type { DownloadRow, NewDownload } from './downloads-table.ts'
import { Entry } from './entry.ts'

export type DownloadsTable = Remote<Tables>['downloads']

export class DownloadList {
  readonly #table: () => Promise<DownloadsTable>
  readonly #entries = new Map<number, Entry>()
  readonly #changes: Changes

  constructor(
    table: () => Promise<DownloadsTable>,
    tell: (upserts: readonly Download[], removed: readonly number[]) => void,
  ) {
    this.#table = table
    this.#changes = new Changes((id) => this.#entries.get(id)?.download, tell)
  }

  async load(): Promise<void> {
    for (const row of await (await this.#table()).list()) this.#entries.set(row.id, new Entry(row))
  }

  entries(): readonly Entry[] {
    return [...this.#entries.values()]
  }

  /** The known ones of these. */
  of(ids: readonly number[]): readonly Entry[] {
    return ids.map((id) => this.#entries.get(id)).filter((entry) => entry !== undefined)
  }

  /** Errors: `not-found`. */
  require(id: number): Entry {
    const entry = this.#entries.get(id)
    if (!entry) throw new AppError('not-found', { reason: `download ${id}` })
    return entry
  }

  /** The entry of this source: the one that is there, or a new one. */
  async add(row: NewDownload): Promise<Entry> {
    const stored = await (await this.#table()).add(row)
    const known = this.#entries.get(stored.id)
    if (known) return known
    const entry = new Entry(stored)
    this.#entries.set(entry.id, entry)
    this.#changes.changed([entry.id])
    return entry
  }

  /** Seen by everybody at once, on the disk when it resolves. */
  async save(entry: Entry, change: Partial<DownloadRow>): Promise<void> {
    entry.row = { ...entry.row, ...change }
    this.#changes.changed([entry.id])
    await (await this.#table()).save(entry.row)
  }

  async saveProgress(entry: Entry, received: number, total: number | undefined, mark: string | undefined) {
    const facts = { received, total: total ?? null, mark: mark ?? null }
    entry.row = { ...entry.row, ...facts }
    await (await this.#table()).saveProgress({ id: entry.id, ...facts })
  }

  async remove(entries: readonly Entry[]): Promise<void> {
    const ids = entries.map(({ id }) => id)
    for (const id of ids) this.#entries.delete(id)
    this.#changes.removed(ids)
    await (await this.#table()).remove({ ids })
  }

  /** Bytes came: told soon. */
  grew(entry: Entry): void {
    this.#changes.grew(entry.id)
  }

  /** It began or ended: told now. */
  tell(entry: Entry): void {
    this.#changes.changed([entry.id])
  }

  /** Another database took the place of a damaged one. */
  async rewrite(): Promise<void> {
    const table = await this.#table()
    for (const { row } of this.entries()) await table.save(row)
  }

  stop(): void {
    this.#changes.stop()
  }
}
