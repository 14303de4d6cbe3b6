/** The chat groups of the platform. Who is told of their changes: their members. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { MemberType, SHORTEST_EXPIRY_S, type MemberTypeId } from '../../../shared/platform/im-group.ts'
import { ConferenceChange } from '../../../shared/platform/websocket.ts'
import { Refusal } from '../http/refusal.ts'
import type { ChatGroup, GroupMember } from './group.ts'
import type { Party } from './party.ts'

type Operation = 'added' | 'removed' | 'changed'

export interface GroupChange {
  readonly operation: (typeof ConferenceChange)[Operation]
  readonly group: ChatGroup
  /** undefined when the group itself changed. */
  readonly member: GroupMember | undefined
  /** Members before and after. */
  readonly audience: ReadonlySet<string>
}

export interface NewGroup {
  readonly name: string
  readonly desc: string | undefined
  readonly expireS: number
}

export interface NewMember {
  readonly type: MemberTypeId
  readonly memberId: string
  readonly nickname: string | undefined
}

interface Held extends ChatGroup {
  readonly members: Map<string, GroupMember>
  lastNumber: number
}

type FindParty = (type: MemberTypeId, id: string) => Party | undefined

const FIRST_ID = 100_001

export class ChatGroups {
  readonly #groups = new Map<string, Held>()
  readonly #listeners: ((change: GroupChange) => void)[] = []
  readonly #findParty: FindParty
  readonly #now: () => number
  #nextId = FIRST_ID

  constructor(findParty: FindParty, now: () => number) {
    this.#findParty = findParty
    this.#now = now
  }

  get all(): readonly ChatGroup[] {
    return [...this.#groups.values()]
  }

  onChanged(listener: (change: GroupChange) => void): void {
    this.#listeners.push(listener)
  }

  find(id: string): ChatGroup | undefined {
    return this.#groups.get(id)
  }

  /** Unknown: 2. */
  get(id: string): ChatGroup {
    return this.#held(id)
  }

  /** The creator becomes its owner. No name, too short a life: 4. */
  create(given: NewGroup, creator: string, createdAtMs = this.#now()): ChatGroup {
    if (given.name.trim() === '') throw new Refusal(PlatformCode.badParameter, 'the name is empty')
    if (given.expireS !== 0 && given.expireS < SHORTEST_EXPIRY_S)
      throw new Refusal(PlatformCode.badParameter, `expireDelete is below ${SHORTEST_EXPIRY_S} s`)
    const id = String(this.#nextId++)
    const group: Held = { ...given, id, creator, createdAtMs, members: new Map(), lastNumber: 0 }
    this.#groups.set(id, group)
    this.#enter(group, { type: MemberType.user, memberId: creator, nickname: undefined }, true)
    this.#tell(ConferenceChange.added, group)
    return group
  }

  change(group: ChatGroup, name: string | undefined, desc: string | undefined): void {
    if (name?.trim() === '') throw new Refusal(PlatformCode.badParameter, 'the name is empty')
    if (name !== undefined) group.name = name
    if (desc !== undefined) group.desc = desc
    this.#tell(ConferenceChange.changed, group)
  }

  remove(group: ChatGroup): void {
    if (!this.#groups.delete(group.id)) return
    this.#tell(ConferenceChange.removed, group)
  }

  /** Nobody of that name: 2, already in: 3, a device that only takes part as its user: 4. */
  add({ id }: ChatGroup, given: NewMember): GroupMember {
    const group = this.#held(id)
    const party = this.#findParty(given.type, given.memberId)
    if (!party) throw new Refusal(PlatformCode.notFound, `no such ${given.type}: ${given.memberId}`)
    if (party.isTerminal) throw new Refusal(PlatformCode.badParameter, 'a terminal takes part as its user')
    if (group.members.has(given.memberId)) throw new Refusal(PlatformCode.exists, 'already a member')
    const member = this.#enter(group, given, false)
    this.#tell(ConferenceChange.added, group, member)
    return member
  }

  drop({ id }: ChatGroup, member: GroupMember): void {
    const group = this.#held(id)
    const audience = new Set(group.members.keys())
    if (group.members.delete(member.memberId)) this.#tell(ConferenceChange.removed, group, member, audience)
  }

  /** `undefined` leaves as it is. */
  changeMember(group: ChatGroup, member: GroupMember, nickname: string, isManager: boolean | undefined): void {
    member.nickname = nickname
    if (isManager !== undefined) member.isManager = isManager
    this.#tell(ConferenceChange.changed, group, member)
  }

  /** An account or device that is no more leaves all its groups; with their owner, groups go. */
  forget(type: MemberTypeId, memberId: string): void {
    for (const group of [...this.#groups.values()]) {
      const member = group.members.get(memberId)
      if (member?.type !== type) continue
      if (member.isOwner) this.remove(group)
      else this.drop(group, member)
    }
  }

  #held(id: string): Held {
    const group = this.#groups.get(id)
    if (!group) throw new Refusal(PlatformCode.notFound, 'no such group')
    return group
  }

  #enter(group: Held, { type, memberId, nickname }: NewMember, isOwner: boolean): GroupMember {
    const member: GroupMember = { number: ++group.lastNumber, type, memberId, nickname, isOwner, isManager: isOwner }
    group.members.set(memberId, member)
    return member
  }

  #tell(
    operation: GroupChange['operation'],
    group: ChatGroup,
    member?: GroupMember,
    audience: ReadonlySet<string> = new Set(group.members.keys()),
  ): void {
    for (const listener of this.#listeners) listener({ operation, group, member, audience })
  }
}
