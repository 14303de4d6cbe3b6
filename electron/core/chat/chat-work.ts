/** The chat of one session: its parts put together, and what the screens may ask of them. */
import { randomUUID } from 'node:crypto'
import type { ChatState, Conversation, MessageBody, OutboxEntry, Partner } from '../../../shared/contract/chat.ts'
import { AppError } from '../../../shared/errors.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { CoreEvents } from '../events.ts'
import type { GroupFeed } from '../groups/group-feed.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { Attachments, type NewAttachment } from './attachments.ts'
import { ChatSync } from './chat-sync.ts'
import type { ChatStore } from './chat-store.ts'
import type { ChatChange } from './chat-parts.ts'
import { historyPage } from './history.ts'
import { Names, type FleetNames } from './names.ts'
import { Outbox } from './outbox.ts'
import type { PageQuery } from './page-table.ts'
import { ReadMarks } from './read-marks.ts'
import type { SearchQuery } from './search-table.ts'
import { Sender } from './sender.ts'
import { Teller } from './teller.ts'

const OLDER_PAGE = 200

export interface ChatWorkOptions {
  readonly session: ActiveSession
  readonly store: ChatStore
  readonly feed: Pick<GroupFeed, 'follow'>
  readonly fleet: FleetNames
  readonly events: CoreEvents
  readonly timings: Timings
  readonly accountFolder: string
  readonly onState: (state: ChatState) => void
  readonly log: (text: string) => void
}

export class ChatWork {
  readonly store: ChatStore
  readonly names: Names
  readonly session: ActiveSession
  readonly attachments: Attachments
  readonly #log: (text: string) => void
  readonly #outbox: Outbox
  readonly #teller: Teller
  readonly #marks: ReadMarks
  readonly #sender: Sender
  readonly #sync: ChatSync
  readonly #fetching = new Map<number, Promise<{ added: number; end: boolean }>>()

