/** Conversations and messages of the account that is signed in. Lives with the session; its store stays. */
import type { ChatState, Partner } from '../../../shared/contract/chat.ts'
import type { EventPayload } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { AudienceType } from '../../../shared/platform/message-content.ts'
import type { Badge } from '../app/badge.ts'
import type { AccountDatabase } from '../db/account-database.ts'
import type { CoreEvents } from '../events.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { GroupFeed } from '../groups/group-feed.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import { ChatWork } from './chat-work.ts'
import { UnreadSum } from './unread-sum.ts'

export interface ChatOptions {
  readonly host: Host
  readonly events: CoreEvents
  readonly timings: Timings
  readonly fleet: Fleet
  readonly feed: Pick<GroupFeed, 'follow'>
  readonly database: Pick<AccountDatabase, 'ready'>
  readonly accountFolder: (session: ActiveSession) => string
  readonly badge: Pick<Badge, 'set'>
}

export class Chat implements SessionService {
  readonly #options: ChatOptions
  readonly #unread: UnreadSum
  #state: ChatState = { phase: 'empty' }
  #session: ActiveSession | undefined
  #work: Promise<ChatWork> | undefined
  readonly #renamed = new Set<string>()
  #retell: NodeJS.Timeout | undefined

  constructor(options: ChatOptions) {
    this.#options = options
    this.#unread = new UnreadSum(options.events, (sum) => options.badge.set('chat', sum))
    options.events.subscribe((name, payload) => this.#followFleet(name, payload))
  }

  get state(): ChatState {
    return this.#state
  }

  start(session: ActiveSession): void {
    this.#session = session
    this.#start(session, Promise.resolve())
  }

  /** The store is another one: what was read from the former may be gone. */
  renew(): void {
    if (this.#session) this.#start(this.#session, this.#leave())
  }

  #start(session: ActiveSession, before: Promise<void>): void {
    this.#options.events.emit('chat.cleared', {})
    this.#setState({ phase: 'loading' })
    const begun = before.then(() => this.#begin(session))
    this.#work = begun
    begun.catch((error: unknown) => {
      if (this.#work !== begun) return
      this.#options.host.log(
        'error',
        `chat: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
      const known = error instanceof AppError ? error : new AppError('internal', { reason: String(error) })
      this.#setState({ phase: 'empty', error: known.toEnvelope() })
    })
  }

  async end(): Promise<void> {
    this.#session = undefined
    await this.#leave()
    this.#options.events.emit('chat.cleared', {})
    this.#setState({ phase: 'empty' })
  }

  async #leave(): Promise<void> {
    const work = this.#work
    this.#work = undefined
    clearTimeout(this.#retell)
    this.#retell = undefined
    this.#renamed.clear()
    await (await work?.catch(() => undefined))?.end()
  }

  resume(): void {
    this.hurry()
  }

  /** Tries what waits for its next try at once. */
  hurry(): void {
    void this.#work?.then(
      (work) => work.hurry(),
      () => undefined,
    )
  }

  /** Errors: `not-signed-in`, and what kept the store from opening. */
  async require(): Promise<ChatWork> {
    if (!this.#work) throw new AppError('not-signed-in')
    return await this.#work
  }

  async #begin(session: ActiveSession): Promise<ChatWork> {
    const { host, events, timings, fleet, feed, database, accountFolder } = this.#options
    const work = new ChatWork({
      session,
      store: (await database.ready()).tables.chat,
      feed,
      fleet,
      events,
      timings,
      accountFolder: accountFolder(session),
      onState: (state) => this.#setState(state),
      log: (text) => host.log('warn', text),
    })
    this.#unread.fill(await work.store.conversations())
    await work.start()
    return work
  }

  /** Partners that got another name show it; a fleet that fills names thousands in a moment. */
  #followFleet(name: string, payload: unknown): void {
    const kind = NAMED[name]
    if (kind === undefined || !this.#work) return
    const { upserts } = payload as EventPayload<WatchpostContract, 'fleet.groupsChanged'>
    for (const { id } of upserts) this.#renamed.add(`${kind} ${id}`)
    this.#retell ??= setTimeout(() => {
      this.#retell = undefined
      const renamed = new Set(this.#renamed)
      this.#renamed.clear()
      void this.#work
        ?.then((work) => work.retell((partner) => renamed.has(`${partner.kind} ${partner.id}`)))
        .catch(() => undefined)
    }, this.#options.timings.collectMs)
  }

  #setState(state: ChatState): void {
    this.#state = state
    this.#options.events.emit('chat.stateChanged', state)
  }
}

const NAMED: Readonly<Record<string, Partner['kind']>> = {
  'fleet.usersChanged': AudienceType.user,
  'fleet.devicesChanged': AudienceType.device,
  'fleet.groupsChanged': AudienceType.deviceGroup,
  'fleet.userGroupsChanged': AudienceType.userGroup,
}
