/** Documentation: chapter "IM group", meetings. Who looks after a group may call, throw out and give the floor. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { MemberTypeId } from '../../../shared/platform/im-group.ts'
import type { Account } from '../accounts.ts'
import type { Conference } from '../chat/conference.ts'
import {
  isGroupAdministrator,
  isOwner,
  memberOf,
  requireManager,
  requireMember,
  requireOwner,
  type GroupMember,
} from '../chat/group.ts'
import { partyOf } from '../chat/party.ts'
import { attendeeRow, conferenceRow } from '../chat/rows.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused, Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'

export function conferenceHandlers(world: World): HandlerEntry[] {
  return [
    ...meetingHandlers(world),
    ...listHandlers(world),
    ...ownHandlers(world),
    ...othersHandlers(world),
    ...defaultHandlers(world),
  ]
}

function meetingHandlers({ chatGroups, conferences }: World): HandlerEntry[] {
  const { conference } = operations
  return [
    handler(conference.create, ({ body, session }) =>
      orRefused(() => {
        const group = chatGroups.get(body.id)
        requireMember(group, session.account)
        return ok(conferenceRow(conferences.create(group)))
      }),
    ),
    handler(conference.remove, ({ params, session }) =>
      done(() => {
        requireOwner(chatGroups.get(params.groupid), session.account)
        conferences.remove(conferences.get(params.groupid))
      }),
    ),
    handler(conference.info, ({ params, session }) =>
      orRefused(() => {
        requireMember(chatGroups.get(params.groupid), session.account)
        return ok(conferenceRow(conferences.get(params.groupid)))
      }),
    ),
  ]
}

function listHandlers(world: World): HandlerEntry[] {
  const { conference } = operations
  const { chatGroups, conferences } = world
  return [
    handler(conference.listMembers, ({ params: { groupid }, session }) =>
      orRefused(() => {
        requireMember(chatGroups.get(groupid), session.account)
        const { attendees } = conferences.get(groupid)
        return ok(attendees.map((one) => attendeeRow(world, conferences, groupid, one, session)))
      }),
    ),
    handler(conference.memberInfo, ({ params: { groupid, memberid }, session }) =>
      orRefused(() => {
        const group = chatGroups.get(groupid)
        requireMember(group, session.account)
        const attendee = conferences.get(groupid).get(memberOf(group, memberid).memberId)
        return ok(attendeeRow(world, conferences, groupid, attendee, session))
      }),
    ),
  ]
}

function ownHandlers({ chatGroups, conferences }: World): HandlerEntry[] {
  const { conference } = operations
  return [
    handler(conference.join, ({ params, session: { account, appId } }) =>
      done(() => {
        const group = chatGroups.get(params.groupid)
        const meeting = conferences.get(group.id)
        const member = group.members.get(account.id)
        if (!member) throw new Refusal(PlatformCode.noPermission, 'not a member of the group')
        meeting.join(member, appId)
      }),
    ),
    handler(conference.quit, ({ params, session }) =>
      done(() => conferences.get(params.groupid).quit(session.account.id)),
    ),
    handler(conference.speak, ({ params, session }) =>
      done(() => conferences.get(params.groupid).takeFloor(session.account.id)),
    ),
    handler(conference.endSpeech, ({ params, body, session: { account } }) =>
      done(() => {
        const meeting = conferences.get(params.groupid)
        const memberId = body.memberID || account.id
        if (memberId !== account.id) requireManager(meeting.group, account)
        meeting.get(memberId)
        meeting.endSpeech(memberId)
      }),
    ),
  ]
}

function othersHandlers(world: World): HandlerEntry[] {
  const { conference } = operations
  const { attendance } = world
  const managed = (groupId: string, account: Account, memberId: string): [Conference, GroupMember] => {
    const meeting = world.conferences.get(groupId)
    requireManager(meeting.group, account)
    return [meeting, memberOf(meeting.group, memberId)]
  }
  return [
    handler(conference.invite, ({ params, body: { memberID }, session: { account } }) =>
      done(() => {
        const meeting = world.conferences.get(params.groupid)
        requireMember(meeting.group, account)
        if (memberID === '') attendance.callAll(meeting)
        else attendance.call(meeting, memberOf(meeting.group, memberID))
      }),
    ),
    handler(conference.kick, ({ params, body, session: { account } }) =>
      done(() => {
        const [meeting, member] = managed(params.groupid, account, body.memberID)
        if (member.isOwner && !isOwner(meeting.group, account))
          throw new Refusal(PlatformCode.noPermission, 'nobody throws out the owner')
        meeting.quit(member.memberId)
      }),
    ),
    handler(conference.appoint, ({ params, body, session: { account } }) =>
      done(() => {
        const [meeting, member] = managed(params.groupid, account, body.memberID)
        meeting.giveFloor(member.memberId)
        attendance.speakOn(meeting, member)
      }),
    ),
  ]
}

function defaultHandlers(world: World): HandlerEntry[] {
  const { conference } = operations
  const { chatGroups, conferences, attendance } = world
  return [
    handler(conference.defaults, ({ query: { memberID, memberType } }) =>
      orRefused(() => {
        requireParty(world, memberType, memberID)
        return ok({ memberID, memberType, defaultConfList: [...conferences.defaultsOf(memberType, memberID)] })
      }),
    ),
    handler(conference.addDefaults, ({ body: { memberID, memberType, defaultConfList }, session: { account } }) =>
      done(() => {
        requireParty(world, memberType, memberID)
        const groups = defaultConfList.map((id) => chatGroups.get(id))
        for (const group of groups) {
          memberOf(group, memberID)
          if (memberID !== account.id) requireManager(group, account)
        }
        conferences.addDefaults(memberType, memberID, defaultConfList)
        for (const { id, members } of groups) {
          const [meeting, member] = [conferences.find(id), members.get(memberID)]
          if (meeting && member) attendance.callByDefault(meeting, member)
        }
      }),
    ),
    handler(conference.removeDefaults, ({ body: { memberID, memberType, defaultConfList }, session: { account } }) =>
      done(() => {
        requireParty(world, memberType, memberID)
        // A group that is gone may be taken off the list by anybody who could put it there once.
        for (const group of defaultConfList.map((id) => chatGroups.find(id)))
          if (memberID !== account.id && !isGroupAdministrator(account) && group) requireManager(group, account)
        conferences.removeDefaults(memberType, memberID, defaultConfList)
      }),
    ),
  ]
}

function requireParty(world: World, type: MemberTypeId, id: string): void {
  if (!partyOf(world, type, id)) throw new Refusal(PlatformCode.notFound, `no such ${type}`)
}
