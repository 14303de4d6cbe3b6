/** Push-to-talk conferences of the account that is signed in. Lives with the session; see `conference-work.ts`. */
import type { ConferencesState } from '../../../shared/contract/conferences.ts'
import { AppError } from '../../../shared/errors.ts'
import type { CoreEvents } from '../events.ts'
import type { GroupFeed } from '../groups/group-feed.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import type { Settings } from '../settings/settings.ts'
import { within } from '../within.ts'
import { ConferenceWork } from './conference-work.ts'
import { Invitations } from './invitations.ts'

export interface ConferencesOptions {
  readonly host: Host
  readonly events: CoreEvents
  readonly timings: Timings
  readonly settings: Settings
  readonly feed: GroupFeed
}

export class Conferences implements SessionService {
  readonly #options: ConferencesOptions
  #state: ConferencesState = { phase: 'empty' }
  #work: ConferenceWork | undefined
  #invitations: Invitations | undefined

  constructor(options: ConferencesOptions) {
    this.#options = options
  }

  get state(): ConferencesState {
    return this.#state
  }

  start(session: ActiveSession): void {
    const { host, feed, settings, events, timings } = this.#options
    const log = (text: string): void => host.log('warn', text)
    this.#setState({ phase: 'loading' })
    const onState = (state: ConferencesState): void => this.#setState(state)
    const work = new ConferenceWork({ session, feed, settings, events, timings, onState, log })
    this.#work = work
    this.#invitations = new Invitations({
      ...{ session, settings, timings, log },
      nameOf: (groupId) => work.list.get(groupId)?.name ?? groupId,
      join: (groupId) => work.join(groupId),
      onChanged: (invitations) => events.emit('conferences.invitationsChanged', { invitations }),
    })
  }

  async end(): Promise<void> {
    const work = this.#work
    const gone = work?.list.all.map(({ groupId }) => groupId) ?? []
    this.#work = undefined
    this.#invitations?.end()
    this.#invitations = undefined
    if (work) await within(this.#options.timings.farewellMs, work.floors.loseAll('session'))
    work?.end()
    this.#options.events.emit('conferences.changed', { upserts: [], removed: gone })
    this.#setState({ phase: 'empty' })
  }

  resume(): void {
    this.hurry()
  }

  hurry(): void {
    this.#work?.floors.hurry()
    this.#invitations?.hurry()
  }

  /** The machine sleeps or is locked: no hand is at any key. */
  releaseAll(): void {
    void this.#work?.floors.loseAll('power')
  }

  /** Errors: `not-signed-in`. */
  require(): ConferenceWork {
    if (!this.#work) throw new AppError('not-signed-in')
    return this.#work
  }

  /** Errors: `not-signed-in`. */
  get invitations(): Invitations {
    if (!this.#invitations) throw new AppError('not-signed-in')
    return this.#invitations
  }

  #setState(state: ConferencesState): void {
    this.#state = state
    this.#options.events.emit('conferences.stateChanged', state)
  }
}
