/**
 * Closes the gap between the store and the platform: what was raised since, what was handled since (an old alarm may have
 * been handled while we were away), and what is active here but not there any more (a device takes an alarm back without
 * anybody's handling).
 */
import { AlarmState } from '../../../shared/platform/alarm.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SyncMarks } from './alarm-table.ts'
import { readRecords, secondsOf, type RecordFilter } from './read-records.ts'
import type { RecordFetcher } from './record-fetcher.ts'
import type { IncomingAlarm, Wanted } from './stored-alarm.ts'
import type { SeenRule } from './write-alarms.ts'

const DAY_MS = 86_400_000
/** How far back the first fill goes. */
export const FIRST_FILL_MS = 7 * DAY_MS
/** Devices tell late and clocks differ: what is near the end of the known is read again. */
export const OVERLAP_MS = 600_000

export interface CatchUpOptions {
  readonly session: ActiveSession
  readonly signal: AbortSignal
  readonly marks: SyncMarks
  readonly now: number
  readonly fetcher: RecordFetcher
  /** Active alarms of the store. */
  readonly active: () => Promise<readonly (Wanted & { readonly key: string })[]>
  readonly take: (rows: IncomingAlarm[], seen: SeenRule) => Promise<void>
  readonly setMarks: (marks: Partial<SyncMarks>) => Promise<void>
  readonly onProgress: (progress: { done: number; total: number }) => void
}

/** Errors: those of the calls and of the store. */
export async function catchUp(options: CatchUpOptions): Promise<void> {
  const { marks, now, setMarks } = options
  const isFirst = marks.raisedTo === 0
  const from = isFirst ? now - FIRST_FILL_MS : marks.raisedTo
  const reader = new GapReader(options, { raisedTo: from, handledTo: Math.max(marks.handledTo, marks.completeFrom, 0) })
  await reader.read({ timestamp_min: secondsOf(isFirst ? from : from - OVERLAP_MS) }, isFirst ? 'over' : 'none')
  if (!isFirst) {
    const handledFrom = (marks.handledTo || marks.completeFrom) - OVERLAP_MS
    await reader.read({ process_time_min: secondsOf(handledFrom) }, 'none')
  }
  await setMarks({ ...reader.marks, ...(isFirst ? { completeFrom: from } : {}) })
  await checkActive(options, reader)
}

/** Reads one list after the other; knows how far the whole has come, and up to when things are in the store. */
class GapReader {
  readonly #options: CatchUpOptions
  #raisedTo: number
  #handledTo: number
  #doneBefore = 0

  constructor(options: CatchUpOptions, known: { raisedTo: number; handledTo: number }) {
    this.#options = options
    this.#raisedTo = known.raisedTo
    this.#handledTo = known.handledTo
  }

  get marks(): { raisedTo: number; handledTo: number } {
    return { raisedTo: this.#raisedTo, handledTo: this.#handledTo }
  }

  async read(filter: RecordFilter, seen: SeenRule, onRows?: (rows: IncomingAlarm[]) => void): Promise<void> {
    const { session, signal, take, onProgress } = this.#options
    let last = 0
    await readRecords(session, filter, signal, async (rows, done, total) => {
      await take(rows, seen)
      onRows?.(rows)
      for (const { time, handling } of rows) this.#note(time, handling?.time ?? 0)
      last = done
      onProgress({ done: this.#doneBefore + done, total: this.#doneBefore + total })
    })
    this.#doneBefore += last
  }

  /** A device whose clock is ahead must not make us skip what comes until then. */
  #note(raised: number, handled: number): void {
    const { now } = this.#options
    this.#raisedTo = Math.max(this.#raisedTo, Math.min(raised, now))
    this.#handledTo = Math.max(this.#handledTo, Math.min(handled, now))
  }
}

async function checkActive({ active, fetcher }: CatchUpOptions, reader: GapReader): Promise<void> {
  const known = await active()
  const oldest = known[0]
  if (!oldest) return
  const still = new Set<string>()
  const filter = { status: [AlarmState.active], timestamp_min: secondsOf(oldest.time) }
  await reader.read(filter, 'none', (rows) => {
    for (const { key } of rows) still.add(key)
  })
  await fetcher.fetch(known.filter(({ key }) => !still.has(key)))
}
