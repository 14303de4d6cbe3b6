/**
 * How members come into meetings and go: devices and terminals that are called pick up by themselves, desks are asked over the
 * command subscription, and whoever does not come in time is taken off the list. Who is off-line is lost and comes back.
 */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { ConferenceStatus } from '../../../shared/platform/conference.ts'
import { MemberType, type MemberTypeId } from '../../../shared/platform/im-group.ts'
import { CommandMethod, ConferenceChange, DeskCommand } from '../../../shared/platform/websocket.ts'
import { Refusal } from '../http/refusal.ts'
import { hashText } from '../random.ts'
import type { World } from '../world.ts'
import type { Conference } from './conference.ts'
import type { Conferences } from './conferences.ts'
import type { GroupMember } from './group.ts'
import type { ChatGroups } from './groups.ts'
import { reachabilityOf } from './party.ts'

const PICK_UP_MS = 1_000
const PICK_UP_SPREAD_MS = 2_000
const PATIENCE_MS = 60_000
const DESK_REPLY_MS = 30_000
const SPEECH_MS = 5_000
const SPEECH_SPREAD_MS = 15_000

type Parts = Pick<World, 'clock' | 'fleet' | 'accounts' | 'sessions' | 'deskCommands'>

export class Attendance {
  readonly #parts: Parts
  readonly #groups: ChatGroups
  readonly #conferences: Conferences

  constructor(parts: Parts, groups: ChatGroups, conferences: Conferences) {
    this.#parts = parts
    this.#groups = groups
    this.#conferences = conferences
    parts.fleet.onChanged((device) => {
      const { id, online, person } = device
      this.#presence(MemberType.device, id, online)
      if (person) this.#presence(MemberType.user, person.id, online)
    })
    parts.sessions.onPresence(({ id }, online) => this.#presence(MemberType.user, id, online))
    conferences.onChanged(({ operation, conference, attendee }) => {
      if (operation === ConferenceChange.added && !attendee) this.#callDefaults(conference)
    })
  }

  /** Off-line: 5, full: 18. Who is in it already is left alone. */
  call(conference: Conference, member: GroupMember): void {
    const { online, deviceId } = reachabilityOf(this.#parts, member.type, member.memberId)
    if (!online) throw new Refusal(PlatformCode.offline, 'the member is not online')
    if ((conference.find(member.memberId)?.status ?? 0) >= ConferenceStatus.joining) return
    conference.call(member)
    if (deviceId !== undefined) this.#pickUp(conference, member)
    else this.#askDesk(conference, member)
    this.#later(conference, member, PATIENCE_MS, () => conference.leave(member.memberId))
  }

  /** All of the group that can come. */
  callAll(conference: Conference): void {
    for (const member of conference.group.members.values())
      if (reachabilityOf(this.#parts, member.type, member.memberId).online) this.call(conference, member)
  }

  /** A device or terminal that was named speaks for a while and ends by itself. */
  speakOn(conference: Conference, { type, memberId }: GroupMember): void {
    if (reachabilityOf(this.#parts, type, memberId).deviceId === undefined) return
    const speechMs = SPEECH_MS + (hashText(memberId) % SPEECH_SPREAD_MS)
    this.#parts.clock.after(speechMs, () => conference.endSpeech(memberId))
  }

  #pickUp(conference: Conference, member: GroupMember): void {
    const afterMs = PICK_UP_MS + (hashText(member.memberId) % PICK_UP_SPREAD_MS)
    this.#later(conference, member, afterMs, () => conference.join(member, undefined))
  }

  #askDesk(conference: Conference, member: GroupMember): void {
    const { deskCommands } = this.#parts
    if (!deskCommands.listens(member.memberId)) return
    const called = conference.find(member.memberId)
    void deskCommands
      .give(member.memberId, {
        command: DeskCommand.joinConference,
        method: CommandMethod.post,
        data: { id: conference.group.id },
        timeoutMs: DESK_REPLY_MS,
      })
      .then(({ code }) => {
        if (conference.find(member.memberId) !== called) return
        if (code === PlatformCode.success) conference.join(member, undefined)
        else conference.leave(member.memberId)
      })
  }

  /** Only if nothing changed since the call. */
  #later(conference: Conference, { memberId }: GroupMember, afterMs: number, run: () => void): void {
    const called = conference.find(memberId)
    this.#parts.clock.after(afterMs, () => {
      if (called && conference.find(memberId) === called) run()
    })
  }

  #presence(type: MemberTypeId, memberId: string, came: boolean): void {
    const { online, deviceId } = reachabilityOf(this.#parts, type, memberId)
    for (const group of this.#groups.all) {
      const conference = this.#conferences.find(group.id)
      const member = group.members.get(memberId)
      if (!conference || member?.type !== type) continue
      if (!online) conference.lose(memberId)
      else if (came && this.#comesBack(conference, member, deviceId)) this.call(conference, member)
    }
  }

  /** By default, or by itself what was in it before. A desk is not called again for that. */
  #comesBack(conference: Conference, { type, memberId }: GroupMember, deviceId: string | undefined): boolean {
    const wasLost = conference.find(memberId)?.status === ConferenceStatus.offline
    return this.#conferences.isDefault(type, memberId, conference.group.id) || (wasLost && deviceId !== undefined)
  }

  #callDefaults(conference: Conference): void {
    for (const member of conference.group.members.values()) this.callByDefault(conference, member)
  }

  /** Whose default meeting it is. */
  callByDefault(conference: Conference, member: GroupMember): void {
    const { type, memberId } = member
    if (!this.#conferences.isDefault(type, memberId, conference.group.id)) return
    if (reachabilityOf(this.#parts, type, memberId).online) this.call(conference, member)
  }
}
