/**
 * Writes down which units come and go: as the fleet tells it, and after a gap from the platform's own log. Documentation:
 * "Device online/offline logs".
 */
import type { StatusChange } from '../../../shared/contract/fleet.ts'
import type { DataOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { toEpochMs } from '../../../shared/units.ts'
import type { DeskStore } from '../alarms/alarm-store.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { PresenceEvent } from './desk-table.ts'

const PAGE_SIZE = 500
const PARALLEL = 2
/** The log is written when the platform finds the time: what is near the end of the known is read again. */
const OVERLAP_MS = 60_000
/** After a longer absence only the last days are of interest. */
const LONGEST_MS = 7 * 86_400_000

export interface PresenceLogOptions {
  readonly session: ActiveSession
  readonly store: () => Promise<DeskStore>
  readonly nameOf: (deviceId: string) => string | undefined
  readonly onError: (error: unknown) => void
}

export class PresenceLog {
  readonly #options: PresenceLogOptions
  readonly #lifetime = new AbortController()
  #filling: Promise<void> | undefined
  /** False while something may be missing: then what is told does not move the mark. */
  #isComplete = false

  constructor(options: PresenceLogOptions) {
    this.#options = options
  }

  note(changes: readonly StatusChange[]): void {
    const { session, store, nameOf, onError } = this.#options
    const events = changes.map(({ id, online, time }) => ({ deviceId: id, name: nameOf(id) ?? id, online, time }))
    const upTo = Math.min(session.now(), Math.max(...events.map(({ time }) => time)))
    store()
      .then((tables) => tables.addPresence({ events, ...(this.#isComplete ? { upTo } : {}) }))
      .catch(onError)
  }

  /** The fleet is told of what happens no longer. */
  lost(): void {
    this.#isComplete = false
  }

  /** Fetches what was missed, once at a time. An account that may not read the log goes without. */
  fill(): void {
    this.#filling ??= this.#fill()
      .catch((error: unknown) => {
        if (!this.#lifetime.signal.aborted) this.#options.onError(error)
      })
      .finally(() => (this.#filling = undefined))
  }

  end(): void {
    this.#lifetime.abort()
  }

  async #fill(): Promise<void> {
    const store = await this.#options.store()
    const { presenceTo } = await store.marks()
    const now = this.#options.session.now()
    // The first time there is nothing that could have been missed.
    if (presenceTo !== undefined) await this.#read(store, Math.max(presenceTo - OVERLAP_MS, now - LONGEST_MS), now)
    await store.addPresence({ events: [], upTo: now })
    this.#isComplete = true
  }

  async #read(store: DeskStore, from: number, to: number): Promise<void> {
    const filter = { timestamp_min: Math.floor(from / 1000), timestamp_max: Math.ceil(to / 1000) }
    const pages = this.#options.session.pages(
      operations.log.devicesOnline,
      { body: { page: 0, pageSize: PAGE_SIZE, filter } },
      { pageSize: PAGE_SIZE, parallel: PARALLEL, signal: this.#lifetime.signal },
    )
    for await (const { rows } of pages) {
      const events = rows
        .flatMap((row) => eventsOf(row, this.#options.nameOf))
        .filter(({ time }) => time >= from && time <= to)
      await store.addPresence({ events })
    }
  }
}

type LogRow = DataOf<typeof operations.log.devicesOnline>[number]

/** A row tells of one stay: when it began and, when it is over, when it ended. */
function eventsOf(row: LogRow, nameOf: (id: string) => string | undefined): PresenceEvent[] {
  const { device_id: deviceId, device_name } = row
  if (!deviceId) return []
  const event = { deviceId, name: nameOf(deviceId) ?? (device_name || deviceId) }
  const came = toEpochMs(row.online_timestamp)
  const went = toEpochMs(row.offline_timestamp)
  return [
    ...(came === undefined ? [] : [{ ...event, online: true, time: came }]),
    ...(went === undefined ? [] : [{ ...event, online: false, time: went }]),
  ]
}
