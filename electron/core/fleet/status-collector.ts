import type { StatusChange } from '../../../shared/contract/fleet.ts'

/** Collects flips for a moment, the last of each device wins: a district that loses its network is one event, not five hundred. */
export class StatusCollector {
  readonly #collectMs: number
  readonly #tell: (changes: StatusChange[]) => void
  readonly #waiting = new Map<string, StatusChange>()
  #timer: NodeJS.Timeout | undefined

  constructor(collectMs: number, tell: (changes: StatusChange[]) => void) {
    this.#collectMs = collectMs
    this.#tell = tell
  }

  add(change: StatusChange): void {
    this.#waiting.set(change.id, change)
    this.#timer ??= setTimeout(() => this.flush(), this.#collectMs)
  }

  flush(): void {
    const changes = [...this.#waiting.values()]
    this.clear()
    if (changes.length > 0) this.#tell(changes)
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#waiting.clear()
  }
}
