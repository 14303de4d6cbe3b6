/** Alarms one by one, newest first: a projection of the store's pages and events that can be dropped and read again. */
import { shallowRef } from 'vue'
import type { Alarm, AlarmFilter } from '../../../shared/contract/alarms.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { passes } from './alarm-filter.ts'
import { compareAlarms, type AlarmChange, type AlarmLine, type LineSource } from './alarm-line.ts'

const PAGE = 100
/** Kept while the top is on screen: a flood must not grow the list for ever; what is cut is in the store. */
const MOST_AT_TOP = 1000
/** More that wait than this are read from the store instead. */
const MOST_WAITING = 2000

type Client = Pick<WatchpostClient, 'alarms'>

export class AlarmList implements LineSource {
  readonly lines = shallowRef<readonly AlarmLine[]>([])
  readonly more = shallowRef(false)
  readonly loading = shallowRef(false)
  readonly error = shallowRef<ErrorEnvelope>()
  readonly fresh = shallowRef(0)
  readonly #client: Client
  readonly #filter: AlarmFilter
  #rows: Alarm[] = []
  readonly #waiting = new Map<string, Alarm>()
  #overflowed = false
  #reading = false
  /** Counts the reads: an answer to an older one is not for this list any more. */
  #read = 0
  /** What events told while a page was on its way: the page may be older than they are. */
  #meanwhile: Alarm[] | undefined

  constructor(client: Client, filter: AlarmFilter) {
    this.#client = client
    this.#filter = filter
  }

  setReading(reading: boolean): void {
    if (this.#reading === reading) return
    this.#reading = reading
    if (reading) return
    this.#rows = this.#rows.filter((alarm) => passes(alarm, this.#filter))
    this.showFresh()
  }

  async reload(): Promise<void> {
    this.#waiting.clear()
    this.#overflowed = false
    this.fresh.value = 0
    await this.#fetch(undefined)
  }

  async loadMore(): Promise<void> {
    const last = this.#rows.at(-1)
    if (last && this.more.value && !this.loading.value) await this.#fetch(last)
  }

  showFresh(): void {
    if (this.#overflowed) return void this.reload()
    this.#put([...this.#waiting.values()])
    this.#waiting.clear()
    this.fresh.value = 0
    this.#publish()
  }

  apply({ alarms }: AlarmChange): void {
    this.#meanwhile?.push(...alarms)
    this.#take(alarms)
  }

  dispose(): void {
    this.#read++
  }

  #take(alarms: readonly Alarm[]): void {
    const known = new Set(this.#rows.map(({ key }) => key))
    const oldest = this.more.value ? this.#rows.at(-1) : undefined
    const here = alarms.filter((alarm) => known.has(alarm.key))
    // Older than what is loaded: a page brings it when it is scrolled to.
    const added = alarms.filter(
      (alarm) => !known.has(alarm.key) && passes(alarm, this.#filter) && (!oldest || compareAlarms(alarm, oldest) < 0),
    )
    this.#replace(here)
    if (this.#reading) this.#wait(alarms, added)
    else this.#put(added)
    this.#publish()
  }

  #replace(changed: readonly Alarm[]): void {
    if (changed.length === 0) return
    const next = new Map(changed.map((alarm) => [alarm.key, alarm]))
    const rows = this.#rows.map((alarm) => next.get(alarm.key) ?? alarm)
    this.#rows = this.#reading ? rows : rows.filter((alarm) => !next.has(alarm.key) || passes(alarm, this.#filter))
  }

  #wait(all: readonly Alarm[], added: readonly Alarm[]): void {
    for (const alarm of all) this.#waiting.delete(alarm.key)
    for (const alarm of added) this.#waiting.set(alarm.key, alarm)
    if (this.#waiting.size > MOST_WAITING) this.#overflowed = true
    this.fresh.value = this.#waiting.size
  }

  #put(added: readonly Alarm[]): void {
    if (added.length === 0) return
    const byKey = new Map([...this.#rows, ...added].map((alarm) => [alarm.key, alarm]))
    const rows = [...byKey.values()].sort(compareAlarms)
    if (!this.#reading && rows.length > MOST_AT_TOP) {
      rows.length = MOST_AT_TOP
      this.more.value = true
    }
    this.#rows = rows
  }

  async #fetch(after: Alarm | undefined): Promise<void> {
    const mine = ++this.#read
    this.loading.value = true
    this.error.value = undefined
    const meanwhile: Alarm[] = []
    this.#meanwhile = meanwhile
    const before = after && { before: { time: after.time, key: after.key } }
    try {
      const page = await this.#client.alarms.list({ filter: this.#filter, limit: PAGE, ...before })
      if (mine !== this.#read) return
      this.more.value = page.more
      if (after) this.#append(page.alarms)
      else this.#rows = [...page.alarms]
      this.#meanwhile = undefined
      this.#take(meanwhile)
    } catch (thrown) {
      if (mine === this.#read) this.error.value = toEnvelope(thrown)
    } finally {
      if (mine === this.#read) {
        this.loading.value = false
        this.#meanwhile = undefined
      }
    }
  }

  #append(page: readonly Alarm[]): void {
    const known = new Set(this.#rows.map(({ key }) => key))
    this.#rows = [...this.#rows, ...page.filter(({ key }) => !known.has(key))]
  }

  #publish(): void {
    const before = new Map(this.lines.value.map((line) => [line.key, line]))
    this.lines.value = this.#rows.map((alarm) => {
      const line = before.get(alarm.key)
      return line?.alarm === alarm ? line : { key: alarm.key, alarm }
    })
  }
}
