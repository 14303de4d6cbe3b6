/**
 * How many messages nobody has read, over all conversations. Kept by what is told of each of them, whoever tells it: a message
 * costs one look at its conversation, never a count of all.
 */
import type { Conversation } from '../../../shared/contract/chat.ts'
import type { CoreEvents } from '../events.ts'

export class UnreadSum {
  readonly #tell: (sum: number) => void
  /** Those with unread messages. */
  readonly #unread = new Map<number, number>()
  #sum = 0
  #said = 0

  /** `tell` is called when the sum changed. Lives as long as the program. */
  constructor(events: CoreEvents, tell: (sum: number) => void) {
    this.#tell = tell
    events.on('chat.cleared', () => this.fill([]))
    events.on('chat.conversationsChanged', ({ upserts, removed }) => {
      for (const { id, unread } of upserts) this.#set(id, unread)
      for (const id of removed) this.#set(id, 0)
      this.#say()
    })
  }

  /** All that a store holds, before anything of it changes. */
  fill(conversations: readonly Conversation[]): void {
    this.#unread.clear()
    this.#sum = 0
    for (const { id, unread } of conversations) this.#set(id, unread)
    this.#say()
  }

  #set(id: number, unread: number): void {
    this.#sum += unread - (this.#unread.get(id) ?? 0)
    if (unread > 0) this.#unread.set(id, unread)
    else this.#unread.delete(id)
  }

  #say(): void {
    if (this.#sum === this.#said) return
    this.#said = this.#sum
    this.#tell(this.#sum)
  }
}
