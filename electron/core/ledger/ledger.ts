/** Writes down every speech it is told of, in the account's database, and tells the windows. */
import type { Off } from '../../../shared/disposables.ts'
import type { LedgerBurst } from '../../../shared/contract/ledger.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AccountDatabase } from '../db/account-database.ts'
import type { NamedRow } from '../db/names-table.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import type { Burst, BurstSource } from './burst.ts'
import type { LedgerQuery, NewBurst } from './ledger-table.ts'
import type { TalkSound } from './talk-sound.ts'

export interface LedgerParts {
  readonly database: Pick<AccountDatabase, 'ready'>
  readonly events: CoreEvents
  readonly timings: Pick<Timings, 'collectMs'>
  readonly log: Host['log']
  readonly sources: readonly BurstSource[]
  readonly sound: TalkSound
}

export class Ledger implements SessionService {
  readonly #parts: LedgerParts
  #waiting: Burst[] = []
  #timer: NodeJS.Timeout | undefined
  #offs: Off[] = []
  /** The platform's clock minus this machine's, ms. */
  #aheadMs: () => number = () => 0

  constructor(parts: LedgerParts) {
    this.#parts = parts
  }

  start(session: ActiveSession): void {
    this.#aheadMs = () => session.now() - Date.now()
    this.#offs = this.#parts.sources.map((source) => source.onBurst((burst) => this.#take(burst)))
    this.#parts.sound.start(session, async (begun) => {
      const aheadMs = this.#aheadMs()
      const { tables } = await this.#parts.database.ready()
      await tables.names.upsert({ rows: namesIn(begun, aheadMs) })
      return beginningOf(begun, aheadMs)
    })
  }

  get sound(): TalkSound {
    return this.#parts.sound
  }

  /** What is said until the end is written: who tells of it ended before. */
  async end(): Promise<void> {
    for (const off of this.#offs.splice(0)) off()
    await this.#write()
    await this.#parts.sound.end()
  }

  /** Newest first. Errors: those of the database. */
  async list({ limit, ...query }: LedgerQuery): Promise<{ bursts: LedgerBurst[]; more: boolean }> {
    const { tables } = await this.#parts.database.ready()
    const found = await tables.ledger.list({ ...query, limit: limit + 1 })
    return { bursts: found.slice(0, limit), more: found.length > limit }
  }

  /** Errors: `not-found`, those of the database. */
  async one(id: number): Promise<LedgerBurst> {
    const { tables } = await this.#parts.database.ready()
    const found = await tables.ledger.one({ id })
    if (!found) throw new AppError('not-found', { reason: 'speech' })
    return found
  }

  #take(burst: Burst): void {
    this.#waiting.push(burst)
    this.#parts.sound.over(burst.speech)
    this.#timer ??= setTimeout(() => void this.#write(), this.#parts.timings.collectMs)
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const bursts = this.#waiting.splice(0)
    if (bursts.length === 0) return
    const aheadMs = this.#aheadMs()
    try {
      const { tables } = await this.#parts.database.ready()
      await tables.names.upsert({ rows: bursts.flatMap((burst) => namesIn(burst, aheadMs)) })
      const added = await tables.ledger.add({ bursts: bursts.map((burst) => rowOf(burst, aheadMs)) })
      this.#parts.events.emit('ledger.added', { bursts: added })
      bursts.forEach(({ speech }, at) => {
        const line = added[at]
        if (speech !== undefined && line) this.#parts.sound.written(speech, line.id)
      })
    } catch (error) {
      this.#parts.log('error', `${bursts.length} speeches are missing in the ledger: ${String(error)}`)
    }
  }
}

function rowOf(burst: Burst, aheadMs: number): NewBurst {
  const { startedAt, endedAt, end } = burst
  return { ...beginningOf(burst, aheadMs), length: Math.max(0, Math.round(endedAt - startedAt)), ended: end }
}

type Beginning = Omit<Burst, 'endedAt' | 'end'>

function beginningOf(begun: Beginning, aheadMs: number): Omit<NewBurst, 'length' | 'ended'> {
  const { kind, place, channel = null, speakerKind, speaker, isMine, startedAt } = begun
  return { kind, place, channel, speakerKind, speaker, mine: isMine ? 1 : 0, time: Math.round(startedAt + aheadMs) }
}

/** A name that is the ID says nothing. */
function namesIn(burst: Beginning, aheadMs: number): NamedRow[] {
  const at = Math.round(burst.startedAt + aheadMs)
  const placeKind = burst.kind === 'conference' ? ('IMGroup' as const) : ('PU' as const)
  return [
    { kind: placeKind, id: burst.place, name: burst.placeName, at },
    { kind: burst.speakerKind, id: burst.speaker, name: burst.speakerName, at },
  ].filter(({ id, name }) => name !== '' && name !== id)
}
