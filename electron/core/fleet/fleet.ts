/**
 * The fleet as this client knows it: filled from the lists, kept by the on-line subscription, and honest about its age.
 * After each reconnect the lists are fetched again before it calls itself live.
 */
import type { Device, FleetKind, FleetState, Group, User } from '../../../shared/contract/fleet.ts'
import { AppError } from '../../../shared/errors.ts'
import { pushes } from '../../../shared/platform/index.ts'
import { toEpochMs } from '../../../shared/units.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import { Subscription, type SubscriptionState } from '../platform/subscription.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import { Collection } from './collection.ts'
import { fillFleet, listOnlineUsers, type FillSink, type Seen } from './fill.ts'
import { deviceAfterNotice, type OnlineFrame } from './rows.ts'
import { StatusCollector } from './status-collector.ts'

export class Fleet implements SessionService {
  readonly groups = new Collection<Group>()
  readonly devices = new Collection<Device>()
  readonly userGroups = new Collection<Group>()
  readonly users = new Collection<User>()
  readonly #host: Host
  readonly #events: CoreEvents
  readonly #timings: Timings
  readonly #flips: StatusCollector
  #state: FleetState = { phase: 'empty', loaded: 0, total: 0 }
  #subscription: Subscription<typeof pushes.onlineStatus> | undefined
  #lifetime = new AbortController()
  #usersTimer: NodeJS.Timeout | undefined
  #usersAskedAt = -Infinity
  /** Set by `refresh`, ended by the fill it started. */
  #refill: Promise<void> | undefined
  /** The fill under way; the next one waits for it. */
  #filling: Promise<void> = Promise.resolve()
  /** Who came and went while the lists are read: newer than any page that is on its way. */
  #notices: Map<string, boolean> | undefined

