/** The core's end of the database thread: tables whose methods are promised, answered in the order they were asked. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import type { Host } from '../host.ts'
import type { Answer, Refusal, Request, TableNames } from './messages.ts'
import type { Opened } from './open.ts'
import { programFiles, type ProgramFiles } from './program-files.ts'
import { remote, type Remote } from './remote.ts'
import type { Tables } from './tables.ts'

export interface StoreOptions {
  /** Absolute; its folder is made when missing. */
  readonly file: string
  readonly log: Host['log']
  /**
   * Once, when the store can no longer be used: `file-damaged` when a request met damage, `internal` when the thread died.
   * Everything that waited has been refused before.
   */
  readonly onFailure: (error: AppError) => void
  /** The file is known to be damaged: set aside without trying. */
  readonly damagedBecause?: string | undefined
  readonly files?: ProgramFiles
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: AppError): void
}

export class Store {
  readonly tables: Remote<Tables>
  readonly opened: Opened
  readonly #thread: Worker
  readonly #exited: Promise<void>
  readonly #options: StoreOptions
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  /** Why it takes no more requests. */
  #over: AppError | undefined
  #closing: Promise<void> | undefined

  private constructor(thread: Worker, options: StoreOptions, opened: Opened, names: TableNames) {
    this.#thread = thread
    this.#exited = new Promise((resolve) => thread.once('exit', () => resolve()))
    this.#options = options
    this.opened = opened
    this.tables = remote<Tables>(names, (table, method, args) => this.#call(table, method, args))
    thread.on('message', (answer: Answer) => this.#receive(answer))
    thread.once('error', (error) => this.#fail(internal(options.log, 'database thread', error.stack ?? error.message)))
    thread.once('exit', (code) => {
      // The end that was asked for is none to tell of.
      if (!this.#closing || this.#waiting.size > 0)
        this.#fail(internal(options.log, 'database thread', `ended with ${code}`))
    })
  }

  /** Errors: `disk`, `database-newer`, `internal`. */
  static async open(options: StoreOptions): Promise<Store> {
    const { migrations, nativeBinding, startThread } = options.files ?? programFiles()
    const { file, damagedBecause } = options
    const thread = startThread({ kind: 'serve', file, migrations, nativeBinding, damagedBecause })
    const first = await firstAnswer(thread, options.log)
    if (first.kind === 'opened') return new Store(thread, options, first.opened, first.tables)
    throw first.kind === 'refused' ? explain(options.log, 'open', first) : new AppError('internal')
  }

  /** Answers what was asked before, folds the log into the file, ends the thread. Never fails; what goes wrong is logged. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    // Of a failed one the thread may still have the file open.
    if (this.#over) return await this.#exited
    this.#over = new AppError('cancelled', { reason: 'the local store is closed' })
    this.#post({ kind: 'close' })
    await this.#exited
  }

  #call(table: string, method: string, args: readonly unknown[]): Promise<unknown> {
    if (this.#over) return Promise.reject(this.#over)
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      try {
        this.#post({ kind: 'call', id, table, method, args })
      } catch (error) {
        // What cannot be cloned is a mistake of the caller, and only of this call.
        this.#waiting.delete(id)
        reject(internal(this.#options.log, `${table}.${method}`, String(error)))
      }
    })
  }

  #post(request: Request): void {
    this.#thread.postMessage(request)
  }

  #receive(answer: Answer): void {
    if (answer.kind === 'closed') {
      if (answer.stack !== undefined) this.#options.log('warn', `closing the database: ${answer.stack}`)
    } else if (answer.kind === 'value' || answer.kind === 'error') {
      const waiting = this.#waiting.get(answer.id)
      this.#waiting.delete(answer.id)
      if (answer.kind === 'value') return waiting?.resolve(answer.value)
      const error = explain(this.#options.log, 'request', answer)
      waiting?.reject(error)
      if (error.code === 'file-damaged') this.#fail(error)
    }
  }

  #fail(error: AppError): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
    if (this.#over) return
    this.#over = error
    // It ends by itself: a thread that is torn out of SQLite takes the whole program along.
    this.#post({ kind: 'close' })
    this.#options.onFailure(error)
  }
}

async function firstAnswer(thread: Worker, log: Host['log']): Promise<Answer> {
  const listening = new AbortController()
  const { signal } = listening
  try {
    return await Promise.race([
      once(thread, 'message', { signal }).then(([answer]) => answer as Answer),
      once(thread, 'exit', { signal }).then(([code]) =>
        Promise.reject(new Error(`ended with ${code} before it began`)),
      ),
    ])
  } catch (error) {
    throw internal(log, 'database thread', error instanceof Error ? (error.stack ?? error.message) : String(error))
  } finally {
    listening.abort()
  }
}

function explain(log: Host['log'], what: string, { error, stack }: Refusal): AppError {
  return error.code === 'internal' ? internal(log, `database ${what}`, stack) : AppError.fromEnvelope(error)
}

/** Logged under a number; the operator sees the number. */
function internal(log: Host['log'], what: string, text: string): AppError {
  const reference = randomUUID().slice(0, 8)
  log('error', `${reference} ${what}: ${text}`)
  return new AppError('internal', { operation: what, reference })
}
