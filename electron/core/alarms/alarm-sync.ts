/** Keeps the store up with the platform as long as a session lasts: the gap first, then what the subscription tells. */
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import { pushes } from '../../../shared/platform/index.ts'
import { toEpochMs } from '../../../shared/units.ts'
import type { Host } from '../host.ts'
import { Subscription, type SubscriptionState } from '../platform/subscription.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { AlarmStore } from './alarm-store.ts'
import { incomingOfFrame, type AlarmFrame } from './alarm-rows.ts'
import type { SyncMarks } from './alarm-table.ts'
import { catchUp } from './catch-up.ts'
import { readRecords, secondsOf } from './read-records.ts'
import { RecordFetcher } from './record-fetcher.ts'
import type { IncomingAlarm, Wanted } from './stored-alarm.ts'
import type { SeenRule } from './write-alarms.ts'

/** Which of the alarms that are new are told as raised just now: all, those of the last minutes, none. */
export type RingRule = 'all' | 'recent' | 'none'

export interface TakeRules {
  readonly seen: SeenRule
  readonly ring: RingRule
  readonly marks?: Partial<SyncMarks>
}

export interface AlarmSyncOptions {
  readonly session: ActiveSession
  readonly store: () => Promise<AlarmStore>
  readonly host: Host
  readonly timings: Timings
  /** Into the store, and told. */
  readonly take: (rows: readonly IncomingAlarm[], rules: TakeRules) => Promise<{ added: number; doubtful: Wanted[] }>
  readonly onState: (state: SubscriptionState) => void
  readonly onProgress: (progress: { done: number; total: number }) => void
}

/** Frames that wait for the store go in together. */
const FRAMES_AT_ONCE = 1000

export class AlarmSync {
  readonly #options: AlarmSyncOptions
  readonly #lifetime = new AbortController()
  readonly #subscription: Subscription<typeof pushes.alarm>
  readonly #fetcher: RecordFetcher
  #frames: IncomingAlarm[] = []
  #writing = false
  #isLive = false
  #isStuck = false
  #state: SubscriptionState | undefined
  #fetchingOlder: Promise<unknown> = Promise.resolve()

  constructor(options: AlarmSyncOptions) {
    this.#options = options
    const { session, host, timings } = options
    this.#fetcher = new RecordFetcher({
      session,
      signal: this.#lifetime.signal,
      timings,
      take: (rows) => this.#takeFetched(rows),
      onError: (error) => host.log('warn', `alarm records: ${String(error)}`),
    })
    this.#subscription = new Subscription({
      push: pushes.alarm,
      connection: session.connection,
      token: () => session.keeper.token,
      renewToken: (refused) => session.keeper.renew(refused),
      catchUp: (signal) => this.#catchUp(signal),
      onFrame: (frame) => this.#receive(frame),
      onState: (state) => this.#follow(state),
      onBadFrame: (reason) => host.log('warn', `alarm: frame left out, ${reason}`),
      timings,
    })
  }

  start(): void {
    this.#subscription.start()
  }

  stop(): void {
    this.#subscription.stop()
    this.#lifetime.abort()
  }

  hurry(): void {
    this.#subscription.hurry()
  }

  /** What the platform has on record of these now, into the store. Errors: those of the calls. */
  refetch(wanted: readonly Wanted[]): Promise<void> {
    return this.#fetcher.fetch(wanted)
  }

  /** Back to `from` (epoch ms); one at a time. Returns how many are new. Errors: those of the calls, `cancelled`. */
  fetchOlder(from: number, signal: AbortSignal): Promise<number> {
    const fetched = this.#fetchingOlder.then(() => this.#fetchOlder(from, signal))
    this.#fetchingOlder = fetched.catch(() => undefined)
    return fetched
  }

  async #fetchOlder(from: number, given: AbortSignal): Promise<number> {
    const { session, take, store, onProgress } = this.#options
    const { completeFrom } = await (await store()).marks()
    if (completeFrom === 0) throw new AppError('limit', { reason: 'the newest alarms are not there yet' })
    if (from >= completeFrom) return 0
    const filter = { timestamp_min: secondsOf(from), timestamp_max: secondsOf(completeFrom) }
    let added = 0
    const signal = AbortSignal.any([given, this.#lifetime.signal])
    await readRecords(session, filter, signal, async (rows, done, total) => {
      added += (await take(rows, { seen: 'all', ring: 'none' })).added
      onProgress({ done, total })
    })
    await take([], { seen: 'all', ring: 'none', marks: { completeFrom: from } })
    return added
  }

  async #catchUp(signal: AbortSignal): Promise<void> {
    const { session, take, onProgress } = this.#options
    const store = await this.#options.store()
    const marks = await store.marks()
    const ring: RingRule = marks.raisedTo === 0 ? 'none' : 'recent'
    await catchUp({
      session,
      signal,
      marks,
      now: session.now(),
      fetcher: this.#fetcher,
      active: async () => (await store.active()).map((row) => ({ ...row, deviceId: row.device_id })),
      take: async (rows, seen) => void (await take(rows, { seen, ring })),
      setMarks: async (told) => void (await take([], { seen: 'none', ring, marks: told })),
      onProgress,
    })
  }

  #receive(frame: AlarmFrame): void {
    const incoming = incomingOfFrame(frame)
    if (!incoming) {
      const time = toEpochMs(frame.time)
      if (time !== undefined) this.#fetcher.want([{ deviceId: frame.devID, time }])
      return
    }
    this.#frames.push(incoming)
    if (!this.#writing) void this.#writeFrames()
  }

  /** What the store does not take (a full disk) waits, and nothing calls itself live meanwhile. */
  async #writeFrames(): Promise<void> {
    this.#writing = true
    const { session, take, onState, timings, host } = this.#options
    while (this.#frames.length > 0 && !this.#lifetime.signal.aborted) {
      const rows = this.#frames.slice(0, FRAMES_AT_ONCE)
      const raisedTo = Math.min(session.now(), Math.max(...rows.map(({ time }) => time)))
      try {
        const { doubtful } = await take(rows, { seen: 'none', ring: 'all', marks: { raisedTo } })
        this.#frames.splice(0, rows.length)
        this.#fetcher.want(doubtful)
        if (this.#state && this.#isStuck) onState(this.#state)
        this.#isStuck = false
      } catch (error) {
        if (this.#lifetime.signal.aborted) break
        host.log('error', `alarms were not stored, ${String(error)}`)
        this.#isStuck = true
        const waitMs = timings.backoffMostMs
        const known = error instanceof AppError ? error : new AppError('internal', { reason: String(error) })
        onState({ phase: 'lost', since: Date.now(), error: known.toEnvelope(), retryAt: Date.now() + waitMs })
        await pause(waitMs, undefined, { signal: this.#lifetime.signal }).catch(() => undefined)
      }
    }
    this.#writing = false
  }

  /** Only while nothing is missing may the mark of what is handled move on. */
  async #takeFetched(rows: IncomingAlarm[]): Promise<void> {
    const handled = Math.max(0, ...rows.map(({ handling }) => handling?.time ?? 0))
    const isComplete = this.#isLive && this.#fetcher.isIdle
    const marks = isComplete ? { handledTo: Math.min(this.#options.session.now(), handled) } : undefined
    await this.#options.take(rows, { seen: 'none', ring: this.#isLive ? 'all' : 'recent', ...(marks ? { marks } : {}) })
  }

  #follow(state: SubscriptionState): void {
    this.#state = state
    this.#isLive = state.phase === 'live'
    if (!this.#isStuck) this.#options.onState(state)
  }
}
