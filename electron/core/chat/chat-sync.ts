/** Keeps the store level with the platform: the subscription, what was missed before it, and what the screens are told of it. */
import type { ChatState, Conversation } from '../../../shared/contract/chat.ts'
import { AppError } from '../../../shared/errors.ts'
import { operations, pushes } from '../../../shared/platform/index.ts'
import { AudienceType } from '../../../shared/platform/message-content.ts'
import type { GroupFeed } from '../groups/group-feed.ts'
import { Subscription, type SubscriptionState } from '../platform/subscription.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { NEVER } from './arrival-methods.ts'
import { Backfill } from './backfill.ts'
import type { ChatChange } from './chat-parts.ts'
import type { ChatStore } from './chat-store.ts'
import { ChatGroups } from './groups.ts'
import { hasGoodId, incoming, type ChatFrame } from './incoming.ts'
import { LiveFrames } from './live-frames.ts'
import type { ReadMarks } from './read-marks.ts'

export interface ChatSyncOptions {
  readonly session: ActiveSession
  readonly store: ChatStore
  readonly feed: Pick<GroupFeed, 'follow'>
  readonly timings: Timings
  readonly marks: ReadMarks
  readonly onState: (state: ChatState) => void
  readonly onChange: (change: ChatChange, live: boolean) => void
  readonly onConversations: (conversations: Conversation[]) => void
  readonly onGroups: (ids: string[] | undefined) => void
  readonly onLive: () => void
  readonly log: (text: string) => void
}

const PINS = { pageSize: 200, parallel: 1 }

export class ChatSync {
  readonly #options: ChatSyncOptions
  readonly #groups: ChatGroups
  readonly #backfill: Backfill
  readonly #frames: LiveFrames
  #subscription: Subscription<typeof pushes.im> | undefined
  #restart: NodeJS.Timeout | undefined
  #state: ChatState = { phase: 'loading' }
  #hasEnded = false

  constructor(options: ChatSyncOptions) {
    const { session, store, feed, timings, log } = options
    this.#options = options
    const onChange = (change: ChatChange): void => options.onChange(change, false)
    this.#groups = new ChatGroups({ session, store, feed, timings, onChange, onGroups: options.onGroups, log })
    const onProgress = (done: number, total: number): void =>
      this.#setState({ ...this.#state, backfill: { done, total } })
    this.#backfill = new Backfill({ session, store, onChange, onProgress, log })
    this.#frames = new LiveFrames({
      store,
      collectMs: timings.collectMs,
      onChange: (change) => this.#tellLive(change),
      onFailed: (error) => this.#startOver(error),
    })
  }

  get isLive(): boolean {
    return this.#state.phase === 'live'
  }

  async start(): Promise<void> {
    const { completeFrom, liveAt } = await this.#options.store.syncState()
    if (this.#hasEnded) return
    this.#setState(completeFrom === NEVER ? { phase: 'loading' } : { phase: 'stale', staleSince: liveAt })
    this.#groups.start()
    this.#subscribe()
  }

  async stop(): Promise<void> {
    this.#hasEnded = true
    clearTimeout(this.#restart)
    this.#subscription?.stop()
    this.#groups.stop()
    await this.#frames.flush()
    if (this.isLive) await this.#options.store.noteLive(Date.now())
  }

  hurry(): void {
    this.#subscription?.hurry()
  }

  #subscribe(): void {
    const { session, timings, log } = this.#options
    this.#subscription = new Subscription({
      push: pushes.im,
      connection: session.connection,
      token: () => session.keeper.token,
      renewToken: (refused) => session.keeper.renew(refused),
      catchUp: (signal) => this.#catchUp(signal),
      onFrame: (frame) => this.#receive(frame),
      onState: (state) => void this.#follow(state),
      onBadFrame: (reason) => log(`im: frame left out, ${reason}`),
      timings,
    })
    this.#subscription.start()
  }

  async #catchUp(signal: AbortSignal): Promise<void> {
    await this.#frames.flush()
    this.#frames.reset()
    // Marks first: what is older than them never was unread. Groups before messages: their names come with them.
    await Promise.all([this.#options.marks.fetch(signal), this.#groups.refresh(signal)])
    await this.#fetchPins(signal)
    await this.#backfill.run(signal)
  }

  async #fetchPins(signal: AbortSignal): Promise<void> {
    const pins = []
    const pages = this.#options.session.pages(
      operations.contact.pins,
      { body: { page: 0, pageSize: 1 } },
      { ...PINS, signal },
    )
    for await (const { rows } of pages)
      for (const { id, contactid, contacttype } of rows)
        pins.push({ partner: { kind: contacttype, id: contactid }, pin: id })
    this.#options.onConversations(await this.#options.store.applyPins(pins))
  }

  #receive(frame: ChatFrame): void {
    if (hasGoodId(frame)) this.#frames.add(incoming(frame, this.#options.session.username))
    else this.#options.log(`im: frame with number ${frame.id} left out`)
  }

  #tellLive(change: ChatChange): void {
    this.#options.onChange(change, true)
    // A group nobody told of has its number for a name.
    const isUnknown = ({ partner, name }: Conversation): boolean =>
      partner.kind === AudienceType.group && name === partner.id
    if (change.conversations.some(isUnknown)) this.#groups.refreshSoon()
  }

  async #follow(state: SubscriptionState): Promise<void> {
    if (state.phase === 'live') {
      await this.#frames.flush()
      if (this.#hasEnded || this.#restart) return
      await this.#options.store.noteLive(Date.now())
      this.#setState({ phase: 'live' })
      this.#options.onLive()
    } else if (state.phase === 'lost') {
      this.#lose(state.since, state.error, state.retryAt)
    }
  }

  #lose(since: number, error: NonNullable<ChatState['error']>, retryAt: number): void {
    const { phase, staleSince = since } = this.#state
    this.#setState(phase === 'loading' ? { phase, error, retryAt } : { phase: 'stale', staleSince, error, retryAt })
  }

  /** What came could not be written: the disk is full, the database broken. The next connection fetches it again. */
  #startOver(error: unknown): void {
    if (this.#hasEnded || this.#restart) return
    this.#options.log(`chat: ${String(error)}`)
    this.#subscription?.stop()
    const known = error instanceof AppError ? error : new AppError('disk', { reason: String(error) })
    const waitMs = this.#options.timings.backoffMostMs
    this.#lose(Date.now(), known.toEnvelope(), Date.now() + waitMs)
    this.#restart = setTimeout(() => {
      this.#restart = undefined
      this.#subscribe()
    }, waitMs)
  }

  #setState(state: ChatState): void {
    if (this.#hasEnded) return
    const clockOffset = this.#options.session.connection.clock.offset
    this.#state = { ...state, ...(clockOffset ? { clockOffset } : {}) }
    this.#options.onState(this.#state)
  }
}
