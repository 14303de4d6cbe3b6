/**
 * The conferences of one session, level with the platform: all are read when the subscription (again) comes up, and then
 * followed frame by frame. Whatever comes while one is read waits for it.
 */
import type { Conference, ConferenceMember } from '../../../shared/contract/conferences.ts'
import { AppError } from '../../../shared/errors.ts'
import { inParallel } from '../../../shared/in-parallel.ts'
import { ConferenceChange, ConferenceSubject } from '../../../shared/platform/websocket.ts'
import type { GroupFrame } from '../groups/group-feed.ts'
import { readOwnGroups } from '../groups/own-groups.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { Meeting } from './meeting.ts'
import { readMeeting } from './read-meeting.ts'

const READ_AT_ONCE = 4

/**
 * What became of this account in a conference: it speaks, or does not; it is lost or missing in it; it was taken off its list;
 * it is in it at another desk; the conference is over.
 */
export type OwnChange = 'speaking' | 'silent' | 'missing' | 'out' | 'elsewhere' | 'ended'

export interface ConferenceListOptions {
  readonly session: ActiveSession
  readonly timings: Pick<Timings, 'collectMs' | 'backoffMostMs'>
  readonly isWanted: (groupId: string) => boolean
  readonly onChanged: (upserts: Conference[], removed: string[]) => void
  /** Without members: all may be others. */
  readonly onMembers: (groupId: string, upserts?: ConferenceMember[]) => void
  readonly onOwn: (groupId: string, change: OwnChange) => void
  readonly log: (text: string) => void
}

export class ConferenceList {
  readonly #options: ConferenceListOptions
  readonly #meetings = new Map<string, Meeting>()
  /** Frames of those that are being read. */
  readonly #waiting = new Map<string, GroupFrame[]>()
  /** One after the other for each: an older answer must not come over a newer one. */
  readonly #reads = new Map<string, Promise<void>>()
  readonly #lifetime = new AbortController()
  readonly #due = new Set<string>()
  #isListDue = false
  #timer: NodeJS.Timeout | undefined

  constructor(options: ConferenceListOptions) {
    this.#options = options
  }

