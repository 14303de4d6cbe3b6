/** Documentation: chapter "IM group", the groups and their members. Meetings of a group: `conference.ts`. */
import Type from 'typebox'
import { op, pageBody } from './define.ts'
import { oneOf } from './values.ts'

export const MemberType = { device: 'PU', user: 'User' } as const
export type MemberTypeId = (typeof MemberType)[keyof typeof MemberType]

/** Rights inside one group. */
export const GroupRight = { owner: 'master', manager: 'manager' } as const
export type GroupRightId = (typeof GroupRight)[keyof typeof GroupRight]

export const GroupListing = { own: 0, managed: 1 } as const
export const MemberPresence = { offline: 0, online: 1 } as const

/** Seconds; the shortest life of a group without speech that the platform takes. */
export const SHORTEST_EXPIRY_S = 10

export const GroupId = Type.Object({ groupid: Type.String({ description: 'group ID' }) })

const Name = Type.String({ description: 'group name' })
const Description = Type.Optional(Type.String({ description: 'description' }))
const Expiry = Type.Optional(
  Type.Number({ unit: 's', description: 'temporary group: it goes after so long without speech, at least 10' }),
)

const Group = Type.Object({
  id: Type.String({ description: 'group ID' }),
  name: Name,
  desc: Description,
  creator: Type.Optional(Type.String({ description: 'account' })),
  createTime: Type.Optional(Type.Number({ unit: 's', moment: 's' })),
  expireDelete: Expiry,
})

const Rights = Type.Array(
  Type.Object({
    id: Type.Optional(oneOf(GroupRight)),
    level: Type.Optional(Type.Number({ description: '0 none' })),
  }),
  { description: 'rights in this group' },
)

/** Who it is, in every list of members. */
export const MEMBER_KEYS = {
  id: Type.Number({ description: 'member number in the group' }),
  memberID: Type.String({ description: 'device ID or account' }),
  memberType: oneOf(MemberType),
}
const MEMBER = { ...MEMBER_KEYS, memberName: Type.String({ description: 'name of the device or user' }) }

const Nickname = Type.String({ description: 'name in this group' })
const Presence = Type.Optional(oneOf(MemberPresence))
const OptionalRights = Type.Optional(Rights)
const MemberWithStatus = { ...MEMBER, name: Type.Optional(Nickname) }
const ChangedMember = Type.Object({ ...MEMBER, name: Type.Optional(Nickname), permissions: OptionalRights })

export const imGroup = {
  list: op({
    name: 'imgroup.list',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        match: Type.Optional(Type.String({ description: 'part of the name' })),
        filterCondition: Type.Optional(
          oneOf(GroupListing, { description: 'managed ones need the rights over chat groups and users' }),
        ),
      }),
    ),
    data: Type.Array(Group),
  }),
  listMembers: op({
    name: 'imgroup.listMembers',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/members/list/:groupid',
    idempotent: true,
    paged: true,
    params: GroupId,
    body: Type.Object({
      page: Type.Integer({ minimum: 0, description: 'from 0' }),
      pageSize: Type.Integer({ minimum: 1 }),
      needStatus: Type.Optional(Type.Boolean({ description: 'faster without' })),
      filter: Type.Optional(
        Type.Object({ match: Type.Optional(Type.String({ description: 'part of an ID or a name' })) }),
      ),
    }),
    data: Type.Array(Type.Object({ ...MemberWithStatus, permissions: Rights, status: Presence })),
  }),
  memberInfo: op({
    name: 'imgroup.memberInfo',
    method: 'GET',
    path: '/bvcsp/v1/imgroup/member/info/:groupid/:memberid',
    params: Type.Object({
      groupid: Type.String({ description: 'group ID' }),
      memberid: Type.String({ description: 'device ID or account' }),
    }),
    data: Type.Object({ ...MemberWithStatus, permissions: OptionalRights, status: Presence }),
  }),
  info: op({
    name: 'imgroup.info',
    method: 'GET',
    path: '/bvcsp/v1/imgroup/info/:groupid',
    params: GroupId,
    data: Group,
  }),
  create: op({
    name: 'imgroup.create',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/create',
    body: Type.Object({ name: Name, desc: Description, expireDelete: Expiry }),
    data: Group,
  }),
  change: op({
    name: 'imgroup.change',
    method: 'PUT',
    path: '/bvcsp/v1/imgroup/:groupid',
    params: GroupId,
    body: Type.Object({ name: Type.Optional(Name), desc: Description }),
    data: Group,
  }),
  remove: op({
    name: 'imgroup.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/imgroup/:groupid',
    params: GroupId,
  }),
  addMembers: op({
    name: 'imgroup.addMembers',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/members/add/:groupid',
    params: GroupId,
    body: Type.Object({
      members: Type.Array(
        Type.Object({
          memberID: Type.Optional(MEMBER.memberID),
          memberType: Type.Optional(MEMBER.memberType),
          name: Type.Optional(Nickname),
        }),
      ),
    }),
    data: Type.Array(Type.Object({ ...MemberWithStatus, permissions: Rights })),
  }),
  removeMembers: op({
    name: 'imgroup.removeMembers',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/members/del/:groupid',
    destructive: true,
    params: GroupId,
    body: Type.Object({ members: Type.Optional(Type.Array(Type.Object({ id: MEMBER.id }))) }),
  }),
  changeMember: op({
    name: 'imgroup.changeMember',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/member/info/:groupid/:id',
    params: Type.Object({
      groupid: Type.String({ description: 'group ID' }),
      id: Type.String({ description: 'member number' }),
    }),
    body: Type.Object({ name: Nickname, permissions: OptionalRights }),
    data: ChangedMember,
  }),
  renameMe: op({
    name: 'imgroup.renameMe',
    method: 'POST',
    path: '/bvcsp/v1/imgroup/member/myname/:groupid',
    params: GroupId,
    body: Type.Object({ name: Nickname }),
    data: Type.Object({ ...MEMBER, name: Nickname, permissions: OptionalRights }),
  }),
}
