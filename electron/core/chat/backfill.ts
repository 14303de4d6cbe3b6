/**
 * Closes what is missing between the store and now, newest first. Each page is one transaction with what it makes known, so
 * that a kill in the middle loses nothing and the next run goes on where it was.
 */
import type { Partner } from '../../../shared/contract/chat.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { NEVER } from './arrival-methods.ts'
import type { ChatChange } from './chat-parts.ts'
import type { ChatStore } from './chat-store.ts'
import { historyPage, isUnreadable, type HistoryPage, type HistoryRange } from './history.ts'
import type { Gap } from './sync-table.ts'

const PAGE_SIZE = 500
/** A first fill takes so many, or all of so long. */
const FIRST_MESSAGES = 2_000
const FIRST_MS = 7 * 86_400_000
/** Messages that are read again at each start: frames may have come in another order before the connection was cut. */
const OVERLAP = 50

export interface BackfillOptions {
  readonly session: ActiveSession
  readonly store: ChatStore
  readonly onChange: (change: ChatChange) => void
  readonly onProgress: (done: number, total: number) => void
  readonly log: (text: string) => void
}

export class Backfill {
  readonly #options: BackfillOptions
  #done = 0
  #total = 0

  constructor(options: BackfillOptions) {
    this.#options = options
  }

  /** Errors: those of the calls and of the database; what came before them stays. */
  async run(signal: AbortSignal): Promise<void> {
    this.#done = 0
    this.#total = 0
    await this.#newest(signal)
    for (;;) {
      const [gap] = (await this.#options.store.syncState()).gaps
      if (!gap) return
      await this.#close(gap, signal)
    }
  }

  async #newest(signal: AbortSignal): Promise<void> {
    const { store } = this.#options
    const { completeFrom } = await store.syncState()
    const low = completeFrom === NEVER ? 0 : await store.overlapFrom(OVERLAP)
    const page = await this.#read({ low, high: 0 }, signal)
    this.#options.onChange(await store.applyNewest({ ...page, low }))
    this.#count(page)
  }

  async #close(gap: Gap, signal: AbortSignal): Promise<void> {
    const { store, onChange } = this.#options
    if (gap.high < Math.max(1, gap.low) || (gap.first && (await store.holds(FIRST_MESSAGES)))) {
      return await store.dropGap(gap.id)
    }
    const partner = gap.conversation === null ? undefined : (await store.conversation(gap.conversation))?.partner
    let asked = this.#read({ low: gap.low, high: gap.high, partner }, signal)
    for (;;) {
      const page = await asked
      const enough = gap.first && (await this.#isEnough(page))
      const goesOn = page.more && !enough
      // The next page is on its way while this one is written.
      if (goesOn) asked = this.#read({ low: gap.low, high: lowestOf(page) - 1, partner }, signal)
      asked.catch(() => undefined)
      onChange(await store.applyGapPage({ gap, messages: page.messages, more: page.more, enough }))
      this.#count(page)
      if (!goesOn) return
    }
  }

  async #isEnough({ messages }: HistoryPage): Promise<boolean> {
    const { session, store } = this.#options
    const from = session.now() - FIRST_MS
    if (messages.some(({ time }) => time < from)) return true
    return await store.holds(Math.max(1, FIRST_MESSAGES - messages.length))
  }

  async #read(range: HistoryRange & { partner?: Partner | undefined }, signal: AbortSignal): Promise<HistoryPage> {
    const { session, log } = this.#options
    try {
      return await historyPage(session, range, PAGE_SIZE, signal)
    } catch (error) {
      if (!isUnreadable(error)) throw error
      log(`history ${range.low} to ${range.high}: nothing that can be read, ${String(error)}`)
      return { messages: [], more: false, total: 0 }
    }
  }

  #count({ messages, total }: HistoryPage): void {
    this.#done += messages.length
    this.#total = Math.max(this.#total, this.#done + total - messages.length)
    if (this.#total > PAGE_SIZE) this.#options.onProgress(this.#done, this.#total)
  }
}

function lowestOf({ messages }: HistoryPage): number {
  return messages.reduce((low, { id }) => Math.min(low, id), NEVER)
}
