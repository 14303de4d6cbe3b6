/** Tells the screens what changed in the store, with the names of today. */
import type { Conversation, OutboxEntry } from '../../../shared/contract/chat.ts'
import type { CoreEvents } from '../events.ts'
import type { ChatChange } from './chat-parts.ts'
import type { Names } from './names.ts'

export class Teller {
  readonly #events: CoreEvents
  readonly #names: Names
  readonly #onSent: (keys: readonly string[]) => void

  /** `onSent` is told of entries that left the outbox because their message is there. */
  constructor(events: CoreEvents, names: Names, onSent: (keys: readonly string[]) => void) {
    this.#events = events
    this.#names = names
    this.#onSent = onSent
  }

  /** Conversations first: a message of one that nobody knows could not be shown. */
  change({ added, conversations, sentKeys }: ChatChange, live: boolean): void {
    this.conversations(conversations)
    if (added.length > 0) {
      this.#events.emit('chat.messagesAdded', { messages: added.map((message) => this.#names.message(message)), live })
    }
    if (sentKeys.length > 0) this.#onSent(sentKeys)
  }

  conversations(upserts: readonly Conversation[]): void {
    if (upserts.length === 0) return
    const named = upserts.map((conversation) => this.#names.conversation(conversation))
    this.#events.emit('chat.conversationsChanged', { upserts: named, removed: [] })
  }

  outbox(upserts: OutboxEntry[], removed: string[] = []): void {
    if (upserts.length + removed.length > 0) this.#events.emit('chat.outboxChanged', { upserts, removed })
  }
}
