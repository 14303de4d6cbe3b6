/**
 * Alarms of the signed-in account: kept up with the platform, told to the screens, read out of the store alone. What lives as
 * long as a session is in `AlarmWork`; here is what starts and ends it, and what the screens ask for.
 */
import type {
  Alarm,
  AlarmCounts,
  AlarmFilter,
  AlarmsState,
  AlarmStep,
  Bundle,
  Claim,
  LevelTable,
  ReportRow,
} from '../../../shared/contract/alarms.ts'
import { DEFAULT_LEVELS } from '../../../shared/alarm-levels.ts'
import { Emitter } from '../../../shared/emitter.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import { queryOf } from './alarm-query.ts'
import { AlarmWork, type AlarmParts } from './alarm-work.ts'
import type { CustomMessage } from './claims.ts'
import { handleAlarms, type Handled, type Handling } from './handle-alarms.ts'
import type { ReportKind, StoredReportRow } from './report-alarms.ts'
import type { AlarmPlace } from './stored-alarm.ts'

export interface ListInput {
  readonly filter: AlarmFilter
  readonly before?: AlarmPlace
  readonly limit: number
}

export class Alarms implements SessionService {
  /** The key of what somebody said something new about. */
  readonly claimWord = new Emitter<string>()
  readonly #parts: AlarmParts
  #session: ActiveSession | undefined
  #work: AlarmWork | undefined

  constructor(parts: AlarmParts) {
    this.#parts = parts
  }

  get state(): AlarmsState {
    return this.#work?.phase.state ?? { phase: 'empty' }
  }

  start(session: ActiveSession): void {
    const { levels, events } = this.#parts
    levels.open(session.site.id)
    events.emit('alarms.cleared', {})
    this.#session = session
    this.#work = new AlarmWork(session, this.#parts, (key) => this.claimWord.emit(key))
    this.#work.start()
  }

  end(): Promise<void> {
    this.#work?.end()
    this.#work = undefined
    this.#session = undefined
    this.#parts.levels.close()
    this.#parts.events.emit('alarms.cleared', {})
    return Promise.resolve()
  }

  /** The store is another one: what was read into the former may be gone. */
  renew(): void {
    const session = this.#session
    if (!session) return
    this.#work?.end()
    this.#parts.events.emit('alarms.cleared', {})
    this.#work = new AlarmWork(session, this.#parts, (key) => this.claimWord.emit(key))
    this.#work.start()
  }

  resume(): void {
    this.hurry()
  }

  /** Tries the subscription at once: the session came back, the machine woke up. */
  hurry(): void {
    this.#work?.sync.hurry()
  }

  /** What may be a claim of a colleague, or of this account at another desk. */
  hear(message: CustomMessage): void {
    this.#work?.claims.hear(message)
  }

  counts(): Promise<AlarmCounts> {
    return this.#require().counter.read()
  }

