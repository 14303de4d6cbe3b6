/** The chat groups this account is in: fetched when the chat catches up, and again when something says that they changed. */
import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { GroupListing } from '../../../shared/platform/im-group.ts'
import { operations, pushes } from '../../../shared/platform/index.ts'
import type { FrameOf } from '../../../shared/platform/define.ts'
import { ConferenceSubject } from '../../../shared/platform/websocket.ts'
import { Subscription } from '../platform/subscription.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { ChatChange } from './chat-parts.ts'
import type { ChatStore } from './chat-store.ts'
import type { KnownGroup } from './group-methods.ts'

const PAGE = { pageSize: 500, parallel: 2 }
/** A list that changes while it is read is read again, so often at most. */
const MOST_READINGS = 3
const REFUSED: ReadonlySet<number | undefined> = new Set([
  PlatformCode.unsupported,
  PlatformCode.forbidden,
  PlatformCode.noPermission,
])

export interface ChatGroupsOptions {
  readonly session: ActiveSession
  readonly store: Pick<ChatStore, 'applyGroups'>
  readonly timings: Timings
  readonly onChange: (change: ChatChange) => void
  /** What groups are or who is in them may have changed: of these, or of any. */
  readonly onGroups: (ids: string[] | undefined) => void
  readonly log: (text: string) => void
}

export class ChatGroups {
  readonly #options: ChatGroupsOptions
  readonly #lifetime = new AbortController()
  /** Heard of and not told yet. */
  readonly #changed = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #subscription: Subscription<typeof pushes.conference> | undefined

  constructor(options: ChatGroupsOptions) {
    this.#options = options
  }

  /** Follows the meeting subscription, which tells of groups and members too. */
  start(): void {
    const { session, timings, log } = this.#options
    this.#subscription = new Subscription({
      push: pushes.conference,
      connection: session.connection,
      token: () => session.keeper.token,
      renewToken: (refused) => session.keeper.renew(refused),
      catchUp: (signal) => this.#catchUp(signal),
      onFrame: (frame) => this.#receive(frame),
      onState: () => undefined,
      onBadFrame: (reason) => log(`conference: frame left out, ${reason}`),
      timings,
    })
    this.#subscription.start()
  }

  stop(): void {
    this.#lifetime.abort()
    clearTimeout(this.#timer)
    this.#subscription?.stop()
  }

  hurry(): void {
    this.#subscription?.hurry()
  }

  /** Members are nowhere listed for all groups: whoever looks at some reads them again. */
  async #catchUp(signal: AbortSignal): Promise<void> {
    await this.refresh(signal)
    this.#options.onGroups(undefined)
  }

  /** Soon, once for all that ask meanwhile. */
  refreshSoon(): void {
    const { signal } = this.#lifetime
    if (signal.aborted) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (this.#changed.size > 0) this.#options.onGroups([...this.#changed])
      this.#changed.clear()
      this.refresh(signal).catch((error: unknown) => {
        if (!signal.aborted) this.#options.log(`chat groups: ${String(error)}`)
      })
    }, this.#options.timings.collectMs)
  }

  /** Errors: those of the calls. An account that may see none keeps what it has. */
  async refresh(signal: AbortSignal): Promise<void> {
    const groups = await this.#readAll(signal).catch((error: unknown) => {
      if (error instanceof AppError && REFUSED.has(error.details.platformCode)) return undefined
      throw error
    })
    if (groups) this.#options.onChange(await this.#options.store.applyGroups({ groups, now: Date.now() }))
  }

  async #readAll(signal: AbortSignal): Promise<KnownGroup[]> {
    const input = { body: { page: 0, pageSize: PAGE.pageSize, filter: { filterCondition: GroupListing.own } } }
    for (let reading = 1; ; reading++) {
      const groups = new Map<string, KnownGroup>()
      const pages = this.#options.session.pages(operations.imGroup.list, input, { ...PAGE, signal })
      for await (const { rows } of pages) for (const { id, name } of rows) groups.set(id, { id, name })
      if (pages.isSteady || reading === MOST_READINGS) return [...groups.values()]
    }
  }

  #receive({ type, groupid }: FrameOf<typeof pushes.conference>): void {
    if (type !== ConferenceSubject.group && type !== ConferenceSubject.groupMember) return
    this.#changed.add(groupid)
    this.refreshSoon()
  }
}
