/** One chat group as a conference: whether its meeting is on, who is in it, who speaks and who spoke last. */
import type { Conference, ConferenceMember, ConferenceRole, Presence } from '../../../shared/contract/conferences.ts'
import { ConferenceStatus, type ConferenceStatusId } from '../../../shared/platform/conference.ts'
import { GroupRight } from '../../../shared/platform/im-group.ts'
import type { GroupFrame } from '../groups/group-feed.ts'
import type { GroupRow } from '../groups/own-groups.ts'
import type { MeetingReading } from './read-meeting.ts'

const PRESENCE: Readonly<Record<ConferenceStatusId, Presence>> = {
  [ConferenceStatus.offline]: 'offline',
  [ConferenceStatus.joining]: 'joining',
  [ConferenceStatus.joined]: 'joined',
  [ConferenceStatus.speaking]: 'speaking',
}

type FrameMember = NonNullable<GroupFrame['member']>

/** Replaced as a whole when anything of it changes. */
interface Member extends ConferenceMember {
  /** In the group: names the member's own channel. */
  readonly number: number
  /** False: this account, at another desk. */
  readonly isHere: boolean
}

export class Meeting {
  readonly groupId: string
  readonly #me: string
  #group: GroupRow
  #isLive = false
  #startedAt: number | undefined
  #role: ConferenceRole = 'member'
  #members = new Map<string, Member>()
  #lastTalk: Conference['lastTalk']

  /** `me`: the account. */
  constructor(group: GroupRow, me: string) {
    this.groupId = group.id
    this.#group = group
    this.#me = me
  }

  get isLive(): boolean {
    return this.#isLive
  }

  get name(): string {
    return this.#group.name
  }

  /** As the group's list tells it now. */
  set group(group: GroupRow) {
    this.#group = group
  }

  get me(): { readonly number: number; readonly presence: Presence; readonly isHere: boolean } | undefined {
    return this.#members.get(this.#me)
  }

  get members(): ConferenceMember[] {
    return [...this.#members.values()].map(shown)
  }

  /** Who speaks beside this account. */
  get otherSpeaker(): string | undefined {
    return this.#speakers.find(({ id }) => id !== this.#me)?.name
  }

  get #speakers(): Member[] {
    return [...this.#members.values()]
      .filter(({ presence }) => presence === 'speaking')
      .sort((one, other) => (one.since ?? 0) - (other.since ?? 0))
  }

  /** `isWanted`: this account should be in it from here. */
  toConference(isWanted: boolean): Conference {
    const { expireDelete = 0 } = this.#group
    const there = [...this.#members.values()].filter(({ presence }) => isThere(presence))
    return {
      groupId: this.groupId,
      name: this.name,
      isLive: this.#isLive,
      ...(this.#startedAt === undefined ? {} : { startedAt: this.#startedAt }),
      ...(expireDelete > 0 ? { expiresAfterMs: expireDelete * 1000 } : {}),
      role: this.#role,
      joined: there.length,
      mine: this.#mine(isWanted),
      speakers: this.#speakers.map(({ id, name, since = 0 }) => ({ id, name, since })),
      ...(this.#lastTalk ? { lastTalk: this.#lastTalk } : {}),
    }
  }

  /** What was read replaces what is known; who spoke and speaks still goes on. */
  replace(reading: MeetingReading | undefined, now: number): void {
    const before = this.#members
    this.#isLive = reading !== undefined
    this.#startedAt = reading?.startedAt
    this.#members = new Map()
    this.#role = roleOf(reading?.members.find(({ memberID }) => memberID === this.#me)?.permissions)
    for (const { id: number, memberID: id, memberType: kind, name, memberName } of reading?.members ?? [])
      this.#put({ id, number, kind, name: name ?? memberName, presence: 'absent', isDefault: false, isHere: true })
    for (const attendee of reading?.attendees ?? []) {
      const { id: number, memberID: id, memberType: kind, status, defaultConf = false, current } = attendee
      const known = this.#members.get(id) ?? before.get(id)
      const place = { id, number, kind, name: known?.name ?? id, isDefault: defaultConf, isHere: current !== false }
      const presence = PRESENCE[status]
      const since = presence === 'speaking' ? { since: before.get(id)?.since ?? now } : {}
      this.#put({ ...place, presence, ...since })
    }
    for (const member of before.values()) this.#noteTalk(member, this.#members.get(member.id), now)
  }

  /** The meeting is over. */
  end(now: number): void {
    this.replace(undefined, now)
  }

  /** A member as a frame tells it. `isOut`: it is not in the meeting any more. Gives how it is now. */
  apply(told: FrameMember, isOut: boolean, now: number): ConferenceMember {
    const { id: number, memberID: id, memberType: kind, memberName, name, status, defaultConf, current } = told
    const before = this.#members.get(id)
    const presence = isOut ? 'absent' : PRESENCE[status]
    const member: Member = {
      ...{ id, number, kind, presence },
      name: name ?? (memberName || before?.name || id),
      isDefault: defaultConf ?? before?.isDefault ?? false,
      isHere: current !== false,
      ...(presence === 'speaking' ? { since: before?.since ?? now } : {}),
    }
    this.#put(member)
    if (before) this.#noteTalk(before, member, now)
    return shown(member)
  }

  /** Not in the group any more. */
  drop(id: string): void {
    this.#members.delete(id)
  }

  #put(member: Member): void {
    this.#members.set(member.id, member)
  }

  #noteTalk(before: Member, after: Member | undefined, now: number): void {
    if (before.presence === 'speaking' && after?.presence !== 'speaking')
      this.#lastTalk = { id: before.id, name: before.name, at: now }
  }

  #mine(isWanted: boolean): Conference['mine'] {
    const { me } = this
    if (me && isThere(me.presence)) return me.isHere ? 'joined' : 'elsewhere'
    return isWanted && this.#isLive ? 'away' : 'out'
  }
}

const isThere = (presence: Presence): boolean => presence === 'joined' || presence === 'speaking'

function shown({ number: _number, isHere: _isHere, ...member }: Member): ConferenceMember {
  return member
}

type Rights = MeetingReading['members'][number]['permissions']

function roleOf(rights: Rights | undefined): ConferenceRole {
  const has = (right: (typeof GroupRight)[keyof typeof GroupRight]): boolean =>
    rights?.some(({ id, level }) => id === right && (level ?? 0) > 0) ?? false
  if (has(GroupRight.owner)) return 'owner'
  return has(GroupRight.manager) ? 'manager' : 'member'
}
