/** The conferences of one session: its parts put together, and what the screens may ask of them. */
import {
  TALK_SECONDS,
  TALK_SECONDS_SETTING,
  type ConferenceMember,
  type ConferencesState,
  type Floor as FloorState,
} from '../../../shared/contract/conferences.ts'
import type { Connection } from '../../../shared/contract/define.ts'
import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { CoreEvents } from '../events.ts'
import type { GroupFeed } from '../groups/group-feed.ts'
import type { Timings } from '../platform/timings.ts'
import type { SubscriptionState } from '../platform/subscription.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { Settings } from '../settings/settings.ts'
import { ConferenceList, type OwnChange } from './conference-list.ts'
import { Floors } from './floors.ts'
import type { Meeting } from './meeting.ts'
import { PartList } from './part-list.ts'
import { Presence } from './presence.ts'

export interface ConferenceWorkOptions {
  readonly session: ActiveSession
  readonly feed: Pick<GroupFeed, 'follow'>
  readonly settings: Pick<Settings, 'read' | 'write'>
  readonly events: CoreEvents
  readonly timings: Timings
  readonly onState: (state: ConferencesState) => void
  readonly log: (text: string) => void
}

export class ConferenceWork {
  readonly list: ConferenceList
  readonly session: ActiveSession
  readonly floors: Floors
  readonly #options: ConferenceWorkOptions
  readonly #parts: PartList
  readonly #presence: Presence
  readonly #unfollow: () => void
  #state: ConferencesState = { phase: 'loading' }

  constructor(options: ConferenceWorkOptions) {
    const { session, feed, settings, events, timings, log } = options
    this.#options = options
    this.session = session
    this.#parts = new PartList(settings)
    this.list = new ConferenceList({
      ...{ session, timings, log },
      isWanted: (groupId) => this.#parts.has(groupId),
      onChanged: (upserts, removed) => events.emit('conferences.changed', { upserts, removed }),
      onMembers: (groupId, upserts) =>
        events.emit('conferences.membersChanged', upserts ? { groupId, upserts } : { groupId }),
      onOwn: (groupId, change) => this.#changeOwn(groupId, change),
    })
    this.floors = new Floors({
      ...{ session, timings },
      talkMs: () => this.#talkMs(),
      otherSpeaker: (groupId) => this.list.get(groupId)?.otherSpeaker,
      onChanged: (floor) => events.emit('conferences.floorChanged', floor),
    })
    this.#presence = new Presence({
      ...{ session, timings, log, parts: this.#parts },
      meeting: (groupId) => this.list.get(groupId),
      onRejoined: (groupId) => events.emit('conferences.rejoined', { groupIds: [groupId] }),
      onThrownOut: (groupId) => {
        this.list.retell(groupId)
        events.emit('conferences.thrownOut', { groupId })
      },
    })
    this.#unfollow = feed.follow({
      catchUp: (signal) => this.list.catchUp(signal),
      onFrame: (frame) => this.list.apply(frame),
      onState: (state) => this.#follow(state),
    })
  }

  get isLive(): boolean {
    return this.#state.phase === 'live'
  }

  /** No further tries. What is held is to be given back before. */
  end(): void {
    this.#unfollow()
    this.#presence.end()
    this.list.end()
    this.floors.dispose()
  }

  members(groupId: string): ConferenceMember[] {
    const meeting = this.#meeting(groupId)
    return meeting.isLive ? meeting.members : []
  }

  async join(groupId: string): Promise<void> {
    await this.#presence.join(groupId)
    this.list.retell(groupId)
  }

  async quit(groupId: string): Promise<void> {
    void this.floors.of(groupId).lose('left')
    await this.#presence.giveUp(groupId)
    this.list.retell(groupId)
    try {
      await this.session.call(operations.conference.quit, { params: { groupid: groupId } })
    } catch (error) {
      // Who is not in it, or whose conference is over, is out.
      if (!(error instanceof AppError) || error.details.platformCode !== PlatformCode.notFound) throw error
    }
  }

  /** Errors: `not-found` where this account is not in the conference from here. */
  ownNumber(groupId: string): number {
    const { me } = this.#meeting(groupId)
    if (!me?.isHere || (me.presence !== 'joined' && me.presence !== 'speaking'))
      throw new AppError('not-found', { reason: 'not in the conference' })
    return me.number
  }

  /** Errors: `not-found` for no conference of this account. */
  press(groupId: string, press: string, connection: Connection): Promise<FloorState> {
    const meeting = this.#meeting(groupId)
    const floor = this.floors.of(groupId)
    // Where nobody would tell when the speech is ended, none begins.
    if (!this.isLive) return Promise.resolve(floor.refuse(press, 'lost'))
    if (!meeting.isLive) return Promise.resolve(floor.refuse(press, 'ended'))
    if (meeting.toConference(true).mine !== 'joined') return Promise.resolve(floor.refuse(press, 'left'))
    return floor.press(press, connection)
  }

  #meeting(groupId: string): Meeting {
    const meeting = this.list.get(groupId)
    if (!meeting) throw new AppError('not-found', { reason: 'no such conference' })
    return meeting
  }

  #changeOwn(groupId: string, change: OwnChange): void {
    const floor = this.floors.of(groupId)
    if (change === 'silent') floor.doubt()
    else if (change !== 'speaking') void floor.lose(change === 'ended' ? 'ended' : 'left')
    if (change === 'ended') this.#presence.ended(groupId)
    // What is missing while catching up is joined when that is done.
    if (!this.isLive) return
    if (change === 'out') this.#presence.left(groupId)
    else if (change === 'missing') void this.#presence.stay(groupId)
    else if (change === 'elsewhere') void this.#presence.giveUp(groupId).then(() => this.list.retell(groupId))
  }

  #follow(state: SubscriptionState): void {
    if (state.phase === 'live') {
      this.#setState({ phase: 'live' })
      for (const { groupId, speakers } of this.list.all) {
        void this.#presence.stay(groupId)
        if (speakers.some(({ id }) => id === this.session.username)) void this.floors.of(groupId).giveBackLeftover()
      }
    } else if (state.phase === 'lost') {
      void this.floors.loseAll('lost')
      const { error, retryAt } = state
      const { phase, staleSince = state.since } = this.#state
      this.#setState(phase === 'loading' ? { phase, error, retryAt } : { phase: 'stale', staleSince, error, retryAt })
    }
  }

  #setState(state: ConferencesState): void {
    this.#state = state
    this.#options.onState(state)
  }

  #talkMs(): number {
    const kept = this.#options.settings.read('account', TALK_SECONDS_SETTING)
    const { least, usual, most } = TALK_SECONDS
    const seconds = typeof kept === 'number' && kept >= least && kept <= most ? kept : usual
    return seconds * 1000
  }
}
