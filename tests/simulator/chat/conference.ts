/** The meeting of one group: who is in it, and who has the floor. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { CONFERENCE_LIMIT, ConferenceStatus, type ConferenceStatusId } from '../../../shared/platform/conference.ts'
import { ConferenceChange } from '../../../shared/platform/websocket.ts'
import { Refusal } from '../http/refusal.ts'
import type { ChatGroup, GroupMember } from './group.ts'

/** With the one who took the floor, and those who were named to speak. */
export const MAX_SPEAKERS = 4

/** Replaced as a whole when anything of it changes. */
export interface Attendee {
  readonly member: GroupMember
  readonly status: ConferenceStatusId
  /** Log-in by which a desk is in it. */
  readonly appId: number | undefined
}

type ChangeId = (typeof ConferenceChange)[keyof typeof ConferenceChange]
type Tell = (operation: ChangeId, attendee: Attendee) => void

export class Conference {
  readonly group: ChatGroup
  /** Epoch ms. */
  readonly createdAtMs: number
  readonly #attendees = new Map<string, Attendee>()
  readonly #tell: Tell

  constructor(group: ChatGroup, createdAtMs: number, tell: Tell) {
    this.group = group
    this.createdAtMs = createdAtMs
    this.#tell = tell
  }

  get attendees(): readonly Attendee[] {
    return [...this.#attendees.values()]
  }

  get speakers(): readonly Attendee[] {
    return this.attendees.filter(({ status }) => status === ConferenceStatus.speaking)
  }

  find(memberId: string): Attendee | undefined {
    return this.#attendees.get(memberId)
  }

  /** Not in it: 2. */
  get(memberId: string): Attendee {
    const attendee = this.#attendees.get(memberId)
    if (!attendee) throw new Refusal(PlatformCode.notFound, 'not in the meeting')
    return attendee
  }

  /** Called in and not there yet. Full: 18. */
  call(member: GroupMember): Attendee {
    const attendee = this.find(member.memberId)
    if (!attendee) return this.#enter(member, ConferenceStatus.joining, undefined)
    return attendee.status === ConferenceStatus.offline
      ? this.#become(attendee, ConferenceChange.changed, { status: ConferenceStatus.joining })
      : attendee
  }

  /** Is there from now on; again does nothing. Full: 18. */
  join(member: GroupMember, appId: number | undefined): void {
    const attendee = this.#attendees.get(member.memberId)
    const status = ConferenceStatus.joined
    if (!attendee) this.#enter(member, status, appId)
    else if (attendee.status < status) this.#become(attendee, ConferenceChange.changed, { status, appId })
    else if (attendee.appId !== appId) this.#become(attendee, ConferenceChange.changed, { appId })
  }

  /** Went off-line: stays on the list. */
  lose(memberId: string): void {
    this.endSpeech(memberId)
    const attendee = this.#attendees.get(memberId)
    if (attendee && attendee.status !== ConferenceStatus.offline)
      this.#become(attendee, ConferenceChange.changed, { status: ConferenceStatus.offline })
  }

  /** Not in it: 2. */
  quit(memberId: string): void {
    this.leave(this.get(memberId).member.memberId)
  }

  leave(memberId: string): void {
    this.endSpeech(memberId)
    const attendee = this.#attendees.get(memberId)
    if (!attendee) return
    this.#attendees.delete(memberId)
    this.#tell(ConferenceChange.removed, { ...attendee, status: ConferenceStatus.offline })
  }

  /** Not in it: 2, not there yet: 5, the floor is taken: 7. */
  takeFloor(memberId: string): void {
    const attendee = this.#present(memberId)
    if (attendee.status === ConferenceStatus.speaking) return
    if (this.speakers.length > 0) throw new Refusal(PlatformCode.busy, 'somebody else speaks')
    this.#begin(attendee)
  }

  /** Speaks beside those who do. Not in it: 2, not there yet: 5, too many: 18. */
  giveFloor(memberId: string): void {
    const attendee = this.#present(memberId)
    if (attendee.status === ConferenceStatus.speaking) return
    if (this.speakers.length >= MAX_SPEAKERS)
      throw new Refusal(PlatformCode.maxLimit, `${MAX_SPEAKERS} members speak already`)
    this.#begin(attendee)
  }

  /** Who does not speak is left alone. */
  endSpeech(memberId: string): void {
    const attendee = this.#attendees.get(memberId)
    if (attendee?.status === ConferenceStatus.speaking)
      this.#become(attendee, ConferenceChange.speechEnded, { status: ConferenceStatus.joined })
  }

  #present(memberId: string): Attendee {
    const attendee = this.get(memberId)
    if (attendee.status < ConferenceStatus.joined) throw new Refusal(PlatformCode.offline, 'not there yet')
    return attendee
  }

  #enter(member: GroupMember, status: ConferenceStatusId, appId: number | undefined): Attendee {
    if (this.#attendees.size >= CONFERENCE_LIMIT) throw new Refusal(PlatformCode.maxLimit, 'the meeting is full')
    const attendee: Attendee = { member, status, appId }
    this.#attendees.set(member.memberId, attendee)
    this.#tell(ConferenceChange.added, attendee)
    return attendee
  }

  #become(before: Attendee, operation: ChangeId, change: Partial<Attendee>): Attendee {
    const attendee = { ...before, ...change }
    this.#attendees.set(before.member.memberId, attendee)
    this.#tell(operation, attendee)
    return attendee
  }

  #begin(attendee: Attendee): void {
    this.#become(attendee, ConferenceChange.speechBegan, { status: ConferenceStatus.speaking })
  }
}