  constructor(options: ChatWorkOptions) {
    const { session, store, feed, events, timings, log, onState } = options
    this.#log = log
    this.store = store
    this.session = session
    this.names = new Names(options.fleet, store)
    this.attachments = new Attachments(options.accountFolder)
    this.#outbox = new Outbox((upserts, removed) => this.#teller.outbox(upserts, removed))
    this.#teller = new Teller(events, this.names, (keys) => this.#sent(keys))
    const onChange = (change: ChatChange, live: boolean): void => this.#teller.change(change, live)
    const onConversations = (changed: Conversation[]): void => this.#teller.conversations(changed)
    this.#marks = new ReadMarks({ session, store, timings, log, onChange: onConversations })
    this.#sync = new ChatSync({
      session,
      store,
      feed,
      timings,
      log,
      marks: this.#marks,
      onState,
      onChange,
      onConversations,
      onGroups: (ids) => events.emit('chat.groupsChanged', ids ? { ids } : {}),
      onLive: () => this.#sender.hurry(),
    })
    const isLive = (): boolean => this.#sync.isLive
    const { attachments } = this
    this.#sender = new Sender({ session, store, outbox: this.#outbox, attachments, timings, isLive, onChange, log })
  }

  async start(): Promise<void> {
    this.#outbox.fill(await this.store.recoverOutbox())
    await this.attachments.sweep(new Set(this.#outbox.entries().map(({ key }) => key)))
    await this.#sync.start()
    this.#sender.kick()
  }

  async end(): Promise<void> {
    this.#sender.stop()
    // A store that failed takes nothing any more: that must not keep the session from ending.
    const ends = [this.#sync.stop(), this.#marks.end(), this.attachments.end(), this.names.keep()]
    for (const end of await Promise.allSettled(ends)) if (end.status === 'rejected') this.#log(String(end.reason))
  }

  hurry(): void {
    this.#sync.hurry()
    this.#sender.hurry()
  }

  /** Tells names anew that the fleet learned since. */
  async retell(isMeant: (partner: Partner) => boolean): Promise<void> {
    const conversations = await this.store.conversations()
    this.#teller.conversations(conversations.filter(({ partner }) => isMeant(partner)))
    await this.names.keep()
  }

  async conversations(): Promise<Conversation[]> {
    const conversations = await this.store.conversations()
    return conversations.map((conversation) => this.names.conversation(conversation))
  }

  async open(partner: Partner, name: string | undefined): Promise<Conversation> {
    const opened = await this.store.open({ partner, now: Date.now(), ...(name === undefined ? {} : { name }) })
    if (!opened) throw new AppError('not-found')
    this.#teller.conversations([opened])
    return this.names.conversation(opened)
  }

  async messages(query: PageQuery) {
    const page = await this.store.page(query)
    return { ...page, messages: page.messages.map((message) => this.names.message(message)) }
  }

  async search(query: SearchQuery) {
    const { hits, more } = await this.store.search(query)
    return { hits: hits.map(({ partner, ...hit }) => this.names.hit(hit, partner)), more }
  }

  /** One request at a time for each conversation: all that ask meanwhile get its answer. */
  fetchOlder(id: number): Promise<{ added: number; end: boolean }> {
    const running = this.#fetching.get(id)
    if (running) return running
    const fetching = this.#fetchOlder(id).finally(() => this.#fetching.delete(id))
    this.#fetching.set(id, fetching)
    return fetching
  }

  async send(conversation: number, body: MessageBody, key: string = randomUUID()): Promise<OutboxEntry> {
    const item = await this.store.addToOutbox({ key, conversation, body, createdAt: Date.now(), state: 'waiting' })
    if (!item) throw new AppError('not-found', { reason: 'conversation' })
    this.#outbox.put(item)
    this.#sender.kick()
    return item.entry
  }

  async attach(attachment: NewAttachment): Promise<string> {
    await this.conversation(attachment.conversation)
    return await this.attachments.begin(attachment)
  }

  /** Whether that was the last piece, with which it stands in the outbox. */
  async attachPiece(key: string, offset: number, base64: string): Promise<boolean> {
    const whole = await this.attachments.piece(key, offset, base64)
    if (whole) await this.send(whole.conversation, whole.body, key)
    return whole !== undefined
  }

  outbox(): OutboxEntry[] {
    return this.#outbox.entries()
  }

  async retry(key: string): Promise<void> {
    if (this.#entry(key).state !== 'failed') return
    this.#outbox.put(await this.store.retryOutbox(key))
    this.#sender.hurry()
  }

  /** Errors: `not-found`, `limit` for one that may have been sent. */
  async discard(key: string): Promise<void> {
    const { state } = this.#entry(key)
    if (state === 'sending' || state === 'unsure') throw new AppError('limit', { reason: state })
    await this.store.removeFromOutbox(key)
    this.#outbox.remove([key])
    this.#sender.cancelUpload(key)
    await this.attachments.removeAll([key])
    this.#sender.kick()
  }

  async saveDraft(conversation: number, text: string): Promise<void> {
    const saved = await this.store.saveDraft({ conversation, text, now: Date.now() })
    if (!saved) throw new AppError('not-found', { reason: 'conversation' })
    this.#teller.conversations([saved])
  }

  markRead(conversation: number, upTo: number): Promise<void> {
    return this.#marks.markRead(conversation, upTo)
  }

  async pin(id: number, pinned: boolean): Promise<void> {
    const { partner, pin } = await this.conversation(id)
    if (pinned === (pin !== undefined)) return
    const number = pinned ? await this.#pinAt(partner) : null
    if (!pinned) await this.session.call(operations.contact.unpin, { params: { id: String(pin) } })
    this.#teller.conversations(await this.store.setPin({ conversation: id, pin: number }))
  }

  /** Errors: `not-found`. */
  async conversation(id: number): Promise<Conversation> {
    const conversation = await this.store.conversation(id)
    if (!conversation) throw new AppError('not-found', { reason: 'conversation' })
    return this.names.conversation(conversation)
  }

  async #pinAt({ kind, id }: Partner): Promise<number> {
    const body = { contactid: id, contacttype: kind }
    return (await this.session.call(operations.contact.pin, { body })).data.id
  }

  async #fetchOlder(id: number): Promise<{ added: number; end: boolean }> {
    const { partner, completeFrom } = await this.conversation(id)
    if (completeFrom === 0) return { added: 0, end: true }
    const high = completeFrom === Number.MAX_SAFE_INTEGER ? 0 : completeFrom - 1
    const page = await historyPage(this.session, { low: 0, high, partner }, OLDER_PAGE)
    const change = await this.store.applyOlder({ conversation: id, messages: page.messages, more: page.more })
    this.#teller.change(change, false)
    return { added: change.added.length, end: !page.more }
  }

  #entry(key: string): OutboxEntry {
    const item = this.#outbox.get(key)
    if (!item) throw new AppError('not-found', { reason: 'outbox' })
    return item.entry
  }

  #sent(keys: readonly string[]): void {
    this.#outbox.remove(keys)
    void this.attachments.removeAll(keys)
    this.#sender.kick()
  }
}
