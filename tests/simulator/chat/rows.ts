/** Groups, members and who is in a meeting, as answers and frames carry them. */
import type { Session } from '../sessions.ts'
import type { World } from '../world.ts'
import type { Attendee, Conference } from './conference.ts'
import type { Conferences } from './conferences.ts'
import { rightsOf, type ChatGroup, type GroupMember } from './group.ts'
import { partyOf, reachabilityOf } from './party.ts'

type Parts = Pick<World, 'fleet' | 'accounts' | 'sessions'>

export function groupRow(group: ChatGroup) {
  return {
    id: group.id,
    name: group.name,
    ...(group.desc === undefined ? {} : { desc: group.desc }),
    creator: group.creator,
    createTime: Math.floor(group.createdAtMs / 1000),
    expireDelete: group.expireS,
  }
}

export function memberRow(world: Parts, member: GroupMember) {
  const { type, memberId } = member
  return {
    id: member.number,
    memberID: memberId,
    memberType: type,
    ...namesOf(world, member),
    permissions: rightsOf(member),
  }
}

export function memberStatus(world: Parts, { type, memberId }: GroupMember): { status: 0 | 1 } {
  return { status: reachabilityOf(world, type, memberId).online ? 1 : 0 }
}

export function conferenceRow({ group, createdAtMs }: Conference) {
  return { id: group.id, createTime: Math.floor(createdAtMs / 1000) }
}

/** In lists. For the eyes of `session`: of several desks of one account only the one that joined is `current`. */
export function attendeeRow(
  world: Parts,
  conferences: Conferences,
  groupId: string,
  { member, status, appId }: Attendee,
  session: Session,
) {
  const { type, memberId } = member
  const { deviceId } = reachabilityOf(world, type, memberId)
  return {
    id: member.number,
    memberID: memberId,
    memberType: type,
    status,
    defaultConf: conferences.isDefault(type, memberId, groupId),
    current: memberId === session.account.id && (appId === undefined || appId === session.appId),
    ...(deviceId === undefined ? {} : { deviceId }),
  }
}

/** In frames there are the names too. */
export function namesOf(world: Parts, { type, memberId, nickname }: GroupMember) {
  return {
    memberName: partyOf(world, type, memberId)?.name ?? memberId,
    ...(nickname === undefined ? {} : { name: nickname }),
  }
}
