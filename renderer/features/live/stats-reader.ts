/** Reads the statistics of one pane once a second, and only while somebody looks at them. */
import { shallowRef, type ShallowRef } from 'vue'
import { paneStats, type PaneStats } from './stats.ts'
import type { StatsReport } from './media-sample.ts'
import type { Attempt } from './attempt.ts'

const INTERVAL_MS = 1_000

export interface StatsReader {
  /** Undefined before the first reading of an attempt. */
  readonly numbers: ShallowRef<PaneStats | undefined>
  /** The overlay is open. */
  readonly shown: ShallowRef<boolean>
  /** Called with each round of the watchdog. */
  watch(): void
  /** The attempt ended: its counters say nothing about the next one. */
  reset(): void
}

export function statsReader(attempt: () => Attempt | undefined, now: () => number): StatsReader {
  const numbers = shallowRef<PaneStats>()
  const shown = shallowRef(false)
  let before: StatsReport | undefined
  let readAt = -INTERVAL_MS

  async function read(current: Attempt): Promise<void> {
    const report = await current.report().catch(() => undefined)
    if (!report || current !== attempt()) return
    numbers.value = { ...paneStats(report, before), ...ageOf(current) }
    before = report
  }

  return {
    numbers,
    shown,
    watch() {
      const current = attempt()
      // A little early rather than a whole round late.
      if (!shown.value || !current || now() - readAt < INTERVAL_MS - 50) return
      readAt = now()
      void read(current)
    },
    reset() {
      before = undefined
      readAt = -INTERVAL_MS
      numbers.value = undefined
    },
  }
}

function ageOf(attempt: Attempt): Pick<PaneStats, 'senderAgeMs' | 'isSenderClockWrong'> {
  const age = attempt.senderAge()
  return age?.ms === undefined ? {} : { senderAgeMs: age.ms, isSenderClockWrong: age.isClockWrong }
}
