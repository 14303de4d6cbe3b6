/**
 * One timer for all panes. Every 250 ms each pane looks whether its picture still moves, its deadlines are carried on and
 * the age of its picture is written. One timer, so that sixteen panes cost one wake-up.
 */
import type { Off } from '../../../shared/disposables.ts'

export const WATCH_INTERVAL_MS = 250

export interface Watched {
  watch(): void
}

/** @returns off-function */
export function startWatchdog(panes: readonly Watched[]): Off {
  const timer = setInterval(() => {
    for (const pane of panes) pane.watch()
  }, WATCH_INTERVAL_MS)
  return () => clearInterval(timer)
}
