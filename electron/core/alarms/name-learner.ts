/** Hands names that the fleet brings on to the store, each once: most of what the fleet tells are states, not names. */
import type { AlarmStore } from './alarm-store.ts'
import type { KnownName } from './alarm-names.ts'
import type { StoredAlarm } from './stored-alarm.ts'

export interface NameLearnerOptions {
  readonly store: () => Promise<AlarmStore>
  /** Alarms that show another name than before. */
  readonly onRenamed: (rows: StoredAlarm[]) => void
  readonly onError: (error: unknown) => void
}

export class NameLearner {
  readonly #options: NameLearnerOptions
  readonly #told = new Map<string, string>()

  constructor(options: NameLearnerOptions) {
    this.#options = options
  }

  learn(kind: KnownName['kind'], rows: readonly { readonly id: string; readonly name: string }[]): void {
    const known = rows
      .filter(({ id, name }) => this.#told.get(`${kind} ${id}`) !== name)
      .map(({ id, name }): KnownName => ({ kind, id, name }))
    if (known.length === 0) return
    for (const { id, name } of known) this.#told.set(`${kind} ${id}`, name)
    this.#options
      .store()
      .then((store) => store.learnNames({ known, now: Date.now() }))
      .then((renamed) => this.#options.onRenamed(renamed))
      .catch((error: unknown) => this.#options.onError(error))
  }
}
