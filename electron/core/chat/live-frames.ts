/** Frames of the subscription on their way into the store: collected for a moment, written in one transaction, told. */
import type { ChatChange } from './chat-parts.ts'
import type { ChatStore } from './chat-store.ts'
import type { IncomingMessage } from './incoming.ts'

const MOST_AT_ONCE = 500

export interface LiveFramesOptions {
  readonly store: Pick<ChatStore, 'applyLive'>
  readonly collectMs: number
  readonly onChange: (change: ChatChange) => void
  /** They were not written: what follows must not count as complete. */
  readonly onFailed: (error: unknown) => void
}

export class LiveFrames {
  readonly #options: LiveFramesOptions
  #waiting: IncomingMessage[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  #hasFailed = false

  constructor(options: LiveFramesOptions) {
    this.#options = options
  }

  add(message: IncomingMessage): void {
    this.#waiting.push(message)
    if (this.#waiting.length >= MOST_AT_ONCE) void this.flush()
    else this.#timer ??= setTimeout(() => void this.flush(), this.#options.collectMs)
  }

  /** Resolves when all that came so far is in the store, or has failed. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const messages = this.#waiting
    this.#waiting = []
    if (messages.length > 0) this.#writing = this.#writing.then(() => this.#write(messages))
    return this.#writing
  }

  /** A new connection fetches what failed. */
  reset(): void {
    this.#hasFailed = false
  }

  async #write(messages: IncomingMessage[]): Promise<void> {
    // After a failure nothing may raise the top above what is missing.
    if (this.#hasFailed) return
    try {
      this.#options.onChange(await this.#options.store.applyLive({ messages, now: Date.now() }))
    } catch (error) {
      this.#hasFailed = true
      this.#options.onFailed(error)
    }
  }
}
