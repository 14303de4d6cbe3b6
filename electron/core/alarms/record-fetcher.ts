/**
 * Asks the record for what frames do not tell: who handled an alarm, and the key of one that came without. One after the
 * other, so that an older answer never comes after a younger one.
 */
import { Backoff } from '../../../shared/backoff.ts'
import { AppError } from '../../../shared/errors.ts'
import { inParallel } from '../../../shared/in-parallel.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { readRecords, secondsOf, type RecordFilter } from './read-records.ts'
import type { IncomingAlarm, Wanted } from './stored-alarm.ts'

const PARALLEL = 4
/** Alarms of one device closer than this are asked for at once. */
const NEAR_MS = 600_000

export interface RecordFetcherOptions {
  readonly session: ActiveSession
  readonly signal: AbortSignal
  readonly timings: Pick<Timings, 'collectMs' | 'backoffFirstMs' | 'backoffMostMs'>
  readonly take: (rows: IncomingAlarm[]) => Promise<void>
  /** What could not be asked is asked again; meanwhile nothing may be said about what is complete. */
  readonly onError: (error: unknown) => void
}

export class RecordFetcher {
  readonly #options: RecordFetcherOptions
  readonly #backoff: Backoff
  #waiting: Wanted[] = []
  #timer: NodeJS.Timeout | undefined
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: RecordFetcherOptions) {
    this.#options = options
    this.#backoff = new Backoff(options.timings.backoffFirstMs, options.timings.backoffMostMs)
    options.signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true })
  }

  /** True when nothing waits to be asked. */
  get isIdle(): boolean {
    return this.#waiting.length === 0
  }

  /** Soon, together with others, and again until it is known. */
  want(wanted: readonly Wanted[]): void {
    if (wanted.length === 0 || this.#options.signal.aborted) return
    this.#waiting.push(...wanted)
    this.#timer ??= setTimeout(() => void this.#run(), this.#options.timings.collectMs)
  }

  /** Now. Errors: those of the calls. */
  fetch(wanted: readonly Wanted[]): Promise<void> {
    const fetched = this.#last.then(() => this.#fetch(wanted))
    this.#last = fetched.catch(() => undefined)
    return fetched
  }

  async #run(): Promise<void> {
    const wanted = this.#waiting
    this.#waiting = []
    try {
      await this.fetch(wanted)
      this.#timer = undefined
      this.#backoff.reset()
      if (this.#waiting.length > 0) this.want(this.#waiting.splice(0))
    } catch (error) {
      if (this.#options.signal.aborted) return
      this.#options.onError(error)
      this.#waiting = [...wanted, ...this.#waiting]
      this.#timer = setTimeout(() => void this.#run(), this.#backoff.next())
    }
  }

  async #fetch(wanted: readonly Wanted[]): Promise<void> {
    const { session, signal, take } = this.#options
    if (signal.aborted) throw new AppError('cancelled')
    await inParallel(PARALLEL, filtersOf(wanted), (filter) => readRecords(session, filter, signal, take))
  }
}

/** One filter for each device and stretch of time. Of alarms without a device only the time is known. */
export function filtersOf(wanted: readonly Wanted[]): RecordFilter[] {
  const byDevice = Map.groupBy(wanted, ({ deviceId }) => deviceId)
  return [...byDevice].flatMap(([deviceId, alarms]) =>
    stretches(alarms.map(({ time }) => time)).map(([from, to]) => ({
      ...(deviceId === '' ? {} : { device_id: deviceId }),
      timestamp_min: secondsOf(from),
      timestamp_max: secondsOf(to),
    })),
  )
}

function stretches(times: number[]): [from: number, to: number][] {
  const found: [number, number][] = []
  for (const time of times.toSorted((a, b) => a - b)) {
    const last = found.at(-1)
    if (last && time - last[1] <= NEAR_MS) last[1] = time
    else found.push([time, time])
  }
  return found
}
