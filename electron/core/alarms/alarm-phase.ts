/** How far what is in the store can be trusted, in the words of the contract. */
import type { AlarmsState } from '../../../shared/contract/alarms.ts'
import type { SubscriptionState } from '../platform/subscription.ts'

export class AlarmPhase {
  readonly #tell: (state: AlarmsState) => void
  #state: AlarmsState = { phase: 'empty' }

  constructor(tell: (state: AlarmsState) => void) {
    this.#tell = tell
  }

  get state(): AlarmsState {
    return this.#state
  }

  begin(): void {
    this.#set({ phase: 'loading' })
  }

  /** The store holds alarms from before, up to then (epoch ms). */
  found(raisedTo: number): void {
    if (this.#state.phase === 'loading' && raisedTo > 0)
      this.#set({ ...this.#state, phase: 'stale', staleSince: raisedTo })
  }

  follow(state: SubscriptionState): void {
    if (state.phase === 'live') this.#set({ phase: 'live' })
    else if (state.phase === 'lost') {
      const { error, retryAt } = state
      const { phase, staleSince = state.since } = this.#state
      this.#set({ ...(phase === 'loading' ? { phase } : { phase: 'stale', staleSince }), error, retryAt })
    }
  }

  /** Undefined when what was fetched is there. */
  progress(backfill: AlarmsState['backfill']): void {
    const { backfill: _, error: __, retryAt: ___, ...rest } = this.#state
    this.#set({ ...rest, ...(backfill ? { backfill } : {}) })
  }

  end(): void {
    this.#set({ phase: 'empty' })
  }

  #set(state: AlarmsState): void {
    this.#state = state
    this.#tell(state)
  }
}
