/** Documentation: chapter "user" (reading). */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { UserDeviceFilter, UserStatusFilter } from '../../../shared/platform/user.ts'
import type { Account } from '../accounts.ts'
import { listedGroups, userGroupsOf, visibleUsers } from '../accounts/access.ts'
import { visibleUser } from '../accounts/checks.ts'
import { terminalsOf } from '../accounts/terminals.ts'
import { reportOf } from '../fleet/position.ts'
import { matches, ordered, pageOf } from '../fleet/query.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { orRefused } from '../http/refusal.ts'
import type { World } from '../world.ts'
import { listedUser, onlineRows, profileOf, sessionRows, statusOf } from './user-rows.ts'

const { user } = operations

export function userHandlers(world: World): HandlerEntry[] {
  return [...groupHandlers(world), ...listHandlers(world), ...oneHandlers(world)]
}

function groupHandlers(world: World): HandlerEntry[] {
  const { userGroups } = world
  const named = (group: (typeof userGroups.groups)[number]) => ({
    id: group.id,
    name: group.name,
    abbreviation: userGroups.abbreviationOf(group.id),
  })
  return [
    handler(user.rootGroup, () => {
      const root = userGroups.groups[0]
      return root ? ok({ ...named(root), desc: root.desc ?? '' }) : refused(PlatformCode.notFound, 'no groups')
    }),
    handler(user.groupInfo, ({ params }) => {
      const group = userGroups.find(params.groupid)
      if (!group) return refused(PlatformCode.notFound, 'no such user group')
      const { id, ...naming } = named(group)
      return ok({ id, pid: group.pid, ...naming, desc: group.desc ?? '' })
    }),
    handler(user.listGroups, ({ body, session }) => {
      const { match, pid } = body.filter ?? {}
      const listed = listedGroups(userGroups.groups, userGroupsOf(world, session.account))
      const found = listed.filter(
        (group) => group.pid !== '' && (!pid || group.pid === pid) && matches(match, group.name),
      )
      const { items, pageInfo } = pageOf(found, body)
      return ok(
        items.map((group) => ({ ...named(group), pid: group.pid })),
        pageInfo,
      )
    }),
  ]
}

function listHandlers(world: World): HandlerEntry[] {
  return [
    handler(user.list, ({ body, session }) => {
      const { match, gid, status = UserStatusFilter.all } = body.filter ?? {}
      const isWanted = (account: Account) =>
        status === UserStatusFilter.all || statusOf(world, account) === (status === UserStatusFilter.online ? 1 : 0)
      const found = visibleUsers(world, session.account).filter(
        (account) => (!gid || account.gid === gid) && matches(match, account.id, account.name) && isWanted(account),
      )
      const { items, pageInfo } = pageOf(
        ordered(found, body.order, (account, field) => keyOf(world, account, field)),
        body,
      )
      return ok(
        items.map((account) => listedUser(world, account)),
        pageInfo,
      )
    }),
    handler(user.listOnline, ({ body, session }) => {
      const { match, id, gid, device = UserDeviceFilter.all } = body.filter ?? {}
      const wanted = visibleUsers(world, session.account).filter(
        (account) =>
          (!id || account.id === id) && (!gid || account.gid === gid) && matches(match, account.id, account.name),
      )
      const rows = wanted
        .flatMap((account) => onlineRows(world, account))
        .filter(
          (row) => device === UserDeviceFilter.all || 'deviceID' in row === (device === UserDeviceFilter.withDevice),
        )
      const { items, pageInfo } = pageOf(rows, body)
      return ok([...items], pageInfo)
    }),
  ]
}

function oneHandlers(world: World): HandlerEntry[] {
  return [
    handler(user.status, ({ params, session }) =>
      orRefused(() => {
        const account = visibleUser(world, session.account, params.userid)
        return ok({ id: account.id, status: statusOf(world, account), sessions: sessionRows(world, account) })
      }),
    ),
    handler(user.gps, ({ params, session }) =>
      orRefused(() => {
        const account = visibleUser(world, session.account, params.userid)
        if (statusOf(world, account) === 0) return refused(PlatformCode.offline, 'the user is not on-line')
        return ok(
          terminalsOf(account).map((device) => ({
            deviceID: device.id,
            gps: reportOf(device, world.fleet.placeOf(device)),
          })),
        )
      }),
    ),
    handler(user.info, ({ params, session }) =>
      orRefused(() => {
        const account = visibleUser(world, session.account, params.userid)
        return ok({
          id: account.id,
          enable: account.enabled,
          gid: account.gid,
          name: account.name,
          idcard: account.idcard,
          creator: account.creator,
          validity_time: account.validUntilS,
          ...profileOf(account),
          password_time: Math.floor(account.passwordAt / 1000),
        })
      }),
    ),
  ]
}

function keyOf(world: World, account: Account, field: string): string | number | undefined {
  if (field === 'id' || field === 'key') return account.id
  if (field === 'gid' || field === 'name' || field === 'position') return account[field]
  if (field === 'enable') return Number(account.enabled)
  return field === 'status' ? statusOf(world, account) : undefined
}
