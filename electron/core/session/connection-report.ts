import type { ConnectionState } from '../../../shared/contract/session.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import type { CoreEvents } from '../events.ts'

/** Whether calls reach the platform and since when, measured by what happened to them. */
export class ConnectionReport {
  readonly #events: CoreEvents
  #state: ConnectionState = { reachable: true, since: Date.now() }

  constructor(events: CoreEvents) {
    this.#events = events
  }

  get state(): ConnectionState {
    return this.#state
  }

  /** A session begins: what it knows is as old as itself. */
  begin(): void {
    this.#set({ reachable: true, since: Date.now() })
  }

  /** What a call met: undefined when the platform was reached. */
  note(away: ErrorEnvelope | undefined): void {
    const reachable = away === undefined
    const { reachable: was, since, error } = this.#state
    if (reachable === was && away?.code === error?.code) return
    // Another reason does not make an outage younger.
    this.#set({ reachable, since: reachable === was ? since : Date.now(), ...(away ? { error: away } : {}) })
  }

  #set(state: ConnectionState): void {
    this.#state = state
    this.#events.emit('session.connectionChanged', state)
  }
}