  async list({ filter, before, limit }: ListInput): Promise<{ alarms: Alarm[]; more: boolean }> {
    const work = this.#require()
    const store = await work.store()
    const rows = await store.page({ query: this.#query(filter), before, limit: limit + 1 })
    return { alarms: rows.slice(0, limit).map((row) => work.view.alarm(row)), more: rows.length > limit }
  }

  async bundles(input: ListInput & { windowMs: number }): Promise<{ bundles: Bundle[]; more: boolean }> {
    const { filter, before, limit, windowMs } = input
    const work = this.#require()
    const store = await work.store()
    const rows = await store.bundles({ query: this.#query(filter), before, limit: limit + 1, windowMs })
    return { bundles: rows.slice(0, limit).map((row) => work.view.bundle(row)), more: rows.length > limit }
  }

  async bundleKeys(input: { key: string; windowMs: number; filter?: AlarmFilter }): Promise<string[]> {
    const { key, windowMs, filter = {} } = input
    const store = await this.#require().store()
    return await store.bundleKeys({ key, windowMs, query: this.#query(filter) })
  }

  /** Those of them that the store holds. */
  async byKeys(keys: readonly string[]): Promise<Map<string, Alarm>> {
    const work = this.#require()
    const rows = await (await work.store()).some({ keys })
    return new Map(rows.map((row) => [row.key, work.view.alarm(row)]))
  }

  /** Errors: `not-found`. */
  async card(key: string): Promise<{ alarm: Alarm; steps: AlarmStep[]; claim?: Claim }> {
    const work = this.#require()
    const store = await work.store()
    const [card, claims] = await Promise.all([store.card({ key }), work.claims.list()])
    if (!card) throw new AppError('not-found', { path: '/key' })
    const claim = claims.find((standing) => standing.key === key)
    return {
      alarm: work.view.alarm(card.alarm),
      steps: card.steps.map((step) => work.view.step(step)),
      ...(claim ? { claim } : {}),
    }
  }

  /** The answer comes when the store holds what the platform now says of them, or when that could not be asked. */
  async handle(handling: Handling, signal: AbortSignal): Promise<Handled> {
    const work = this.#require()
    const session = this.#session
    if (!session) throw new AppError('not-signed-in')
    const handled = await handleAlarms(session, handling, signal)
    const store = await work.store()
    // Those refused too: an answer that was lost may hide a handling that was done.
    const rows = await store.some({ keys: handling.keys })
    const wanted = rows.map(({ device_id, time }) => ({ deviceId: device_id, time }))
    await work.sync.refetch(wanted).catch((error: unknown) => {
      this.#parts.host.log('warn', `handled alarms were not read back: ${String(error)}`)
    })
    await work.markSeen(handled.done)
    return handled
  }

  markSeen(keys: readonly string[] | 'all'): Promise<void> {
    return this.#require().markSeen(keys)
  }

  ringing(): Promise<Alarm[]> {
    return this.#require().ringing()
  }

  claims(): Promise<Claim[]> {
    return this.#require().claims.list()
  }

  /** Of something else than alarms, whose keys begin so, said since then (epoch ms). */
  claimsOf(prefix: string, since: number): Promise<Claim[]> {
    return this.#require().claims.claimsOf(prefix, since)
  }

  /** As `claim`, of something else than an alarm. Errors: `not-found` (no group chosen), those of the call. */
  sayClaim(key: string, claimed: boolean): Promise<void> {
    return this.#require().claims.say(key, claimed)
  }

  claim(key: string, claimed: boolean): Promise<void> {
    return this.#require().claims.claim(key, claimed)
  }

  levels(): { defaults: LevelTable; own: LevelTable } {
    this.#require()
    return { defaults: { ...DEFAULT_LEVELS }, own: this.#parts.levels.own }
  }

  async setLevels(wanted: LevelTable): Promise<void> {
    const work = this.#require()
    const own = await this.#parts.levels.set(wanted)
    this.#parts.events.emit('alarms.levelsChanged', { own })
    work.counter.refresh()
  }

  async report(input: { by: ReportKind; from: number; to: number }): Promise<ReportRow[]> {
    const store = await this.#require().store()
    const { names } = this.#parts
    const nameOf = ({ key, name }: StoredReportRow): string => {
      const current = input.by === 'device' ? names.device(key) : input.by === 'handler' ? names.user(key) : undefined
      return current ?? name ?? key
    }
    return (await store.report(input)).map((row) => ({ ...reportRowOf(row), name: nameOf(row) }))
  }

  async fetchOlder(from: number, signal: AbortSignal): Promise<{ added: number }> {
    const work = this.#require()
    try {
      return { added: await work.sync.fetchOlder(from, signal) }
    } finally {
      work.phase.progress(undefined)
    }
  }

  #query(filter: AlarmFilter): ReturnType<typeof queryOf> {
    return queryOf(filter, this.#parts.levels.own)
  }

  #require(): AlarmWork {
    if (!this.#work) throw new AppError('not-signed-in')
    return this.#work
  }
}

function reportRowOf({ key, count, active, released, released_by_itself, ignored, median, p90 }: StoredReportRow) {
  return {
    key,
    count,
    active,
    released,
    releasedByItself: released_by_itself,
    ignored,
    ...(median === null ? {} : { handledMedianMs: median }),
    ...(p90 === null ? {} : { handledP90Ms: p90 }),
  }
}
