/**
 * Forgets what is older or more than the operator wants kept, in small steps while nobody waits, and gives the room back to
 * the disk. What exists nowhere else (unsent messages, drafts, active alarms) is never forgotten.
 */
import { KEPT_KINDS, Retention, type KeptKind } from '../../../shared/contract/cache.ts'
import type { Conversation } from '../../../shared/contract/chat.ts'
import { checker } from '../checker.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { SessionService } from '../session/session-service.ts'
import type { AccountDatabase } from './account-database.ts'
import type { Store } from './store.ts'

const CURSOR = 'retention'
const DAY_MS = 86_400_000
const MEGABYTE = 1024 * 1024
/** Messages that go in one transaction. */
const STEP_ROWS = 500
/** Empty pages that go back in one. */
const STEP_PAGES = 256
/** Of a kind that is too large at most so much goes at once, before it is measured again. */
const MOST_SHARE = 0.2

export const DEFAULT_RETENTION: Retention = {
  messages: { days: 1095, megabytes: 2048 },
  alarms: { days: 1095, megabytes: 1024 },
  presence: { days: 90, megabytes: 256 },
  talk: { days: 1095, megabytes: 256 },
  sound: { days: 30, megabytes: 1024 },
}

const problemIn = checker(Retention)

export class RetentionKeeper implements SessionService {
  readonly #database: AccountDatabase
  readonly #events: CoreEvents
  readonly #timings: Timings
  readonly #log: Host['log']
  readonly #dropSound: (files: readonly string[]) => Promise<void>
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #stop = new AbortController()

  /** `dropSound`: removes files that no line has any more. */
  constructor(
    database: AccountDatabase,
    events: CoreEvents,
    timings: Timings,
    log: Host['log'],
    dropSound: (files: readonly string[]) => Promise<void>,
  ) {
    this.#dropSound = dropSound
    this.#database = database
    this.#events = events
    this.#timings = timings
    this.#log = log
  }

  start(): void {
    this.#stop = new AbortController()
    this.#later(this.#timings.retentionFirstMs)
  }

  async end(): Promise<void> {
    this.#stop.abort()
    clearTimeout(this.#timer)
    await this.#running
  }

  async read(): Promise<Retention> {
    return await retentionOf(await this.#database.ready())
  }

  /** Holds at once. */
  async set(retention: Retention): Promise<void> {
    const { tables } = await this.#database.ready()
    await tables.cursors.set({ name: CURSOR, value: JSON.stringify(retention) })
    this.#later(0)
  }

  #later(waitMs: number): void {
    clearTimeout(this.#timer)
    const { signal } = this.#stop
    if (signal.aborted) return
    this.#timer = setTimeout(() => {
      this.#running = this.#running
        .then(() => this.#run(signal))
        .catch((error: unknown) => this.#log('warn', `retention: ${String(error)}`))
        .finally(() => this.#later(this.#timings.retentionMs))
    }, waitMs)
  }

  async #run(signal: AbortSignal): Promise<void> {
    const store = await this.#database.ready()
    const retention = await retentionOf(store)
    for (const kind of KEPT_KINDS) {
      const { days, megabytes } = retention[kind]
      if (days > 0) await this.#forget(store, kind, Date.now() - days * DAY_MS, signal)
      if (megabytes > 0) await this.#shrink(store, kind, megabytes * MEGABYTE, signal)
    }
    for (let free = Infinity; free > 0 && !signal.aborted;) {
      const left = await store.tables.upkeep.reclaim({ pages: STEP_PAGES })
      // A file of before the room could be given back keeps it.
      if (left >= free) return
      free = left
    }
  }

  async #shrink(store: Store, kind: KeptKind, mostBytes: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      const { bytes, rows } = await store.tables.upkeep.usage({ kind })
      if (bytes <= mostBytes || rows === 0 || signal.aborted) return
      const most = Math.ceil(rows * Math.min(MOST_SHARE, 1 - mostBytes / bytes))
      // Many may be of one second: those of the one at the edge go with it, or nothing would go.
      const edge = kind === 'messages' ? undefined : await store.tables.upkeep.timeOf({ kind, rank: most })
      const before = edge === undefined ? Infinity : edge + 1
      await this.#forget(store, kind, before, signal, most)
      // Of a text index the room of what was deleted shows when its parts are put together.
      while (!signal.aborted && (await store.tables.upkeep.merge({ kind })));
      if ((await store.tables.upkeep.usage({ kind })).rows === rows) return
    }
  }

  async #forget(store: Store, kind: KeptKind, time: number, signal: AbortSignal, most = Infinity): Promise<void> {
    const { alarms, chat, desk, ledger, sounds } = store.tables
    if (kind === 'alarms') return void (await alarms.deleteBefore({ time }))
    if (kind === 'presence') return void (await desk.deleteBefore({ time }))
    if (kind === 'talk') return await this.#dropSound(await ledger.deleteBefore({ time }))
    if (kind === 'sound') return await this.#dropSound(await sounds.deleteBefore({ time }))
    const changed = new Map<number, Conversation>()
    for (let left = most; left > 0 && !signal.aborted; left -= STEP_ROWS) {
      const step = Math.min(STEP_ROWS, left)
      const { count, conversations } = await chat.deleteBefore({ time, most: step })
      for (const conversation of conversations) changed.set(conversation.id, conversation)
      if (count < step) break
    }
    if (changed.size > 0)
      this.#events.emit('chat.conversationsChanged', { upserts: [...changed.values()], removed: [] })
  }
}

/** What does not fit any more (a file of another program) counts as never set. */
async function retentionOf({ tables }: Store): Promise<Retention> {
  const text = await tables.cursors.get({ name: CURSOR })
  if (text === undefined) return DEFAULT_RETENTION
  // A kind that came later than what was set has its usual limits.
  const value: unknown = { ...DEFAULT_RETENTION, ...(JSON.parse(text) as object) }
  return problemIn(value) ? DEFAULT_RETENTION : (value as Retention)
}
