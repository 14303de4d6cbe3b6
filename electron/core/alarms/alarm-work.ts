/** Everything about alarms that lives as long as a session, wired together: from the platform into the store and on to the screens. */
import { ALARM_SETTINGS, type Alarm } from '../../../shared/contract/alarms.ts'
import { Scope } from '../../../shared/disposables.ts'
import type { Badge } from '../app/badge.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { Settings } from '../settings/settings.ts'
import { AlarmCounter } from './alarm-counter.ts'
import { AlarmOutlet, type AlarmChange } from './alarm-outlet.ts'
import { AlarmPhase } from './alarm-phase.ts'
import type { AlarmDatabase, AlarmStore } from './alarm-store.ts'
import { AlarmSync, type TakeRules } from './alarm-sync.ts'
import type { Taken } from './alarm-table.ts'
import { AlarmView, type CurrentNames } from './alarm-view.ts'
import { Attention } from './attention.ts'
import { Claims } from './claims.ts'
import { NameLearner } from './name-learner.ts'
import { Ringing } from './ringing.ts'
import type { SiteLevels } from './site-levels.ts'
import type { IncomingAlarm } from './stored-alarm.ts'
import { wordLanguage } from './word-language.ts'

export interface AlarmParts {
  readonly host: Host
  readonly events: CoreEvents
  readonly timings: Timings
  readonly settings: Settings
  readonly levels: SiteLevels
  readonly names: CurrentNames
  readonly database: AlarmDatabase
  readonly badge: Badge
}

/** New alarms that are older than this are no reason to call anybody when they come with what was missed. */
const RECENT_MS = 600_000

export class AlarmWork {
  readonly view: AlarmView
  readonly claims: Claims
  readonly counter: AlarmCounter
  readonly sync: AlarmSync
  readonly phase: AlarmPhase
  readonly #parts: AlarmParts
  readonly #session: ActiveSession
  readonly #outlet: AlarmOutlet
  readonly #attention: Attention
  readonly #learner: NameLearner
  readonly #ringing = new Ringing()
  readonly #scope = new Scope()

  /** `onClaimWord`: with the key of what somebody said something new about. */
  constructor(session: ActiveSession, parts: AlarmParts, onClaimWord: (key: string) => void) {
    const { host, events, timings, settings, levels, names } = parts
    this.#parts = parts
    this.#session = session
    const store = (): Promise<AlarmStore> => this.store()
    const ownLevels = () => levels.own
    const onError = (error: unknown): void => host.log('warn', `alarms: ${String(error)}`)
    this.phase = new AlarmPhase((state) => events.emit('alarms.stateChanged', state))
    this.view = new AlarmView(names, ownLevels)
    this.#outlet = new AlarmOutlet({
      collectMs: timings.collectMs,
      show: (row) => this.view.alarm(row),
      tell: (change) => this.#tell(change),
    })
    this.counter = new AlarmCounter({
      store,
      ownLevels,
      recountMs: timings.recountMs,
      now: () => session.now(),
      onError,
      tell: (counts) => {
        events.emit('alarms.countsChanged', counts)
        parts.badge.set('alarms', counts.unseen)
      },
    })
    this.#attention = new Attention({
      host,
      notifyMs: timings.notifyMs,
      isSilenced: () => settings.read('account', ALARM_SETTINGS.doNotDisturb) === true,
      language: () => wordLanguage(settings),
    })
    this.claims = new Claims({
      session,
      store,
      groupId: () => textOf(settings.read('account', ALARM_SETTINGS.claimGroup)),
      tell: (claims) => events.emit('alarms.claimsChanged', { claims }),
      onWord: onClaimWord,
      onError,
    })
    this.#learner = new NameLearner({ store, onRenamed: (rows) => this.#outlet.add(rows), onError })
    this.sync = new AlarmSync({
      session,
      store,
      host,
      timings,
      take: (rows, rules) => this.take(rows, rules),
      onState: (state) => this.phase.follow(state),
      onProgress: (backfill) => this.phase.progress(backfill),
    })
  }

  start(): void {
    const { events, host } = this.#parts
    this.phase.begin()
    this.#scope.own(events.on('fleet.devicesChanged', ({ upserts }) => this.#learner.learn('PU', upserts)))
    this.#scope.own(events.on('fleet.usersChanged', ({ upserts }) => this.#learner.learn('User', upserts)))
    this.store()
      .then((store) => store.marks())
      .then(({ raisedTo }) => this.phase.found(raisedTo))
      .then(() => this.counter.refresh())
      // Without a store nothing goes: the subscription meets the same error and shows it.
      .catch((error: unknown) => host.log('warn', `alarms: ${String(error)}`))
    this.sync.start()
  }

  end(): void {
    this.#scope.dispose()
    this.sync.stop()
    this.#attention.end()
    this.counter.end()
    this.#outlet.clear()
    this.phase.end()
    this.#parts.badge.set('alarms', 0)
  }

  async store(): Promise<AlarmStore> {
    return (await this.#parts.database.ready()).tables.alarms
  }

  /** Into the store, and told. */
  async take(rows: readonly IncomingAlarm[], { seen, ring, marks }: TakeRules): Promise<Taken> {
    const platformNow = this.#session.now()
    const store = await this.store()
    const taken = await store.take({ rows, seen, now: Date.now(), platformNow, ...(marks ? { marks } : {}) })
    const news = new Set(ring === 'none' ? [] : taken.raised)
    const raised = taken.changed.filter(
      ({ key, time }) => news.has(key) && (ring === 'all' || time > platformNow - RECENT_MS),
    )
    this.#outlet.add(
      taken.changed,
      raised.map(({ key }) => key),
    )
    return taken
  }

  /** Raised since the session began, urgent and unseen. */
  async ringing(): Promise<Alarm[]> {
    const rows = await (await this.store()).some({ keys: this.#ringing.keys })
    return rows.map((row) => this.view.alarm(row))
  }

  /** Seen at this desk: these, or all there are. */
  async markSeen(keys: readonly string[] | 'all'): Promise<void> {
    const store = await this.store()
    this.#outlet.add(keys === 'all' ? await store.markAllSeen() : await store.markSeen({ keys }))
  }

  #tell(change: AlarmChange): void {
    this.#ringing.follow(change)
    this.#parts.events.emit('alarms.changed', change)
    this.counter.refresh()
    this.claims.refresh().catch((error: unknown) => this.#parts.host.log('warn', `claims: ${String(error)}`))
    const raised = new Set(change.raised)
    if (raised.size > 0) this.#attention.raise(change.alarms.filter(({ key }) => raised.has(key)))
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
