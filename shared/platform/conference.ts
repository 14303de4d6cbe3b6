/**
 * Documentation: chapter "IM group", meetings. A group has at most one meeting, named by the group's ID; its members are members
 * of the group, and who wants to be heard asks for the floor.
 */
import Type from 'typebox'
import { op } from './define.ts'
import { GroupId, MEMBER_KEYS, MemberType } from './im-group.ts'
import { oneOf } from './values.ts'

export const ConferenceStatus = { offline: 0, joining: 1, joined: 2, speaking: 3 } as const
export type ConferenceStatusId = (typeof ConferenceStatus)[keyof typeof ConferenceStatus]

/** Members in one meeting at a time. */
export const CONFERENCE_LIMIT = 1000

const Conference = Type.Object({
  id: Type.String({ description: 'group ID' }),
  createTime: Type.Optional(Type.Number({ unit: 's', moment: 's' })),
})

const Member = Type.Object({
  ...MEMBER_KEYS,
  status: oneOf(ConferenceStatus),
  defaultConf: Type.Optional(Type.Boolean({ description: 'whether this is the default meeting of the member' })),
  current: Type.Optional(Type.Boolean({ description: 'whether it is who asks' })),
  deviceId: Type.Optional(Type.String({ description: 'device or terminal by which the member is on-line' })),
})

const MemberBody = Type.Object({ memberID: MEMBER_KEYS.memberID })

const Defaults = {
  memberID: MEMBER_KEYS.memberID,
  memberType: oneOf(MemberType),
  defaultConfList: Type.Array(Type.String(), { description: 'group IDs' }),
}

export const conference = {
  create: op({
    name: 'conference.create',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/conference/create',
    body: Type.Object({ id: Type.String({ description: 'group ID' }) }),
    data: Conference,
  }),
  remove: op({
    name: 'conference.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/imgroup/conference/:groupid',
    params: GroupId,
  }),
  info: op({
    name: 'conference.info',
    method: 'GET',
    path: '/bvcsp/v1/imgroup/conference/info/:groupid',
    params: GroupId,
    data: Conference,
  }),
  listMembers: op({
    name: 'conference.listMembers',
    method: 'GET',
    path: '/bvcsp/v1/imgroup/conference/members/:groupid',
    params: GroupId,
    data: Type.Array(Member),
  }),
  memberInfo: op({
    name: 'conference.memberInfo',
    method: 'GET',
    path: '/bvcsp/v1/imgroup/conference/member/info/:groupid/:memberid',
    params: Type.Object({
      groupid: Type.String({ description: 'group ID' }),
      memberid: Type.String({ description: 'device ID or account' }),
    }),
    data: Member,
  }),
  join: op({
    name: 'conference.join',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/conference/join/apply/:groupid',
    params: GroupId,
  }),
  quit: op({
    name: 'conference.quit',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/conference/quit/:groupid',
    params: GroupId,
  }),
  speak: op({
    name: 'conference.speak',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/conference/speak/apply/:groupid',
    params: GroupId,
  }),
  endSpeech: op({
    name: 'conference.endSpeech',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/conference/speak/end/:groupid',
    destructive: true,
    params: GroupId,
    body: Type.Object({ memberID: Type.Optional(Type.String({ description: 'whose; empty: own' })) }),
  }),
  invite: op({
    name: 'conference.invite',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/conference/join/invite/:groupid',
    params: GroupId,
    body: Type.Object({ memberID: Type.String({ description: 'device ID or account; empty: all of the group' }) }),
  }),
  kick: op({
    name: 'conference.kick',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/conference/kickout/:groupid',
    destructive: true,
    params: GroupId,
    body: MemberBody,
  }),
  appoint: op({
    name: 'conference.appoint',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/conference/speak/appoint/:groupid',
    params: GroupId,
    body: MemberBody,
  }),
  defaults: op({
    name: 'conference.defaults',
    method: 'GET',
    path: '/bvcsp/v1/imgroup/conference/default',
    query: Type.Object({ memberID: MEMBER_KEYS.memberID, memberType: oneOf(MemberType) }),
    data: Type.Object(Defaults),
  }),
  addDefaults: op({
    name: 'conference.addDefaults',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/conference/default',
    body: Type.Object(Defaults),
  }),
  removeDefaults: op({
    name: 'conference.removeDefaults',
    method: 'DELETE',
    path: '/bvcsp/v1/imgroup/conference/default',
    body: Type.Object(Defaults),
  }),
}
