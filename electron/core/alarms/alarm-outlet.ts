/** Tells what changed in the store, collected for a moment: of an alarm that changes twice the last is told. */
import type { Alarm } from '../../../shared/contract/alarms.ts'
import type { StoredAlarm } from './stored-alarm.ts'

/** In one event. */
const MOST_ALARMS = 1000

export interface AlarmChange {
  readonly alarms: Alarm[]
  /** Keys of those that were raised just now. */
  readonly raised: string[]
}

export interface AlarmOutletOptions {
  readonly collectMs: number
  readonly show: (row: StoredAlarm) => Alarm
  readonly tell: (change: AlarmChange) => void
}

export class AlarmOutlet {
  readonly #options: AlarmOutletOptions
  readonly #rows = new Map<string, StoredAlarm>()
  readonly #raised = new Set<string>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: AlarmOutletOptions) {
    this.#options = options
  }

  add(rows: readonly StoredAlarm[], raised: readonly string[] = []): void {
    for (const row of rows) this.#rows.set(row.key, row)
    for (const key of raised) this.#raised.add(key)
    if (this.#rows.size > 0) this.#timer ??= setTimeout(() => this.flush(), this.#options.collectMs)
  }

  flush(): void {
    const rows = [...this.#rows.values()]
    const raised = new Set(this.#raised)
    this.clear()
    for (let at = 0; at < rows.length; at += MOST_ALARMS) {
      const alarms = rows.slice(at, at + MOST_ALARMS).map((row) => this.#options.show(row))
      this.#options.tell({ alarms, raised: alarms.map(({ key }) => key).filter((key) => raised.has(key)) })
    }
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#rows.clear()
    this.#raised.clear()
  }
}
