/** The meetings there are, one for a group at most, and which of them are somebody's own by default. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { MemberTypeId } from '../../../shared/platform/im-group.ts'
import { ConferenceChange } from '../../../shared/platform/websocket.ts'
import { Refusal } from '../http/refusal.ts'
import { Conference, type Attendee } from './conference.ts'
import type { ChatGroup } from './group.ts'

export interface ConferenceEvent {
  readonly operation: (typeof ConferenceChange)[keyof typeof ConferenceChange]
  readonly conference: Conference
  /** undefined when the meeting itself began or ended. */
  readonly attendee: Attendee | undefined
}

export class Conferences {
  readonly #open = new Map<string, Conference>()
  readonly #defaults = new Map<string, Set<string>>()
  readonly #listeners: ((event: ConferenceEvent) => void)[] = []
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  get all(): readonly Conference[] {
    return [...this.#open.values()]
  }

  onChanged(listener: (event: ConferenceEvent) => void): void {
    this.#listeners.push(listener)
  }

  find(groupId: string): Conference | undefined {
    return this.#open.get(groupId)
  }

  /** None: 2. */
  get(groupId: string): Conference {
    const conference = this.#open.get(groupId)
    if (!conference) throw new Refusal(PlatformCode.notFound, 'the group has no meeting')
    return conference
  }

  /** There is one: 3. */
  create(group: ChatGroup): Conference {
    if (this.#open.has(group.id)) throw new Refusal(PlatformCode.exists, 'the group has a meeting')
    const conference: Conference = new Conference(group, this.#now(), (operation, attendee) =>
      this.#tell({ operation, conference, attendee }),
    )
    this.#open.set(group.id, conference)
    this.#tell({ operation: ConferenceChange.added, conference, attendee: undefined })
    return conference
  }

  /** All leave, then it ends. */
  remove(conference: Conference): void {
    if (this.#open.get(conference.group.id) !== conference) return
    for (const { member } of conference.attendees) conference.leave(member.memberId)
    this.#open.delete(conference.group.id)
    this.#tell({ operation: ConferenceChange.removed, conference, attendee: undefined })
  }

  /** Ids of groups whose meetings the member is in without being asked. */
  defaultsOf(type: MemberTypeId, memberId: string): readonly string[] {
    return [...(this.#defaults.get(`${type} ${memberId}`) ?? [])]
  }

  isDefault(type: MemberTypeId, memberId: string, groupId: string): boolean {
    return this.#defaults.get(`${type} ${memberId}`)?.has(groupId) ?? false
  }

  addDefaults(type: MemberTypeId, memberId: string, groupIds: readonly string[]): void {
    this.#defaults.set(`${type} ${memberId}`, new Set([...this.defaultsOf(type, memberId), ...groupIds]))
  }

  removeDefaults(type: MemberTypeId, memberId: string, groupIds: readonly string[]): void {
    for (const id of groupIds) this.#defaults.get(`${type} ${memberId}`)?.delete(id)
  }

  #tell(event: ConferenceEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
