/** Speeches of one filter, newest first: pages of the core's ledger, and what is added to it while they are looked at. */
import { shallowRef } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { LedgerBurst, LedgerFilter } from '../../../shared/contract/ledger.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'

const PAGE = 100
/** Kept while the top is on screen; what is cut is in the ledger. */
const MOST_AT_TOP = 1_000

export class BurstList {
  readonly rows = shallowRef<readonly LedgerBurst[]>([])
  readonly more = shallowRef(false)
  readonly loading = shallowRef(false)
  readonly error = shallowRef<ErrorEnvelope>()
  /** Somebody spoke while further down was read: so many wait above. */
  readonly fresh = shallowRef(0)
  readonly #client: Pick<WatchpostClient, 'ledger'>
  readonly #filter: LedgerFilter
  #isReading = false
  /** Counts the reads: an answer to an older one is not for this list any more. */
  #read = 0

  constructor(client: Pick<WatchpostClient, 'ledger'>, filter: LedgerFilter) {
    this.#client = client
    this.#filter = filter
  }

  async reload(): Promise<void> {
    this.fresh.value = 0
    await this.#fetch(undefined)
  }

  async loadMore(): Promise<void> {
    const last = this.rows.value.at(-1)
    if (last && this.more.value && !this.loading.value) await this.#fetch(last)
  }

  /** Further down is read: nothing may move there. */
  setReading(isReading: boolean): void {
    this.#isReading = isReading
    if (!isReading && this.fresh.value > 0) void this.reload()
  }

  /** Told by the core. Whether it passes the filter only the core knows for names: then it is asked. */
  add(bursts: readonly LedgerBurst[]): void {
    const passing = bursts.filter((burst) => passes(burst, this.#filter))
    if (passing.length === 0) return
    if (this.#isReading) this.fresh.value += passing.length
    else if (this.loading.value || this.#filter.text) void this.reload()
    else this.#put(passing)
  }

  /** Told by the core of lines that were there. */
  change(bursts: readonly LedgerBurst[]): void {
    const byId = new Map(bursts.map((burst) => [burst.id, burst]))
    if (this.rows.value.some(({ id }) => byId.has(id)))
      this.rows.value = this.rows.value.map((row) => byId.get(row.id) ?? row)
  }

  dispose(): void {
    this.#read++
  }

  #put(added: readonly LedgerBurst[]): void {
    const byId = new Map([...this.rows.value, ...added].map((burst) => [burst.id, burst]))
    const rows = [...byId.values()].sort((a, b) => b.time - a.time || b.id - a.id)
    if (rows.length > MOST_AT_TOP) {
      rows.length = MOST_AT_TOP
      this.more.value = true
    }
    this.rows.value = rows
  }

  async #fetch(after: LedgerBurst | undefined): Promise<void> {
    const mine = ++this.#read
    this.loading.value = true
    this.error.value = undefined
    try {
      const before = after && { before: { time: after.time, id: after.id } }
      const page = await this.#client.ledger.list({ filter: this.#filter, limit: PAGE, ...before })
      if (mine !== this.#read) return
      this.more.value = page.more
      this.rows.value = after ? [...this.rows.value, ...page.bursts] : page.bursts
    } catch (thrown) {
      if (mine === this.#read) this.error.value = toEnvelope(thrown)
    } finally {
      if (mine === this.#read) this.loading.value = false
    }
  }
}

/** But for the text, which is the core's to judge. */
function passes(burst: LedgerBurst, { kind, place, speaker, anyOf, from, to }: LedgerFilter): boolean {
  return (
    (kind === undefined || burst.kind === kind) &&
    (place === undefined || burst.place === place) &&
    (speaker === undefined || burst.speaker === speaker) &&
    (anyOf === undefined || anyOf.includes(burst.place) || anyOf.includes(burst.speaker)) &&
    (from === undefined || burst.time >= from) &&
    (to === undefined || burst.time <= to)
  )
}
