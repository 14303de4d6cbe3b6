/** Watches failed log-ins: an account that is locked, and many that try. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { Warnings } from './warnings.ts'
import { WarningType } from './warnings.ts'

/** So many failed log-ins within this time are a storm. */
const STORM_LOGINS = 10
const STORM_MS = 60_000

export interface FailedLogin {
  readonly username: string
  /** Name of the account; undefined when there is none. */
  readonly name: string | undefined
  /** `wrongPassword` or `maxRetries`. */
  readonly code: number
  readonly ip: string
}

export type LoginWatch = (failed: FailedLogin) => void

export function createLoginWatch(warnings: Warnings, now: () => number): LoginWatch {
  let times: number[] = []
  /** Accounts known to be locked: said once until they try with another result. */
  const locked = new Set<string>()
  return ({ username, name, code, ip }) => {
    times = [...times.filter((timeMs) => now() - timeMs < STORM_MS), now()]
    if (code !== PlatformCode.maxRetries) locked.delete(username)
    else if (name !== undefined && !locked.has(username)) {
      locked.add(username)
      warnings.raise({
        type: WarningType.onlineFailed,
        objectId: username,
        objectType: 'User',
        objectName: name,
        description: `账号已锁定 / Locked after too many wrong passwords, last from ${ip}`,
      })
    }
    if (times.length === STORM_LOGINS)
      warnings.raise({
        type: 'login_storm',
        objectId: ip,
        objectType: 'Address',
        objectName: ip,
        description: `登录失败过多 / ${STORM_LOGINS} failed log-ins within a minute`,
      })
  }
}
