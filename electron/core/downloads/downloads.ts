/**
 * Everything that is a file of the platform or of a device on its way to this machine: one queue for each account, which
 * survives cuts, restarts and `kill -9`. A file has its final name only when it is whole.
 */
import { rm, stat } from 'node:fs/promises'
import type { Download, FileSource } from '../../../shared/contract/downloads.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Store } from '../db/store.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import { freeSpace, requireSpace, type FreeSpace } from './disk-space.ts'
import { DownloadList } from './download-list.ts'
import { DownloadsFolder } from './downloads-folder.ts'
import type { Entry } from './entry.ts'
import { placeOfSource } from './row.ts'
import { Runner } from './runner.ts'
import { safeName } from './safe-name.ts'
import { watchReturns } from './watch-returns.ts'

export interface DownloadInput {
  source: FileSource
  name: string
  bytes?: number
  md5?: string
  priority?: Download['priority']
}

interface Work {
  readonly folder: DownloadsFolder
  readonly list: DownloadList
  readonly runner: Runner
}

export interface DownloadsOptions {
  readonly host: Host
  readonly events: CoreEvents
  readonly timings: Timings
  /** The account's database, when it is open; asked anew for each piece of work. */
  readonly ready: () => Promise<Store>
  readonly free?: FreeSpace
}

