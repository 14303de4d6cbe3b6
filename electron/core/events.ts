/** What the core tells. `emit` is typed by the contract; every served connection subscribes and passes on what it listens to. */
import type { EventName, EventPayload } from '../../shared/contract/define.ts'
import type { WatchpostContract } from '../../shared/contract/index.ts'
import type { Off } from '../../shared/disposables.ts'
import type { EventSource } from '../../shared/wire.ts'

export class CoreEvents implements EventSource {
  #listeners: readonly ((name: string, payload: unknown) => void)[] = []

  emit<N extends EventName<WatchpostContract>>(name: N, payload: EventPayload<WatchpostContract, N>): void {
    for (const listener of this.#listeners) listener(name, payload)
  }

  /** For services that follow what another one tells. */
  on<N extends EventName<WatchpostContract>>(
    name: N,
    listener: (payload: EventPayload<WatchpostContract, N>) => void,
  ): Off {
    return this.subscribe((told, payload) => {
      if (told === name) listener(payload as EventPayload<WatchpostContract, N>)
    })
  }

  subscribe(listener: (name: string, payload: unknown) => void): Off {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener)
    }
  }
}
