/**
 * Runs what is queued, a few at a time, and decides what becomes of a run that ended. What waits for the platform or a
 * device goes on by itself when that is back.
 */
import { Backoff } from '../../../shared/backoff.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { FreeSpace } from './disk-space.ts'
import type { DownloadList } from './download-list.ts'
import type { Entry } from './entry.ts'
import { fetchFile } from './fetch-file.ts'
import { nextToRun } from './queue.ts'
import { endingOf } from './why-ended.ts'

export interface RunnerOptions {
  readonly session: ActiveSession
  readonly list: DownloadList
  readonly free: FreeSpace
  readonly timings: Timings
  readonly log: Host['log']
}

export class Runner {
  readonly #options: RunnerOptions
  readonly #backoff: Backoff
  /** Set while the platform is away: then nothing is begun. */
  #platformTimer: NodeJS.Timeout | undefined
  readonly #deviceTimers = new Set<NodeJS.Timeout>()
  #isStopped = false

  constructor(options: RunnerOptions) {
    this.#options = options
    this.#backoff = new Backoff(options.timings.backoffFirstMs, options.timings.backoffMostMs)
  }

  /** Begins what may begin. */
  pump(): void {
    if (this.#isStopped || this.#platformTimer) return
    const entries = this.#options.list.entries()
    const byId = new Map(entries.map((entry) => [entry.id, entry]))
    const rows = entries.map(({ id, row, running, download: { source } }) => {
      return { id, source, priority: row.priority, state: running ? ('running' as const) : row.state }
    })
    for (const { id } of nextToRun(rows)) {
      const entry = byId.get(id)
      if (entry) this.#begin(entry)
    }
  }

  /** Ends its run, whose part file stays. Resolves when nothing of it is under way any more. */
  async halt(entry: Entry): Promise<void> {
    entry.running?.abort()
    await entry.ended
  }

  /** The platform may be there again. */
  platformBack(): void {
    clearTimeout(this.#platformTimer)
    this.#platformTimer = undefined
    this.#wake((entry) => entry.waitsFor !== 'device-away')
  }

  deviceBack(isBack: (puid: string) => boolean): void {
    this.#wake(({ waitsFor, row }) => waitsFor === 'device-away' && row.kind === 'device' && isBack(row.puid))
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#platformTimer)
    for (const timer of this.#deviceTimers) clearTimeout(timer)
    await Promise.all(this.#options.list.entries().map((entry) => this.halt(entry)))
  }

  #wake(isMeant: (entry: Entry) => boolean): void {
    for (const entry of this.#options.list.entries()) {
      if (entry.row.state === 'waiting' && !entry.running && isMeant(entry)) {
        void this.#save(entry, { state: 'queued', error: null })
      }
    }
    this.pump()
  }

  #begin(entry: Entry): void {
    const { signal } = entry.begin()
    this.#options.list.tell(entry)
    entry.ended = this.#run(entry, signal).finally(() => this.pump())
  }

  async #run(entry: Entry, signal: AbortSignal): Promise<void> {
    const { session, list, free } = this.#options
    try {
      const { path, bytes, verified } = await fetchFile({
        session,
        row: entry.row,
        free,
        signal,
        save: (change) => list.save(entry, change),
        saveProgress: ({ received, total, mark }) => list.saveProgress(entry, received, total, mark),
        onProgress: (received, total) => {
          this.#backoff.reset()
          entry.grew(received, total)
          list.grew(entry)
        },
      })
      entry.finish()
      const facts = { path, received: bytes, total: bytes, verified: verified ? 1 : 0, finishedAt: Date.now() } as const
      await this.#save(entry, { ...facts, state: 'done', part: null, mark: null, error: null })
    } catch (error) {
      entry.finish()
      if (signal.aborted) return list.tell(entry)
      await this.#endEarly(entry, this.#known(error))
    }
  }

  async #endEarly(entry: Entry, error: AppError): Promise<void> {
    const ending = endingOf(error)
    entry.waitsFor = ending
    const envelope = JSON.stringify(error.toEnvelope())
    if (ending === 'failed') return await this.#save(entry, { state: 'failed', error: envelope })
    await this.#save(entry, { state: 'waiting', error: envelope })
    if (this.#isStopped) return
    if (ending === 'device-away') return this.#tryLater(entry)
    this.#platformTimer ??= setTimeout(() => this.platformBack(), this.#backoff.next())
  }

  /** Devices are told of when they come back; who is only busy is asked again. */
  #tryLater(entry: Entry): void {
    const timer = setTimeout(() => {
      this.#deviceTimers.delete(timer)
      this.#wake((other) => other === entry)
    }, this.#options.timings.backoffMostMs * 2)
    this.#deviceTimers.add(timer)
  }

  /** What cannot be written is logged; the file on the disk is none the worse for it. */
  async #save(entry: Entry, change: Parameters<DownloadList['save']>[1]): Promise<void> {
    await this.#options.list.save(entry, change).catch((error: unknown) => {
      this.#options.log('warn', `download ${entry.id} was not noted: ${String(error)}`)
    })
  }

  #known(error: unknown): AppError {
    if (error instanceof AppError) return error
    this.#options.log('error', `download: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return new AppError('internal')
  }
}
