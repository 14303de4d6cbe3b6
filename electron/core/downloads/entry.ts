import type { Download } from '../../../shared/contract/downloads.ts'
import type { DownloadRow } from './downloads-table.ts'
import { Rate } from './rate.ts'
import { downloadOfRow } from './row.ts'
import type { Ending } from './why-ended.ts'

/** One download as this process has it: the row, and what only lives as long as the process. */
export class Entry {
  row: DownloadRow
  running: AbortController | undefined
  /** Settles when the run that is under way has ended. */
  ended: Promise<void> = Promise.resolve()
  /** What a waiting one waits for. */
  waitsFor: Ending | undefined
  #live: { received: number; total: number | undefined; rate: Rate } | undefined

  constructor(row: DownloadRow) {
    this.row = row
  }

  get id(): number {
    return this.row.id
  }

  begin(): AbortController {
    const running = new AbortController()
    this.running = running
    this.#live = { received: this.row.received, total: this.row.total ?? undefined, rate: new Rate() }
    this.#live.rate.note(this.row.received, performance.now())
    return running
  }

  grew(received: number, total: number | undefined): void {
    if (!this.#live) return
    this.#live.received = received
    this.#live.total = total
    this.#live.rate.note(received, performance.now())
  }

  finish(): void {
    this.running = undefined
    this.#live = undefined
  }

  get download(): Download {
    const stored = downloadOfRow(this.row)
    if (!this.running || !this.#live) return stored
    const { received, total, rate } = this.#live
    const perSecond = rate.perSecond(performance.now())
    return {
      ...stored,
      state: this.running.signal.aborted ? stored.state : 'running',
      received,
      ...(total === undefined ? {} : { total }),
      ...(perSecond === undefined ? {} : { rate: perSecond }),
    }
  }
}
