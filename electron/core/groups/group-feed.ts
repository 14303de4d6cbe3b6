/**
 * What the platform tells of chat groups, their members and their meetings: one subscription for all who follow it. It is live
 * when all of them have caught up. Documentation: websocket "conference".
 */
import type { Off } from '../../../shared/disposables.ts'
import type { FrameOf } from '../../../shared/platform/define.ts'
import { pushes } from '../../../shared/platform/index.ts'
import type { Host } from '../host.ts'
import { Subscription, type SubscriptionState } from '../platform/subscription.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'

export type GroupFrame = FrameOf<typeof pushes.conference>

export interface GroupFollower {
  /** Reads what was missed; its failure counts as a lost connection. Frames come after it. */
  catchUp(signal: AbortSignal): Promise<void>
  onFrame(frame: GroupFrame): void
  onState?(state: SubscriptionState): void
}

export class GroupFeed implements SessionService {
  readonly #host: Host
  readonly #timings: Timings
  readonly #followers = new Set<GroupFollower>()
  #subscription: Subscription<typeof pushes.conference> | undefined
  /** Of the connection there is. */
  #connected: AbortSignal | undefined

  constructor(host: Host, timings: Timings) {
    this.#host = host
    this.#timings = timings
  }

  start(session: ActiveSession): void {
    this.#subscription = new Subscription({
      push: pushes.conference,
      connection: session.connection,
      token: () => session.keeper.token,
      renewToken: (refused) => session.keeper.renew(refused),
      catchUp: async (signal) => {
        this.#connected = signal
        await Promise.all([...this.#followers].map((follower) => follower.catchUp(signal)))
      },
      onFrame: (frame) => {
        for (const follower of this.#followers) follower.onFrame(frame)
      },
      onState: (state) => {
        for (const follower of this.#followers) follower.onState?.(state)
      },
      onBadFrame: (reason) => this.#host.log('warn', `conference: frame left out, ${reason}`),
      timings: this.#timings,
    })
    this.#subscription.start()
  }

  end(): Promise<void> {
    this.#subscription?.stop()
    this.#subscription = undefined
    this.#connected = undefined
    return Promise.resolve()
  }

  resume(): void {
    this.hurry()
  }

  hurry(): void {
    this.#subscription?.hurry()
  }

  /** Who comes while there is a connection catches up beside the others; a failure of that is only told. */
  follow(follower: GroupFollower): Off {
    this.#followers.add(follower)
    const connected = this.#connected
    if (connected && !connected.aborted)
      follower.catchUp(connected).catch((error: unknown) => {
        if (!connected.aborted) this.#host.log('warn', `conference: ${String(error)}`)
      })
    return () => this.#followers.delete(follower)
  }
}