  constructor(host: Host, events: CoreEvents, timings: Timings) {
    this.#host = host
    this.#events = events
    this.#timings = timings
    this.#flips = new StatusCollector(timings.collectMs, (changes) =>
      events.emit('fleet.devicesStatusChanged', { changes }),
    )
  }

  get state(): FleetState {
    return this.#state
  }

  start(session: ActiveSession): void {
    this.#clear()
    this.#lifetime = new AbortController()
    this.#setState({ phase: 'loading', loaded: 0, total: 0 })
    this.#subscription = new Subscription({
      push: pushes.onlineStatus,
      connection: session.connection,
      token: () => session.keeper.token,
      renewToken: (refused) => session.keeper.renew(refused),
      catchUp: (signal) => this.#fill(session, signal),
      onFrame: (frame) => this.#receive(session, frame),
      onState: (state) => this.#follow(state),
      onBadFrame: (reason) => this.#host.log('warn', `onlinestatus: frame left out, ${reason}`),
      timings: this.#timings,
    })
    this.#subscription.start()
  }

  end(): Promise<void> {
    this.#subscription?.stop()
    this.#subscription = undefined
    this.#lifetime.abort()
    clearTimeout(this.#usersTimer)
    this.#usersTimer = undefined
    this.#refill = undefined
    this.#clear()
    this.#setState({ phase: 'empty', loaded: 0, total: 0 })
    return Promise.resolve()
  }

  resume(): void {
    this.hurry()
  }

  /** Tries the subscription at once: the session came back, the machine woke up. */
  hurry(): void {
    this.#subscription?.hurry()
  }

  async refresh(session: ActiveSession): Promise<void> {
    this.#refill ??= this.#fill(session, this.#lifetime.signal).finally(() => (this.#refill = undefined))
    await this.#refill
  }

  page(kind: FleetKind, offset: number, limit: number) {
    if (kind === 'groups') return { kind, rows: this.groups.page(offset, limit), total: this.groups.size }
    if (kind === 'devices') return { kind, rows: this.devices.page(offset, limit), total: this.devices.size }
    if (kind === 'userGroups') return { kind, rows: this.userGroups.page(offset, limit), total: this.userGroups.size }
    return { kind, rows: this.users.page(offset, limit), total: this.users.size }
  }

  /** One at a time: of two each would drop what only the other saw. */
  #fill(session: ActiveSession, signal: AbortSignal): Promise<void> {
    const fill = this.#filling.then(() => this.#fillAlone(session, signal))
    this.#filling = fill.catch(() => undefined)
    return fill
  }

  async #fillAlone(session: ActiveSession, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new AppError('cancelled')
    const notices = (this.#notices = new Map<string, boolean>())
    try {
      const seen = await this.#readLists(session, notices, signal)
      for (const [id, online] of notices) if (online) seen.devices.add(id)
      this.#dropUnseen(seen)
    } finally {
      this.#notices = undefined
      // Half a refill leaves the whole list: nothing was dropped.
      if (this.#state.phase === 'live') this.#showLive()
    }
  }

  #readLists(session: ActiveSession, notices: ReadonlyMap<string, boolean>, signal: AbortSignal): Promise<Seen> {
    const events = this.#events
    /** Tells what is new or differs. */
    const take = <T extends { id: string }>(rows: Collection<T>, read: T[], tell: (upserts: T[]) => void): void => {
      const upserts = rows.upsert(read)
      if (upserts.length > 0) tell(upserts)
    }
    const sink: FillSink = {
      groups: (rows) =>
        take(this.groups, rows, (upserts) => events.emit('fleet.groupsChanged', { upserts, removed: [] })),
      devices: (rows, loaded, total) => {
        const now = rows.map((row) => ({ ...row, online: notices.get(row.id) ?? row.online }))
        take(this.devices, now, (upserts) => this.#tellDevices(upserts))
        this.#setState({ ...this.#state, loaded, total })
      },
      userGroups: (rows) =>
        take(this.userGroups, rows, (upserts) => events.emit('fleet.userGroupsChanged', { upserts, removed: [] })),
      users: (rows) => take(this.users, rows, (upserts) => events.emit('fleet.usersChanged', { upserts, removed: [] })),
    }
    return fillFleet(session, sink, signal)
  }

  /** Rows carry the state too: flips collected before them must not arrive after them. */
  #tellDevices(upserts: Device[]): void {
    this.#flips.flush()
    this.#events.emit('fleet.devicesChanged', { upserts, removed: [] })
  }

  #dropUnseen(seen: Seen): void {
    const groups = this.groups.keepOnly(seen.groups)
    if (groups.length > 0) this.#events.emit('fleet.groupsChanged', { upserts: [], removed: groups })
    const devices = this.devices.keepOnly(seen.devices)
    if (devices.length > 0) this.#events.emit('fleet.devicesChanged', { upserts: [], removed: devices })
    const userGroups = this.userGroups.keepOnly(seen.userGroups)
    if (userGroups.length > 0) this.#events.emit('fleet.userGroupsChanged', { upserts: [], removed: userGroups })
    const users = this.users.keepOnly(seen.users)
    if (users.length > 0) this.#events.emit('fleet.usersChanged', { upserts: [], removed: users })
  }

  #receive(session: ActiveSession, frame: OnlineFrame): void {
    const time = toEpochMs(frame.time) ?? session.now()
    if (frame.device) this.#receiveDevice(frame.device, frame.status === 1, time)
    if (frame.user) this.#askOnlineUsers(session)
  }

  #receiveDevice(notice: NonNullable<OnlineFrame['device']>, online: boolean, time: number): void {
    const known = this.devices.get(notice.id)
    this.#notices?.set(notice.id, online)
    if (!online) {
      // Only the state of an off-line notice is valid: names and channels stay as they were.
      if (known?.online) this.#flip(known, false, time)
      return
    }
    const row = deviceAfterNotice(known, notice)
    if (!row) return
    const told = known && JSON.stringify({ ...known, online: true }) === JSON.stringify(row)
    if (told) {
      if (!known.online) this.#flip(known, true, time)
      return
    }
    this.devices.upsert([row])
    this.#tellDevices([row])
  }

  #flip(known: Device, online: boolean, time: number): void {
    this.devices.upsert([{ ...known, online }])
    this.#flips.add({ id: known.id, online, time })
  }

  #askOnlineUsers(session: ActiveSession): void {
    if (this.#usersTimer) return
    const { signal } = this.#lifetime
    const sinceMs = performance.now() - this.#usersAskedAt
    this.#usersTimer = setTimeout(
      () => {
        this.#usersTimer = undefined
        this.#usersAskedAt = performance.now()
        this.#updateOnlineUsers(session, signal).catch((error: unknown) => {
          // The next reconnect or notice asks again; until then the list is as told before.
          if (!signal.aborted) this.#host.log('warn', `online users: ${String(error)}`)
        })
      },
      Math.max(this.#timings.collectMs, this.#timings.onlineUsersMs - sinceMs),
    )
  }

  /** Users can be signed in several times: after a notice the truth is asked. */
  async #updateOnlineUsers(session: ActiveSession, signal: AbortSignal): Promise<void> {
    await this.#filling
    // None are known to an account that may see none.
    if (signal.aborted || this.users.size === 0) return
    const online = await listOnlineUsers(session, signal)
    const rows = [...this.users.values()].map((user) => ({
      ...user,
      online: online.ids.has(user.id),
      terminals: online.terminals.get(user.id) ?? [],
    }))
    const upserts = this.users.upsert(rows)
    if (upserts.length > 0) this.#events.emit('fleet.usersChanged', { upserts, removed: [] })
  }

  #follow(state: SubscriptionState): void {
    if (state.phase === 'live') {
      this.#showLive()
    } else if (state.phase === 'lost') {
      const { error, retryAt } = state
      const first = this.#state.phase === 'loading'
      this.#setState({ ...this.#state, ...(first ? {} : { phase: 'stale', staleSince: state.since }), error, retryAt })
    }
  }

  /** States collected while the lists were read are told before it is said that they are right. */
  #showLive(): void {
    this.#flips.flush()
    this.#setState({ phase: 'live', loaded: this.devices.size, total: this.devices.size })
  }

  #clear(): void {
    this.#flips.clear()
    for (const collection of [this.groups, this.devices, this.userGroups, this.users]) collection.clear()
    this.#events.emit('fleet.cleared', {})
  }

  #setState(state: FleetState): void {
    this.#state = state
    this.#events.emit('fleet.stateChanged', state)
  }
}
