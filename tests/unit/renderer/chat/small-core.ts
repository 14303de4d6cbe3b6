/** A core of a few conversations behind a real pipe: its messages are an array, its platform an older one. */
import { checker } from '../../../../electron/core/checker.ts'
import {
  chat,
  type ChatState,
  type Conversation,
  type Message,
  type OutboxEntry,
} from '../../../../shared/contract/chat.ts'
import type { CallInput, DomainHandlers, EventPayload } from '../../../../shared/contract/define.ts'
import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import { Emitter } from '../../../../shared/emitter.ts'
import { AppError } from '../../../../shared/errors.ts'
import { memoryPipe } from '../../../../shared/memory-pipe.ts'
import { connect, serve } from '../../../../shared/wire.ts'

const contract = { chat }
type Handlers = DomainHandlers<typeof contract, 'chat'>
type Name = `chat.${keyof typeof chat.events & string}`
type Place = CallInput<(typeof chat.calls)['messages']>

export class SmallCore {
  state: ChatState = { phase: 'live' }
  conversations: Conversation[] = []
  outbox: OutboxEntry[] = []
  /** In the store, oldest first. */
  messages: Message[] = []
  /** Older ones that only the platform has. */
  onPlatform: Message[] = []
  readonly calls: { name: string; input: unknown }[] = []
  /** Runs before a call is answered; what it throws is the answer. */
  before: (name: string) => void | Promise<void> = () => undefined
  readonly #events = new Emitter<{ name: string; payload: unknown }>()

  tell<N extends Name>(name: N, payload: EventPayload<typeof contract, N>): void {
    this.#events.emit({ name, payload })
  }

  /** Into the store, and told. */
  say(added: Message[], live = true): void {
    this.messages = [...this.messages, ...added].sort((one, other) => one.id - other.id)
    this.tell('chat.messagesAdded', { messages: added, live })
  }

  inputsOf(name: string): unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ input }) => input)
  }

  connect(): WatchpostClient {
    const [near, far] = memoryPipe()
    serve({
      contract,
      handlers: { chat: this.#handlers() },
      events: { subscribe: (listener) => this.#events.on(({ name, payload }) => listener(name, payload)) },
      checker,
      onInternal: (error) => String(error),
    })(far)
    // Only calls and events of the chat are used here.
    return connect(contract, near) as unknown as WatchpostClient
  }

  #handlers(): Handlers {
    const answers: Partial<Record<keyof Handlers, (input: never) => unknown>> = {
      state: () => this.state,
      conversations: () => this.conversations,
      outbox: () => this.outbox,
      messages: (place: Place) => this.#page(place),
      fetchOlder: () => this.#fetchOlder(),
      attach: () => ({ key: 'file' }),
      attachPiece: () => ({ complete: false }),
    }
    const names = Object.keys(chat.calls) as (keyof Handlers)[]
    const handlers = names.map((name) => [
      name,
      async (input: never) => {
        this.calls.push({ name, input })
        await this.before(name)
        return answers[name]?.(input) ?? null
      },
    ])
    return Object.fromEntries(handlers) as Handlers
  }

  #page({ conversation, before, after, around, limit }: Place) {
    const all = this.messages.filter((message) => message.conversation === conversation)
    let from = Math.max(0, all.length - limit)
    if (before !== undefined) from = all.findIndex(({ id }) => id >= before) - limit
    if (after !== undefined) from = all.findIndex(({ id }) => id > after)
    if (around !== undefined) from = all.findIndex(({ id }) => id >= around) - Math.floor(limit / 2)
    const end = before === undefined ? Math.max(0, from) + limit : from + limit
    from = Math.max(0, from)
    const older = from > 0 ? 'store' : this.onPlatform.length > 0 ? 'platform' : 'none'
    return { messages: all.slice(from, end), older, newer: end < all.length }
  }

  #fetchOlder() {
    const added = this.onPlatform.splice(-60)
    this.messages = [...added, ...this.messages]
    return { added: added.length, end: this.onPlatform.length === 0 }
  }
}

export function refuse(name: string): (asked: string) => void {
  return (asked) => {
    if (asked === name) throw new AppError('unreachable', { host: 'platform' })
  }
}
