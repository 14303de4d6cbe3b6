/** Documentation: chapter "Authentication". */
import type { BodyOf } from '../../../shared/platform/define.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { OnlineReason } from '../../../shared/platform/log.ts'
import { PermissionLevel } from '../../../shared/platform/role.ts'
import { Permission } from '../../../shared/platform/values.ts'
import { holds, MAX_TRIES, passwordFault, type Account } from '../accounts.ts'
import { visibleUser } from '../accounts/checks.ts'
import { mayComeIn } from '../block-list/enforce.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, openHandler, type HandlerEntry } from '../http/handler.ts'
import { orRefused, Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'

const { auth } = operations
const DAY_MS = 86_400_000

/** Where devices log in with what a QR code holds. */
const SERVER_ADDRESSES = ['tcp://127.0.0.1:9701', 'udp://127.0.0.1:9701']
const QR_LIFE_S = 60

export function authHandlers(world: World): HandlerEntry[] {
  return [
    openHandler(auth.login, (call) => login(world, call.body, call.address)),
    handler(auth.logout, (call) => {
      world.presence.because(OnlineReason.unregister, () => world.sessions.end(call.session))
      return ok({})
    }),
    handler(auth.refresh, (call) => ok(world.sessions.renew(call.session))),
    handler(auth.userinfo, ({ session }) => {
      const { account } = session
      return ok({
        id: account.id,
        name: account.name,
        ...(account.idcard ? { idcard: account.idcard } : {}),
        gid: account.gid,
        loginTime: session.loginAt,
        addr: session.address,
        appID: session.appId,
        roles: [...account.roles].map(({ id }) => id),
        permissions: Object.values(Permission).map((id) => ({
          id,
          level: holds(account, id) ? PermissionLevel.granted : PermissionLevel.none,
        })),
      })
    }),
    handler(auth.password, ({ session, body }) => {
      const { account } = session
      if (!isSame(body.old_password_encrypted, account.encrypted))
        return refused(PlatformCode.wrongPassword, 'the old password is wrong')
      const fault = passwordFault(account, body.new_password_encrypted, world.settings.complexPassword)
      if (fault) return refused(PlatformCode.badParameter, fault)
      account.encrypted = body.new_password_encrypted
      account.passwordAt = world.now()
      account.changePassword = false
      return ok({})
    }),
    handler(auth.qrcode, ({ session, body }) => orRefused(() => qrCode(world, session.account, body))),
  ]
}

interface Credentials {
  username: string
  password_encrypted: string
}

function login(world: World, given: Credentials, address: string) {
  // The documentation: "ASCII character set characters only".
  if (!/^[\x21-\x7e]+$/.test(given.username)) return refused(PlatformCode.badParameter, 'username: ASCII only')
  const account = world.accounts.get(given.username)
  if (!account) return refused(PlatformCode.wrongPassword, 'wrong account or password', { remaining: MAX_TRIES - 1 })
  if (account.lockedUntil > world.now()) return locked(world, account)
  if (!isSame(given.password_encrypted, account.encrypted)) {
    account.wrongTries++
    const remaining = MAX_TRIES - account.wrongTries
    if (remaining > 0) return refused(PlatformCode.wrongPassword, 'wrong account or password', { remaining })
    lockAccount(world, account, world.settings.lockS)
    return locked(world, account)
  }
  account.wrongTries = 0
  account.lockedUntil = 0
  const closed = whyClosed(world, account, address)
  if (closed) return refused(PlatformCode.noPermission, closed)
  const issued = world.sessions.begin(account, address)
  return ok(needsNewPassword(world, account) ? { ...issued, change_password: true } : issued)
}

/** Why somebody with the right password may not come in all the same. */
function whyClosed(world: World, account: Account, address: string): string | undefined {
  if (!account.enabled) return 'the account is disabled'
  if (account.validUntilS > 0 && account.validUntilS * 1000 <= world.now()) return 'the account has expired'
  return mayComeIn(world, account, address) ? undefined : 'kept out by the black and white list'
}

function needsNewPassword({ settings, now }: World, account: Account): boolean {
  const { passwordCycleDays: days } = settings
  return account.changePassword || (days > 0 && now() - account.passwordAt > days * DAY_MS)
}

function isSame(given: string, encrypted: string): boolean {
  return given.toLowerCase() === encrypted.toLowerCase()
}

export function lockAccount(world: World, account: Account, seconds: number): void {
  account.lockedUntil = seconds > 0 ? world.now() + seconds * 1000 : 0
  account.wrongTries = 0
}

function locked(world: World, account: Account) {
  const locking = Math.ceil((account.lockedUntil - world.now()) / 1000)
  return refused(PlatformCode.maxRetries, 'the account is locked', { locking })
}

/** For oneself, or for users that one manages. */
function qrCode(world: World, caller: Account, body: BodyOf<typeof auth.qrcode>) {
  const account = visibleUser(world, caller, body.user_id || caller.id)
  if (account !== caller && !holds(caller, Permission.users))
    throw new Refusal(PlatformCode.noPermission, 'needs the permission userManager')
  const deviceId = body.device_id ?? ''
  if (deviceId && !world.fleet.byId.has(deviceId)) throw new Refusal(PlatformCode.notFound, 'no such device')
  const nowS = Math.floor(world.now() / 1000)
  const fromS = body.begin_time || nowS
  const untilS = body.end_time || fromS + QR_LIFE_S
  if (untilS <= Math.max(fromS, nowS)) throw new Refusal(PlatformCode.badParameter, 'end_time: over before it begins')
  const { key } = world.qrKeys.issue({ accountId: account.id, deviceId, fromS, untilS })
  return ok({ begin_time: fromS, end_time: untilS, server_addr: SERVER_ADDRESSES, password_encrypted: key })
}