export class Downloads implements SessionService {
  readonly #options: DownloadsOptions
  readonly #free: FreeSpace
  #work: Promise<Work> | undefined
  /** One change of the list after the other: two windows may ask for the same file. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: DownloadsOptions) {
    this.#options = options
    this.#free = options.free ?? freeSpace
    watchReturns(options.events, {
      platformBack: () => this.#onRunner((runner) => runner.platformBack()),
      deviceBack: (isBack) => this.#onRunner((runner) => runner.deviceBack(isBack)),
    })
  }

  start(session: ActiveSession): void {
    const work = this.#begin(session)
    this.#work = work
    work.catch((error: unknown) => this.#options.host.log('error', `downloads: ${String(error)}`))
  }

  resume(): void {
    this.#onRunner((runner) => runner.platformBack())
  }

  async end(): Promise<void> {
    const work = await this.#work?.catch(() => undefined)
    this.#work = undefined
    await work?.runner.stop()
    work?.list.stop()
    this.#options.events.emit('downloads.cleared', {})
  }

  /** Another database took the place of the former: after damage it is told what this process knows, wiped it is the end of that. */
  renew(): void {
    this.#inTurn(async ({ list, runner }) => {
      const { opened, tables } = await this.#options.ready()
      const isWiped = opened.state === 'ready' && (await tables.downloads.list()).length === 0
      await (isWiped ? takeOut(list, runner, list.entries()) : list.rewrite())
    }).catch((error: unknown) => this.#options.host.log('warn', `downloads: ${String(error)}`))
  }

  async all(): Promise<Download[]> {
    const { list } = await this.#require()
    return list
      .entries()
      .map(({ download }) => download)
      .toReversed()
  }

  add(input: DownloadInput): Promise<Download> {
    return this.#inTurn(async ({ folder, list, runner }) => {
      const { source, bytes, md5 } = input
      const entry = await list.add({
        ...placeOfSource(source),
        name: safeName(input.name),
        priority: input.priority ?? 'normal',
        bytes: bytes ?? null,
        hash: md5?.toLowerCase() ?? null,
        folder: folder.path,
        createdAt: Date.now(),
      })
      await this.#again(list, entry, folder.path)
      runner.pump()
      return entry.download
    })
  }

  pause(ids: readonly number[]): Promise<void> {
    return this.#inTurn(async ({ list, runner }) => {
      for (const entry of list.of(ids)) {
        if (entry.row.state === 'done' || entry.row.state === 'failed') continue
        const isEnding = runner.halt(entry)
        await list.save(entry, { state: 'paused', error: null })
        await isEnding
      }
      runner.pump()
    })
  }

  proceed(ids: readonly number[]): Promise<void> {
    return this.#inTurn(async ({ list, runner }) => {
      for (const entry of list.of(ids)) {
        if (entry.row.state === 'done' || entry.running) continue
        await list.save(entry, { state: 'queued', error: null })
      }
      // Asked for by the operator: not the moment to wait for the next automatic try.
      runner.platformBack()
    })
  }

  remove(ids: readonly number[]): Promise<void> {
    return this.#inTurn(async ({ list, runner }) => {
      await takeOut(list, runner, list.of(ids))
      runner.pump()
    })
  }

  setPriority(id: number, priority: Download['priority']): Promise<void> {
    return this.#inTurn(async ({ list, runner }) => {
      await list.save(list.require(id), { priority })
      runner.pump()
    })
  }

  /** Absolute path of a finished file. Errors: `not-found` when it is not finished, or gone. */
  async finishedPath(id: number): Promise<string> {
    const { list } = await this.#require()
    const { path } = list.require(id).row
    if (path === null || !(await isFile(path))) throw new AppError('not-found', { reason: 'the file is gone' })
    return path
  }

  async folder(): Promise<{ path: string; freeBytes?: number }> {
    const { path } = (await this.#require()).folder
    const freeBytes = await this.#free(path)
    return { path, ...(freeBytes === undefined ? {} : { freeBytes }) }
  }

  /** For downloads from now on. Undefined when the operator gave up. */
  async chooseFolder(): Promise<string | undefined> {
    const { folder } = await this.#require()
    const [chosen] = await this.#options.host.choosePaths({ multiple: false, folders: true })
    if (chosen !== undefined) await folder.choose(chosen)
    return chosen
  }

  async #begin(session: ActiveSession): Promise<Work> {
    const { host, events, timings, ready } = this.#options
    const folder = new DownloadsFolder(host, session)
    const list = new DownloadList(
      async () => (await ready()).tables.downloads,
      (upserts, removed) => events.emit('downloads.changed', { upserts: [...upserts], removed: [...removed] }),
    )
    await list.load()
    const runner = new Runner({ session, list, free: this.#free, timings, log: host.log })
    // What waited in the last run may find the platform there.
    runner.platformBack()
    return { folder, list, runner }
  }

  /** Room first; a finished file that somebody removed from the disk is fetched again, a failed one tried again. */
  async #again(list: DownloadList, entry: Entry, folder: string): Promise<void> {
    const { state, path, bytes, received } = entry.row
    const isGone = state === 'done' && (path === null || !(await isFile(path)))
    if (!isGone && state === 'done') return
    if (bytes !== null && !entry.running) {
      await requireSpace(this.#free, folder, Math.max(0, bytes - (isGone ? 0 : received))).catch(
        async (error: unknown) => {
          if (entry.row.part === null && !isGone) await list.remove([entry])
          throw error
        },
      )
    }
    const anew = { state: 'queued', error: null } as const
    if (isGone)
      await list.save(entry, {
        ...anew,
        folder,
        path: null,
        received: 0,
        total: null,
        verified: null,
        finishedAt: null,
      })
    else if (state === 'failed') await list.save(entry, anew)
  }

  #inTurn<T>(change: (work: Work) => Promise<T>): Promise<T> {
    const done = this.#turn.then(async () => change(await this.#require()))
    this.#turn = done.catch(() => undefined)
    return done
  }

  #require(): Promise<Work> {
    return this.#work ?? Promise.reject(new AppError('not-signed-in'))
  }

  #onRunner(act: (runner: Runner) => void): void {
    this.#work?.then(({ runner }) => act(runner)).catch(() => undefined)
  }
}

/** With what was fetched of them. */
async function takeOut(list: DownloadList, runner: Runner, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    const isEnding = runner.halt(entry)
    // Not queued any more: its end would begin it again.
    if (entry.row.state !== 'done') await list.save(entry, { state: 'paused' })
    await isEnding
    const { part } = entry.row
    if (part !== null) await rm(part, { force: true }).catch(() => undefined)
  }
  await list.remove(entries)
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  )
}
