/**
 * The database of the account that is signed in: opened with the session, closed when all who work with it have ended, and
 * made anew when it turns out to be damaged.
 */
import { once } from 'node:events'
import { statSync } from 'node:fs'
import path from 'node:path'
import type { CacheState } from '../../../shared/contract/cache.ts'
import type { Off } from '../../../shared/disposables.ts'
import { AppError } from '../../../shared/errors.ts'
import { accountFolder } from '../account-folder.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import { BackgroundCheck } from './background-check.ts'
import { removeAccountFiles } from './kept-files.ts'
import type { CopyAnswer } from './messages.ts'
import { isOnNetworkShare } from './network-share.ts'
import { programFiles } from './program-files.ts'
import { Store } from './store.ts'

/** A database that fails more often within one session has a reason that opening it again does not mend. */
const MOST_RECOVERIES = 3

/** One session's database. What comes late from a former one is told apart by it. */
interface Account {
  readonly file: string
  store: Promise<Store>
  recoveries: number
  /** Another store took the place of the first one. */
  isReplaced: boolean
  check?: BackgroundCheck
}

export class AccountDatabase implements SessionService {
  readonly isFoundation = true
  readonly #host: Host
  readonly #events: CoreEvents
  readonly #timings: Timings
  readonly #replaced = new Set<() => void>()
  #account: Account | undefined
  #state: CacheState = { phase: 'closed' }

  constructor(host: Host, events: CoreEvents, timings: Timings) {
    this.#host = host
    this.#events = events
    this.#timings = timings
  }

  get state(): CacheState {
    const fileBytes = this.#account && sizeOf(this.#account.file)
    return { ...this.#state, ...(fileBytes === undefined ? {} : { fileBytes }) }
  }

  /**
   * The store of this session, when it is open. Ask for it for each piece of work: a damaged one is replaced.
   * Errors: `not-signed-in`; `database-newer`, `disk`, `internal` when it cannot be used.
   */
  ready(): Promise<Store> {
    return this.#account?.store ?? Promise.reject(new AppError('not-signed-in'))
  }

  /** Runs `listener` each time another store took the place of one that failed: what was read from that one may be gone. */
  onReplaced(listener: () => void): Off {
    this.#replaced.add(listener)
    return () => void this.#replaced.delete(listener)
  }

  start(session: ActiveSession): void {
    const folder = accountFolder(this.#host.dataFolder, session.site.id, session.username)
    const closed = Promise.reject<Store>(new AppError('not-signed-in'))
    closed.catch(() => undefined)
    const account: Account = {
      file: path.join(folder, 'watchpost.db'),
      store: closed,
      recoveries: 0,
      isReplaced: false,
    }
    this.#account = account
    this.#state = { phase: 'closed' }
    this.#open(account, Promise.resolve())
    void this.#warnOfNetworkShare(account)
  }

  async end(): Promise<void> {
    const account = this.#account
    this.#account = undefined
    await account?.check?.stop()
    const store = await account?.store.catch(() => undefined)
    await store?.close()
    this.#set({ phase: 'closed' })
  }

  /** A whole copy, made beside the work. Errors: `not-signed-in`, `disk`. */
  async copyTo(target: string): Promise<void> {
    const account = this.#account
    if (!account) throw new AppError('not-signed-in')
    const { nativeBinding, startThread } = programFiles()
    const thread = startThread({ kind: 'copy', file: account.file, target, nativeBinding })
    const [answer] = (await once(thread, 'message')) as [CopyAnswer]
    if (answer.error) throw AppError.fromEnvelope(answer.error)
  }

  /** Everything of this account on this machine goes; a new database is filled from the platform. Errors: `not-signed-in`, `disk`. */
  async wipe(): Promise<void> {
    const account = this.#account
    if (!account) throw new AppError('not-signed-in')
    const former = account.store
    account.isReplaced = true
    const removed = this.#release(account, former).then(() => removeAccountFiles(account.file))
    this.#open(account, removed)
    await account.store
  }

  /** `before`: when the file is free. */
  #open(account: Account, before: Promise<void>, damagedBecause?: string): void {
    const { error: _, ...state } = this.#state
    this.#set({ ...state, phase: 'opening' })
    const opening = before.then(() =>
      Store.open({
        file: account.file,
        log: (level, text) => this.#host.log(level, text),
        damagedBecause,
        onFailure: (error) => this.#recover(account, error),
      }),
    )
    account.store = opening
    opening.then(
      (store) => this.#opened(account, store),
      (error: unknown) => this.#refuse(account, error),
    )
  }

  #opened(account: Account, store: Store): void {
    const { state, setAside, reason, salvageErrors } = store.opened
    if (setAside !== undefined) this.#host.log('error', `database damaged (${reason}), set aside as ${setAside}`)
    for (const error of salvageErrors) this.#host.log('error', `not saved from the damaged database: ${error}`)
    if (this.#account !== account) return
    this.#set({ ...this.#state, phase: 'ready', ...(state === 'rebuilt' ? { rebuilt: true } : {}) })
    account.check = new BackgroundCheck({
      file: account.file,
      afterMs: this.#timings.databaseCheckMs,
      onFaults: (faults) => this.#recover(account, new AppError('file-damaged', { reason: faults.join('; ') })),
      onFailed: (text) => this.#host.log('warn', `the database could not be checked: ${text}`),
    })
    if (account.isReplaced) for (const listener of [...this.#replaced]) listener()
  }

  #refuse(account: Account, error: unknown): void {
    const known = error instanceof AppError ? error : new AppError('internal', { reason: String(error) })
    this.#host.log('error', `the database cannot be used: ${known.message}`)
    if (this.#account === account) this.#set({ ...this.#state, phase: 'refused', error: known.toEnvelope() })
  }

  /** Opens it again; a damaged one anew. */
  #recover(account: Account, error: AppError): void {
    if (this.#account !== account) return
    const failed = account.store
    account.isReplaced = true
    if (++account.recoveries > MOST_RECOVERIES) {
      account.store = Promise.reject(error)
      account.store.catch(() => undefined)
      void this.#release(account, failed)
      return this.#refuse(account, error)
    }
    this.#host.log('warn', `the database is opened again: ${error.message}`)
    const damage = error.code === 'file-damaged' ? (error.details.reason ?? error.code) : undefined
    this.#open(account, this.#release(account, failed), damage)
  }

  /** Resolves when neither the store nor its check has the file open. */
  async #release(account: Account, failed: Promise<Store>): Promise<void> {
    await account.check?.stop()
    await (await failed.catch(() => undefined))?.close()
  }

  async #warnOfNetworkShare(account: Account): Promise<void> {
    if (!(await isOnNetworkShare(this.#host.dataFolder)) || this.#account !== account) return
    this.#host.log('warn', `the data folder lies on another machine: ${this.#host.dataFolder}`)
    this.#set({ ...this.#state, onNetworkShare: true })
  }

  #set(state: CacheState): void {
    this.#state = state
    this.#events.emit('cache.stateChanged', this.state)
  }
}

/** Bytes on the disk; undefined when there is none. */
function sizeOf(file: string): number | undefined {
  const size = statSync(file, { throwIfNoEntry: false })?.size
  return size === undefined ? undefined : size + (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0)
}
