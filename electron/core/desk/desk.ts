/** What happened while nobody sat here, and when somebody came back. */
import type { MissedItem } from '../../../shared/contract/desk.ts'
import { Scope } from '../../../shared/disposables.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AlarmDatabase, DeskStore } from '../alarms/alarm-store.ts'
import type { Alarms } from '../alarms/alarms.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import { Absence, type Away } from './absence.ts'
import type { RankedPlace, Stretch } from './desk-table.ts'
import { missedPage, type MissedMessages } from './missed.ts'
import { PresenceLog } from './presence-log.ts'

export interface DeskParts {
  readonly host: Host
  readonly events: CoreEvents
  readonly timings: Timings
  readonly database: AlarmDatabase
  readonly alarms: Alarms
  /** Absent as long as the program has no chat. */
  readonly messages?: MissedMessages
  readonly deviceName: (id: string) => string | undefined
}

export interface MissedInput {
  readonly since?: number
  readonly after?: RankedPlace
  readonly limit: number
}

export interface Missed {
  since: number
  items: MissedItem[]
  next?: RankedPlace
  counts: { alarms: number; messages: number; presence: number }
}

interface DeskWork {
  readonly session: ActiveSession
  readonly absence: Absence
  readonly scope: Scope
  /** Somebody came back, and nothing that they missed is known yet: the gap is still being closed. */
  returned: Away | undefined
}

export class Desk implements SessionService {
  readonly #parts: DeskParts
  #work: DeskWork | undefined

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  start(session: ActiveSession): void {
    const { host, events, timings, deviceName } = this.#parts
    const store = (): Promise<DeskStore> => this.#store()
    const { presentMs, awayMs } = timings
    const scope = new Scope()
    const absence = new Absence({ store, presentMs, awayMs })
    const work: DeskWork = { session, absence, scope, returned: undefined }
    this.#work = work
    const onError = (error: unknown): void => host.log('warn', `who came and went: ${String(error)}`)
    const log = new PresenceLog({ session, store, nameOf: deviceName, onError })
    scope.own(() => log.end())
    scope.own(events.on('fleet.devicesStatusChanged', ({ changes }) => log.note(changes)))
    scope.own(
      events.on('fleet.stateChanged', ({ phase }) => {
        if (phase === 'live') log.fill()
        else if (phase === 'stale') log.lost()
      }),
    )
    const again = (): void => void this.#tellReturn(work)
    for (const name of ['alarms.changed', 'alarms.stateChanged', 'fleet.stateChanged'] as const)
      scope.own(events.on(name, again))
  }

  end(): Promise<void> {
    this.#work?.scope.dispose()
    this.#work = undefined
    return Promise.resolve()
  }

  async present(): Promise<void> {
    const work = this.#require()
    const now = Date.now()
    if (await work.absence.present(now)) {
      work.returned = byPlatformClock(await work.absence.stretch(now), work.session)
      await this.#tellReturn(work)
    }
  }

  async caughtUp(): Promise<void> {
    const work = this.#require()
    work.returned = undefined
    await work.absence.caughtUp()
  }

  async missed({ since: given, after, limit }: MissedInput): Promise<Missed> {
    const { absence, session } = this.#require()
    const { messages, deviceName } = this.#parts
    const away = byPlatformClock(await absence.stretch(Date.now()), session)
    const since = given ?? away.since
    const range = rangeOf({ since, until: given === undefined ? away.until : Number.MAX_SAFE_INTEGER })
    const store = await this.#store()
    const sources = {
      messages,
      deviceName,
      alarms: (stretch: Stretch) => this.#alarms(store, stretch),
      presence: (stretch: Stretch) => store.presence(stretch),
    }
    const [page, counts] = await Promise.all([
      missedPage(sources, { ...range, limit, ...(after ? { after } : {}) }),
      this.#counts(store, range),
    ])
    return { since, ...page, counts }
  }

  async #alarms(store: DeskStore, stretch: Stretch) {
    const places = await store.alarms(stretch)
    const alarms = await this.#parts.alarms.byKeys(places.map(({ key }) => key))
    return places.flatMap(({ key, time, rank }) => {
      const alarm = alarms.get(key)
      return alarm ? [{ time, rank, alarm }] : []
    })
  }

  async #counts(store: DeskStore, range: { from: number; until: number }): Promise<Missed['counts']> {
    const [counts, messages] = await Promise.all([store.counts(range), this.#parts.messages?.count(range) ?? 0])
    return { ...counts, messages }
  }

  /** Once, when something is known that happened meanwhile. */
  async #tellReturn(work: DeskWork): Promise<void> {
    const away = work.returned
    if (!away) return
    try {
      const { alarms, messages, presence } = await this.#counts(await this.#store(), rangeOf(away))
      if (alarms + messages + presence === 0 || work.returned !== away || this.#work !== work) return
      work.returned = undefined
      this.#parts.events.emit('desk.returned', { since: away.since, awayMs: away.until - away.since })
    } catch (error) {
      this.#parts.host.log('warn', `what was missed: ${String(error)}`)
    }
  }

  async #store(): Promise<DeskStore> {
    return (await this.#parts.database.ready()).tables.desk
  }

  #require(): DeskWork {
    if (!this.#work) throw new AppError('not-signed-in')
    return this.#work
  }
}

/** Who was here is known by this machine's clock, what happened meanwhile by the platform's: rather something too much than one missed. */
function byPlatformClock({ since, until }: Away, { connection }: ActiveSession): Away {
  const { ms, errorMs } = connection.clock.ahead
  return { since: since + ms - errorMs, until: Math.min(until + ms + errorMs, Number.MAX_SAFE_INTEGER) }
}

/** The platform counts in seconds: what happened just after somebody left has the time of the second before. */
function rangeOf({ since, until }: Away): { from: number; until: number } {
  return { from: Math.floor(since / 1000) * 1000, until }
}
