/** Subscriptions that somebody opened to look at what the platform pushes. Each is its window's, and ends with it or with the session. */
import type { WatchedFrame, WatchState } from '../../../shared/contract/platform.ts'
import type { Connection } from '../../../shared/contract/define.ts'
import type { Off } from '../../../shared/disposables.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Push } from '../../../shared/platform/define.ts'
import { pushes } from '../../../shared/platform/index.ts'
import { checker } from '../checker.ts'
import type { CoreEvents } from '../events.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import { Subscription, type SubscriptionState } from './subscription.ts'
import type { Timings } from './timings.ts'

interface Watch {
  readonly push: Push
  readonly connection: Connection
  readonly subscription: Subscription<Push>
  /** Not told yet. */
  frames: WatchedFrame[]
  dropped: number
  timer: NodeJS.Timeout | undefined
  disown: Off
}

/** Of one window. There are six subscriptions. */
const MAX_WATCHES = 12
/** What one batch holds of a flood: more than a screen. */
const MAX_BATCH = 200

const byName: ReadonlyMap<string, Push> = new Map((Object.values(pushes) as Push[]).map((push) => [push.name, push]))

export class Watches implements SessionService {
  readonly #events: CoreEvents
  readonly #timings: Timings
  readonly #watches = new Map<number, Watch>()
  #lastId = 0

  constructor(events: CoreEvents, timings: Timings) {
    this.#events = events
    this.#timings = timings
  }

  start(): void {
    // Nothing is watched until somebody asks.
  }

  resume(): void {
    for (const { subscription } of this.#watches.values()) subscription.hurry()
  }

  end(): Promise<void> {
    for (const [watchId, watch] of this.#watches) {
      watch.disown()
      this.#stop(watchId)
      this.#events.emit('platform.watchEnded', { watchId })
    }
    return Promise.resolve()
  }

  /** Errors: `bad-input` for a name that is none, `limit`. */
  open(session: ActiveSession, name: string, connection: Connection): number {
    const push = byName.get(name)
    if (!push) throw new AppError('bad-input', { path: '/subscription', reason: 'no such subscription' })
    const own = [...this.#watches.values()].filter((watch) => watch.connection === connection)
    if (own.length >= MAX_WATCHES) throw new AppError('limit', { reason: `${MAX_WATCHES} subscriptions` })
    const watchId = ++this.#lastId
    const subscription = new Subscription<Push>({
      push,
      connection: session.connection,
      token: () => session.keeper.token,
      renewToken: (refused) => session.keeper.renew(refused),
      catchUp: () => Promise.resolve(),
      onFrame: (frame) => this.#collect(watchId, { at: Date.now(), frame }),
      onBadFrame: (fault) => this.#collect(watchId, { at: Date.now(), fault }),
      onState: (state) => this.#events.emit('platform.watchStateChanged', { watchId, state: shownState(state) }),
      timings: this.#timings,
    })
    const watch: Watch = {
      push,
      connection,
      subscription,
      frames: [],
      dropped: 0,
      timer: undefined,
      disown: () => undefined,
    }
    this.#watches.set(watchId, watch)
    subscription.start()
    // A connection that is gone runs this at once.
    watch.disown = connection.own(() => this.#stop(watchId))
    return watchId
  }

  /** Errors: `not-found`, `bad-input`, `reset`. */
  say(watchId: number, message: unknown, connection: Connection): void {
    const watch = this.#watches.get(watchId)
    if (!watch || watch.connection !== connection) throw new AppError('not-found')
    const problem = checker(watch.push.sends)(message)
    if (problem) throw new AppError('bad-input', { operation: watch.push.name, ...problem })
    if (!watch.subscription.send(message)) throw new AppError('reset', { reason: 'no connection: nothing was sent' })
  }

  close(watchId: number, connection: Connection): void {
    const watch = this.#watches.get(watchId)
    if (watch?.connection !== connection) return
    watch.disown()
    this.#stop(watchId)
  }

  #stop(watchId: number): void {
    const watch = this.#watches.get(watchId)
    if (!watch) return
    this.#watches.delete(watchId)
    clearTimeout(watch.timer)
    watch.subscription.stop()
  }

  #collect(watchId: number, frame: WatchedFrame): void {
    const watch = this.#watches.get(watchId)
    if (!watch) return
    if (watch.frames.length < MAX_BATCH) watch.frames.push(frame)
    else watch.dropped++
    watch.timer ??= setTimeout(() => {
      const { frames, dropped } = watch
      Object.assign(watch, { frames: [], dropped: 0, timer: undefined })
      this.#events.emit('platform.framesArrived', { watchId, frames, dropped })
    }, this.#timings.collectMs)
  }
}

function shownState(state: SubscriptionState): WatchState {
  if (state.phase === 'lost') return { phase: 'lost', error: state.error, retryAt: state.retryAt }
  return { phase: state.phase === 'live' ? 'live' : 'connecting' }
}
