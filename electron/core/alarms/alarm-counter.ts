/** How many alarms there are, told when it changes, and again while it falls by itself: the last ten minutes move on. */
import { ALARM_LEVELS, type AlarmCounts, type LevelTable } from '../../../shared/contract/alarms.ts'
import { levelOf } from '../../../shared/alarm-levels.ts'
import type { AlarmStore } from './alarm-store.ts'
import type { TypeCount } from './read-alarms.ts'

const LATELY_MS = 600_000

export interface AlarmCounterOptions {
  readonly store: () => Promise<AlarmStore>
  readonly ownLevels: () => LevelTable
  readonly recountMs: number
  /** Epoch ms by the platform's clock. */
  readonly now: () => number
  readonly tell: (counts: AlarmCounts) => void
  readonly onError: (error: unknown) => void
}

export class AlarmCounter {
  readonly #options: AlarmCounterOptions
  #told = ''
  #timer: NodeJS.Timeout | undefined
  #counting: Promise<void> | undefined
  #again = false
  #isOver = false

  constructor(options: AlarmCounterOptions) {
    this.#options = options
  }

  async read(): Promise<AlarmCounts> {
    const store = await this.#options.store()
    const { types, recent } = await store.counts({ from: this.#options.now() - LATELY_MS })
    return countsOf(types, recent, this.#options.ownLevels())
  }

  /** Counts and tells what is new. Asked while it counts, it counts once more. */
  refresh(): void {
    if (this.#isOver) return
    this.#again = true
    this.#counting ??= this.#count()
      .catch((error: unknown) => {
        if (!this.#isOver) this.#options.onError(error)
      })
      .finally(() => {
        this.#counting = undefined
        // Asked between the last look and here.
        if (this.#again) this.refresh()
      })
  }

  end(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
  }

  async #count(): Promise<void> {
    while (this.#again) {
      this.#again = false
      const counts = await this.read()
      if (this.#isOver) return
      clearTimeout(this.#timer)
      if (counts.lastTenMinutes > 0) this.#timer = setTimeout(() => this.refresh(), this.#options.recountMs)
      const text = JSON.stringify(counts)
      if (text !== this.#told) this.#options.tell(counts)
      this.#told = text
    }
  }
}

export function countsOf(types: readonly TypeCount[], recent: number, ownLevels: LevelTable): AlarmCounts {
  const byLevel: Record<string, number> = Object.fromEntries(ALARM_LEVELS.map((level) => [level, 0]))
  let active = 0
  let unseen = 0
  for (const count of types) {
    const level = levelOf(count.type, ownLevels)
    byLevel[level] = (byLevel[level] ?? 0) + count.active
    active += count.active
    unseen += count.unseen
  }
  return { active, unseen, byLevel, lastTenMinutes: recent }
}
