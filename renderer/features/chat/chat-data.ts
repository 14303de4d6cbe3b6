/**
 * The renderer's copy of what the core knows of conversations and the outbox: a projection that can be dropped and read
 * again. It listens first and reads after; events and answers arrive in order on one pipe.
 */
import type { ChatState, Conversation, Message, OutboxEntry } from '../../../shared/contract/chat.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { Scope } from '../../../shared/disposables.ts'
import { Emitter } from '../../../shared/emitter.ts'
import { compareConversations } from './conversation-order.ts'

export interface MessagesAdded {
  readonly messages: readonly Message[]
  /** Said just now, not fetched. */
  readonly live: boolean
}

export class ChatData {
  /** Something that can be seen changed. Not collected: the listener does that. */
  readonly changed = new Emitter<void>()
  readonly stateChanged = new Emitter<ChatState>()
  readonly messagesAdded = new Emitter<MessagesAdded>()
  readonly cleared = new Emitter<void>()
  readonly #client: WatchpostClient
  readonly #scope = new Scope()
  readonly #conversations = new Map<number, Conversation>()
  readonly #outbox = new Map<string, OutboxEntry>()
  #sorted: readonly Conversation[] | undefined
  #phase: ChatState['phase'] = 'empty'

  constructor(client: WatchpostClient) {
    this.#client = client
  }

  conversation(id: number): Conversation | undefined {
    return this.#conversations.get(id)
  }

  /** In the order of the list. The same array until something in it changes. */
  conversations(): readonly Conversation[] {
    return (this.#sorted ??= [...this.#conversations.values()].sort(compareConversations))
  }

  /** Of one conversation, in the order in which they will be sent. */
  outbox(conversation: number): OutboxEntry[] {
    return [...this.#outbox.values()].filter((entry) => entry.conversation === conversation)
  }

  unread(): number {
    let sum = 0
    for (const { unread } of this.#conversations.values()) sum += unread
    return sum
  }

  /** Listens from now on, then reads. Rejects when the core cannot be read; what was read stays. */
  async start(): Promise<void> {
    this.#listen()
    this.#applyState(await this.#client.chat.state({}))
    await this.read()
  }

  /** Reads all again. */
  async read(): Promise<void> {
    const [conversations, outbox] = await Promise.all([
      this.#client.chat.conversations({}),
      this.#client.chat.outbox({}),
    ])
    this.#conversations.clear()
    this.#outbox.clear()
    for (const conversation of conversations) this.#conversations.set(conversation.id, conversation)
    for (const entry of outbox) this.#outbox.set(entry.key, entry)
    this.#touch()
  }

  /** What a call answered before its event came. */
  keep(conversation: Conversation): void {
    this.#conversations.set(conversation.id, conversation)
    this.#touch()
  }

  stop(): void {
    this.#scope.dispose()
  }

  #listen(): void {
    const client = this.#client
    this.#scope.own(client.on('chat.stateChanged', (state) => this.#applyState(state)))
    this.#scope.own(client.on('chat.cleared', () => this.#clear()))
    this.#scope.own(client.on('chat.messagesAdded', (added) => this.messagesAdded.emit(added)))
    this.#scope.own(
      client.on('chat.conversationsChanged', ({ upserts, removed }) => {
        for (const conversation of upserts) this.#conversations.set(conversation.id, conversation)
        for (const id of removed) this.#conversations.delete(id)
        this.#touch()
      }),
    )
    this.#scope.own(
      client.on('chat.outboxChanged', ({ upserts, removed }) => {
        for (const entry of upserts) this.#applyEntry(entry)
        for (const key of removed) this.#outbox.delete(key)
        this.changed.emit()
      }),
    )
  }

  /** One that takes its turn again goes to the end. */
  #applyEntry(entry: OutboxEntry): void {
    const known = this.#outbox.get(entry.key)
    if (known?.state === 'failed' && entry.state !== 'failed') this.#outbox.delete(entry.key)
    this.#outbox.set(entry.key, entry)
  }

  #applyState(state: ChatState): void {
    const wasEmpty = this.#phase === 'empty'
    this.#phase = state.phase
    this.stateChanged.emit(state)
    // Another account's store was opened: what it holds is told by nobody.
    if (wasEmpty && state.phase !== 'empty') this.read().catch(() => undefined)
  }

  #clear(): void {
    this.#conversations.clear()
    this.#outbox.clear()
    this.#touch()
    this.cleared.emit()
  }

  #touch(): void {
    this.#sorted = undefined
    this.changed.emit()
  }
}
