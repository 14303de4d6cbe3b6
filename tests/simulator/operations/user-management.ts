/** Documentation: chapter "User Management", the users. */
import { Value } from 'typebox/value'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { OnlineReason } from '../../../shared/platform/log.ts'
import { NewUserCheck } from '../../../shared/platform/user-management.ts'
import { NewId, Permission } from '../../../shared/platform/values.ts'
import { holds, passwordFault, type Account } from '../accounts.ts'
import { reaches, userGroupsOf } from '../accounts/access.ts'
import { checkGroup, checkRealName, grantedRoles, managedUser } from '../accounts/checks.ts'
import { cutOff, kick } from '../accounts/cut-off.ts'
import { signInAgain } from '../accounts/terminals.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, openHandler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused, Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'
import { writtenUser } from './user-rows.ts'

const { userManagement } = operations

export const MAX_USERS = 100_000

export function userManagementHandlers(world: World): HandlerEntry[] {
  const { requirement, checkNew, create, change, remove, setPassword, kick: kickOut } = userManagement
  return [
    openHandler(requirement, () =>
      ok({
        real_name: world.settings.realName,
        complex_password: world.settings.complexPassword,
        password_cycle: world.settings.passwordCycleDays,
        password_alg: 'SHA256',
      }),
    ),
    handler(checkNew, ({ body, session }) => checked(world, session.account, body)),
    handler(create, ({ body, session }) => orRefused(() => created(world, session.account, body))),
    handler(change, ({ params, body, session }) =>
      orRefused(() => changed(world, session.account, params.userid, body)),
    ),
    handler(remove, ({ params, session }) => done(() => removeUser(world, session.account, params.userid))),
    handler(setPassword, ({ params, body, session }) =>
      done(() => setPasswordOf(world, session.account, params.userid, body)),
    ),
    handler(kickOut, ({ body, session }) =>
      done(() => {
        const account = managedUser(world, session.account, body.id)
        if (kick(world, account, body.appID ?? 0, OnlineReason.kicked) === 0)
          throw new Refusal(PlatformCode.offline, 'the user is not on-line')
      }),
    ),
  ]
}

/** Answers with the codes of `NewUserCheck`. */
function checked(world: World, caller: Account, { id, gid }: BodyOf<typeof userManagement.checkNew>) {
  if (id !== undefined && !Value.Check(NewId, id)) return refused(NewUserCheck.illegalId, 'the id is illegal')
  if (id !== undefined && world.accounts.has(id)) return refused(NewUserCheck.exists, 'the id exists')
  if (!world.userGroups.find(gid)) return refused(NewUserCheck.noGroup, 'no such user group')
  const isAllowed = holds(caller, Permission.users) && reaches(userGroupsOf(world, caller), gid)
  return isAllowed ? ok({}) : refused(NewUserCheck.noPermission, 'no permission')
}

function created(world: World, caller: Account, body: BodyOf<typeof userManagement.create>) {
  const { accounts, settings } = world
  const { id, gid, name, idcard = '', password_encrypted: encrypted } = body
  if (accounts.has(id)) throw new Refusal(PlatformCode.exists, 'the id exists')
  checkGroup(world, caller, gid)
  checkRealName(world, id, name, idcard)
  const fault = passwordFault({ id }, encrypted, settings.complexPassword)
  if (fault) throw new Refusal(PlatformCode.badParameter, fault)
  const roles = grantedRoles(world, caller, body.roles ?? [])
  if (accounts.size >= MAX_USERS) throw new Refusal(PlatformCode.maxLimit, 'too many users')
  const account = accounts.add({
    id,
    gid,
    name,
    idcard,
    validUntilS: body.validity_time ?? 0,
    position: body.position ?? '',
    phone: body.phone ?? '',
    email: body.email ?? '',
    desc: body.desc ?? '',
    creator: caller.id,
    roles,
    encrypted,
    passwordAt: world.now(),
    changePassword: settings.passwordCycleDays > 0,
  })
  return ok(withoutState(account))
}

function withoutState(account: Account) {
  const { enable: _, ...rest } = writtenUser(account)
  return rest
}

/** What is left out stays. An identity card number that is known stays too. */
function changed(world: World, caller: Account, id: string, body: BodyOf<typeof userManagement.change>) {
  const account = managedUser(world, caller, id)
  const { gid, name, enable = account.enabled } = body
  checkGroup(world, caller, gid)
  const idcard = account.idcard || (body.idcard ?? '')
  checkRealName(world, id, name, idcard)
  const roles = body.roles ? rolesAfter(world, caller, account, body.roles) : account.roles
  if (!enable && (account === caller || account.id === 'admin'))
    throw new Refusal(PlatformCode.forbidden, 'this account cannot be disabled')
  Object.assign(account, {
    gid,
    name,
    idcard,
    roles,
    validUntilS: body.validity_time ?? account.validUntilS,
    position: body.position ?? account.position,
    phone: body.phone ?? account.phone,
    email: body.email ?? account.email,
    desc: body.desc ?? account.desc,
  })
  setEnabled(world, account, enable)
  return ok(writtenUser(account))
}

/** Roles it has already need no permission. */
function rolesAfter(world: World, caller: Account, account: Account, ids: readonly string[]): Account['roles'] {
  if (account.id === 'admin' && !ids.includes('administrator'))
    throw new Refusal(PlatformCode.forbidden, 'this account stays super administrator')
  const kept = [...account.roles].filter((role) => ids.includes(role.id))
  const keptIds = new Set(kept.map((role) => role.id))
  return new Set([
    ...kept,
    ...grantedRoles(
      world,
      caller,
      ids.filter((id) => !keptIds.has(id)),
    ),
  ])
}

function setEnabled(world: World, account: Account, enabled: boolean): void {
  if (account.enabled === enabled) return
  account.enabled = enabled
  if (enabled) signInAgain(world, account, OnlineReason.relogin)
  else cutOff(world, account, OnlineReason.kicked)
}

function removeUser(world: World, caller: Account, id: string): void {
  const account = managedUser(world, caller, id)
  if (account === caller || account.id === 'admin')
    throw new Refusal(PlatformCode.forbidden, 'this account cannot be removed')
  cutOff(world, account, OnlineReason.deleted)
  world.accounts.remove(account)
}

function setPasswordOf(
  world: World,
  caller: Account,
  id: string,
  body: BodyOf<typeof userManagement.setPassword>,
): void {
  const account = managedUser(world, caller, id)
  if (account === caller) throw new Refusal(PlatformCode.badParameter, 'not for one’s own password')
  if (body.password_encrypted.toLowerCase() !== caller.encrypted.toLowerCase())
    throw new Refusal(PlatformCode.wrongPassword, 'the password of the administrator is wrong')
  const fault = passwordFault(account, body.new_password_encrypted, world.settings.complexPassword)
  if (fault) throw new Refusal(PlatformCode.badParameter, fault)
  account.encrypted = body.new_password_encrypted
  account.passwordAt = world.now()
  account.changePassword = world.settings.passwordCycleDays > 0
  account.lockedUntil = 0
  account.wrongTries = 0
}
