/**
 * How far is read. Here each conversation has its own mark; the platform has one for all: the largest ID below which nothing is
 * unread anywhere. Documentation: "Confirm message has been read" (at most every ten seconds).
 */
import type { Conversation } from '../../../shared/contract/chat.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { ChatStore } from './chat-store.ts'

export interface ReadMarksOptions {
  readonly session: ActiveSession
  readonly store: Pick<ChatStore, 'markRead' | 'applyMark' | 'noteMark' | 'commonMark' | 'syncState'>
  readonly timings: Timings
  readonly onChange: (conversations: Conversation[]) => void
  readonly log: (text: string) => void
}

export class ReadMarks {
  readonly #options: ReadMarksOptions
  #timer: NodeJS.Timeout | undefined
  #toldAt = -Infinity
  /** The telling under way; what is read meanwhile waits for it. */
  #telling: Promise<void> | undefined
  #isBehind = false
  #hasEnded = false

  constructor(options: ReadMarksOptions) {
    this.#options = options
  }

  async markRead(conversation: number, upTo: number): Promise<void> {
    this.#options.onChange(await this.#options.store.markRead({ conversation, upTo }))
    this.#tellSoon()
  }

  /** Takes over what another desk of this account has read. */
  async fetch(signal: AbortSignal): Promise<void> {
    const { data } = await this.#options.session.call(operations.im.readMark, {}, { signal })
    if (Number.isSafeInteger(data.id) && data.id > 0)
      this.#options.onChange(await this.#options.store.applyMark(data.id))
  }

  /** Tells what was not told yet, at once. Failing is no reason to stay. */
  async end(): Promise<void> {
    this.#hasEnded = true
    clearTimeout(this.#timer)
    await this.#telling
    if (!this.#isBehind) return
    await this.#tell(this.#options.timings.farewellMs).catch((error: unknown) => this.#options.log(String(error)))
  }

  #tellSoon(): void {
    this.#isBehind = true
    if (this.#hasEnded || this.#telling || this.#timer !== undefined) return
    const waitMs = Math.max(0, this.#toldAt + this.#options.timings.markReadMs - performance.now())
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#telling = this.#tell()
        .catch((error: unknown) => {
          this.#isBehind = true
          this.#options.log(`read mark: ${String(error)}`)
        })
        .finally(() => {
          this.#telling = undefined
          if (this.#isBehind) this.#tellSoon()
        })
    }, waitMs)
  }

  async #tell(timeoutMs?: number): Promise<void> {
    const { session, store } = this.#options
    this.#isBehind = false
    const [msgid, { mark }] = await Promise.all([store.commonMark(), store.syncState()])
    if (msgid <= mark) return
    this.#toldAt = performance.now()
    await session.call(operations.im.markRead, { body: { msgid } }, timeoutMs === undefined ? {} : { timeoutMs })
    await store.noteMark(msgid)
  }
}
