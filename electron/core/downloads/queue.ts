/** Whose turn it is. */
import type { Download } from '../../../shared/contract/downloads.ts'

/** Files at once: more would only take the line from each other, and from live pictures. */
const MOST_AT_ONCE = 3
/** A device sends over a radio link that has other work. */
const MOST_PER_DEVICE = 1

const RANK: Readonly<Record<Download['priority'], number>> = { high: 0, normal: 1, low: 2 }

type Waiting = Pick<Download, 'id' | 'state' | 'priority' | 'source'>

/** Those that may start now, by priority and then by age. */
export function nextToRun<T extends Waiting>(all: Iterable<T>): T[] {
  const rows = [...all]
  const running = rows.filter(({ state }) => state === 'running')
  const queued = rows.filter(({ state }) => state === 'queued')
  const started: T[] = []
  const busy = (puid: string): number =>
    [...running, ...started].filter(({ source }) => source.kind === 'device' && source.puid === puid).length
  for (const row of queued.toSorted((a, b) => RANK[a.priority] - RANK[b.priority] || a.id - b.id)) {
    if (running.length + started.length >= MOST_AT_ONCE) break
    if (row.source.kind === 'device' && busy(row.source.puid) >= MOST_PER_DEVICE) continue
    started.push(row)
  }
  return started
}
