import type { ConnectionState } from '../../../shared/contract/session.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import type { CoreEvents } from '../events.ts'
import type { ConnectionFacts } from '../platform/connection.ts'

/** A measure that gets sharper is not told each time. */
const CLOCK_MOVED_MS = 1000

/** Whether calls reach the platform and since when, measured by what happened to them; how far its clock is from ours, and by which network it is reached. */
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
  begin(facts: Partial<ConnectionFacts> = {}): void {
    this.#set({ reachable: true, since: Date.now(), ...facts })
  }

  /** What a call met: undefined when the platform was reached. */
  note(away: ErrorEnvelope | undefined, facts: Partial<ConnectionFacts> = {}): void {
    const reachable = away === undefined
    const { reachable: was, since, error, clockAheadMs: toldMs, network: toldNetwork } = this.#state
    const { clockAheadMs = toldMs, network = toldNetwork } = facts
    const clockMoved = clockAheadMs !== undefined && Math.abs(clockAheadMs - (toldMs ?? Infinity)) >= CLOCK_MOVED_MS
    if (reachable === was && away?.code === error?.code && !clockMoved && network === toldNetwork) return
    this.#set({
      reachable,
      // Another reason does not make an outage younger.
      since: reachable === was ? since : Date.now(),
      ...(away ? { error: away } : {}),
      ...(clockAheadMs === undefined ? {} : { clockAheadMs }),
      ...(network === undefined ? {} : { network }),
    })
  }

  #set(state: ConnectionState): void {
    this.#state = state
    this.#events.emit('session.connectionChanged', state)
  }
}
