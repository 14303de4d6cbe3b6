/** The chat groups this account is in: fetched when the chat catches up, and again when something says that they changed. */
import type { Off } from '../../../shared/disposables.ts'
import { AppError, isAway } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { ConferenceSubject } from '../../../shared/platform/websocket.ts'
import type { GroupFeed, GroupFrame } from '../groups/group-feed.ts'
import { readOwnGroups } from '../groups/own-groups.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { ChatChange } from './chat-parts.ts'
import type { ChatStore } from './chat-store.ts'

const REFUSED: ReadonlySet<number | undefined> = new Set([
  PlatformCode.unsupported,
  PlatformCode.forbidden,
  PlatformCode.noPermission,
])

export interface ChatGroupsOptions {
  readonly session: ActiveSession
  readonly feed: Pick<GroupFeed, 'follow'>
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
  #leave: Off = () => undefined

  constructor(options: ChatGroupsOptions) {
    this.#options = options
  }

  start(): void {
    this.#leave = this.#options.feed.follow({
      catchUp: (signal) => this.#catchUp(signal),
      onFrame: (frame) => this.#receive(frame),
    })
  }

  stop(): void {
    this.#lifetime.abort()
    clearTimeout(this.#timer)
    this.#leave()
  }

  /** Members are nowhere listed for all groups: whoever looks at some reads them again. */
  async #catchUp(signal: AbortSignal): Promise<void> {
    // Its own store may fail where the platform does not: who else follows must not wait for that.
    await this.refresh(signal).catch((error: unknown) => {
      if (signal.aborted || (error instanceof AppError && isAway(error.code))) throw error
      this.#options.log(`chat groups: ${String(error)}`)
    })
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
    const groups = await readOwnGroups(this.#options.session, signal).catch((error: unknown) => {
      if (error instanceof AppError && REFUSED.has(error.details.platformCode)) return undefined
      throw error
    })
    if (!groups) return
    const known = groups.map(({ id, name }) => ({ id, name }))
    this.#options.onChange(await this.#options.store.applyGroups({ groups: known, now: Date.now() }))
  }

  #receive({ type, groupid }: GroupFrame): void {
    if (type !== ConferenceSubject.group && type !== ConferenceSubject.groupMember) return
    this.#changed.add(groupid)
    this.refreshSoon()
  }
}