  get all(): Conference[] {
    return [...this.#meetings.values()].map((meeting) => this.#show(meeting))
  }

  get(groupId: string): Meeting | undefined {
    return this.#meetings.get(groupId)
  }

  end(): void {
    this.#lifetime.abort()
    clearTimeout(this.#timer)
  }

  /** Errors: those of the calls. */
  async catchUp(signal: AbortSignal): Promise<void> {
    await this.#readList(signal)
    await inParallel(READ_AT_ONCE, [...this.#meetings.keys()], (groupId) => this.#read(groupId, signal))
  }

  /** Something of it that only this desk knows is another. */
  retell(groupId: string): void {
    const meeting = this.#meetings.get(groupId)
    if (meeting) this.#options.onChanged([this.#show(meeting)], [])
  }

  apply(frame: GroupFrame): void {
    const { type, operation, groupid, member } = frame
    const waiting = this.#waiting.get(groupid)
    if (waiting) return void waiting.push(frame)
    const meeting = this.#meetings.get(groupid)
    const isMe = member?.memberID === this.#options.session.username
    if (!meeting || type === ConferenceSubject.group) return this.#readLater()
    if (type === ConferenceSubject.groupMember) {
      if (isMe) this.#readLater()
      return this.#readLater(groupid)
    }
    if (type === ConferenceSubject.conference) {
      if (operation === ConferenceChange.removed) this.#finish(meeting)
      else if (operation === ConferenceChange.added) this.#readNow(groupid)
    } else if (!meeting.isLive || !member) this.#readNow(groupid)
    else this.#applyMember(meeting, frame, member, isMe)
  }

  #applyMember(
    meeting: Meeting,
    { operation, groupid }: GroupFrame,
    told: NonNullable<GroupFrame['member']>,
    isMe: boolean,
  ): void {
    const isOut = operation === ConferenceChange.removed
    const member = meeting.apply(told, isOut, Date.now())
    this.#options.onMembers(groupid, [member])
    this.retell(groupid)
    if (isMe) this.#options.onOwn(groupid, isOut ? 'out' : ownChange(meeting))
  }

  #finish(meeting: Meeting): void {
    if (!meeting.isLive) return
    meeting.end(Date.now())
    this.#options.onMembers(meeting.groupId)
    this.retell(meeting.groupId)
    this.#options.onOwn(meeting.groupId, 'ended')
  }

  async #readList(signal: AbortSignal): Promise<void> {
    const groups = await readOwnGroups(this.#options.session, signal)
    const seen = new Set(groups.map(({ id }) => id))
    const gone = [...this.#meetings.values()].filter(({ groupId }) => !seen.has(groupId))
    for (const meeting of gone) {
      this.#finish(meeting)
      this.#meetings.delete(meeting.groupId)
    }
    for (const group of groups) {
      const known = this.#meetings.get(group.id)
      if (known) known.group = group
      else this.#meetings.set(group.id, new Meeting(group, this.#options.session.username))
    }
    const removed = gone.map(({ groupId }) => groupId)
    this.#options.onChanged(this.all, removed)
  }

  #read(groupId: string, signal: AbortSignal): Promise<void> {
    const before = this.#reads.get(groupId)?.catch(() => undefined) ?? Promise.resolve()
    const reading = before.then(() => this.#readAlone(groupId, signal))
    this.#reads.set(groupId, reading)
    return reading.finally(() => {
      if (this.#reads.get(groupId) === reading) this.#reads.delete(groupId)
    })
  }

  async #readAlone(groupId: string, signal: AbortSignal): Promise<void> {
    const frames: GroupFrame[] = []
    this.#waiting.set(groupId, frames)
    try {
      const reading = await readMeeting(this.#options.session, groupId, signal)
      const meeting = this.#meetings.get(groupId)
      if (!meeting) return
      const wasLive = meeting.isLive
      meeting.replace(reading, Date.now())
      this.#options.onMembers(groupId)
      this.retell(groupId)
      if (meeting.isLive) this.#options.onOwn(groupId, ownChange(meeting))
      else if (wasLive) this.#options.onOwn(groupId, 'ended')
    } finally {
      this.#waiting.delete(groupId)
      for (const frame of frames) this.apply(frame)
    }
  }

  #readNow(groupId: string): void {
    this.#due.add(groupId)
    this.#run()
  }

  /** Soon, once for all that ask meanwhile; without a group the list of them. */
  #readLater(groupId?: string): void {
    if (groupId === undefined) this.#isListDue = true
    else this.#due.add(groupId)
    if (!this.#lifetime.signal.aborted) this.#timer ??= setTimeout(() => this.#run(), this.#options.timings.collectMs)
  }

  #run(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const { signal } = this.#lifetime
    if (signal.aborted) return
    const [isListDue, due] = [this.#isListDue, [...this.#due]]
    this.#isListDue = false
    this.#due.clear()
    this.#readDue(isListDue, due, signal).catch((error: unknown) => {
      if (signal.aborted) return
      this.#options.log(`conferences: ${error instanceof AppError ? error.message : String(error)}`)
      for (const groupId of due) this.#due.add(groupId)
      this.#isListDue ||= isListDue
      this.#timer ??= setTimeout(() => this.#run(), this.#options.timings.backoffMostMs)
    })
  }

  async #readDue(isListDue: boolean, due: readonly string[], signal: AbortSignal): Promise<void> {
    const known = new Set(this.#meetings.keys())
    if (isListDue) await this.#readList(signal)
    const fresh = [...this.#meetings.keys()].filter((groupId) => !known.has(groupId))
    const all = [...new Set([...fresh, ...due])].filter((groupId) => this.#meetings.has(groupId))
    await inParallel(READ_AT_ONCE, all, (groupId) => this.#read(groupId, signal))
  }

  #show(meeting: Meeting): Conference {
    return meeting.toConference(this.#options.isWanted(meeting.groupId))
  }
}

function ownChange({ me }: Meeting): OwnChange {
  if (me?.presence !== 'speaking' && me?.presence !== 'joined') return 'missing'
  if (!me.isHere) return 'elsewhere'
  return me.presence === 'speaking' ? 'speaking' : 'silent'
}
