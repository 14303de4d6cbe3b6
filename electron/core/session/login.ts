import type { PasswordRules } from '../../../shared/contract/session.ts'
import { AppError } from '../../../shared/errors.ts'
import { operations } from '../../../shared/platform/index.ts'
import { encryptPassword } from '../platform/password.ts'
import type { PlatformConnection } from '../platform/connection.ts'
import type { ActiveSession } from './active-session.ts'

const { auth, userManagement } = operations

export interface Credentials {
  readonly username: string
  readonly password: string
}

export interface Grant {
  readonly token: string
  readonly validMs: number
  readonly mustChangePassword: boolean
}

export interface Identity {
  readonly displayName: string
  /** IDs of permissions with a level above 0. */
  readonly permissions: string[]
}

/** Signs in by the documented rule. Errors: `platform` 14, 17, …; the ways of the network; `tls-*`. */
export async function login(
  connection: PlatformConnection,
  { username, password }: Credentials,
  signal?: AbortSignal,
): Promise<Grant> {
  const options = signal ? { signal } : {}
  const requirement = await connection.call(userManagement.requirement, {}, undefined, options)
  const { data } = await connection.call(
    auth.login,
    {
      body: {
        username,
        password_encrypted: encryptPassword(requirement.data.password_alg, username, password),
        timestamp: Math.floor(connection.clock.now() / 1000),
      },
    },
    undefined,
    options,
  )
  if (data.token === undefined || data.timeout === undefined) {
    throw new AppError('bad-answer', { operation: auth.login.name, path: '/token', reason: 'missing' })
  }
  return { token: data.token, validMs: data.timeout * 1000, mustChangePassword: data.change_password ?? false }
}

export async function identify(connection: PlatformConnection, token: string, signal?: AbortSignal): Promise<Identity> {
  const { data } = await connection.call(auth.userinfo, {}, token, signal ? { signal } : {})
  const permissions = (data.permissions ?? []).filter(({ level }) => level > 0).map(({ id }) => id)
  return { displayName: data.name, permissions }
}

/** The platform forgets a token by itself in time: an answer that does not come within `timeoutMs` keeps nobody here. */
export async function logout(connection: PlatformConnection, token: string, timeoutMs: number): Promise<void> {
  if (token !== '') await connection.call(auth.logout, {}, token, { timeoutMs })
}

export async function readPasswordRules(session: ActiveSession): Promise<PasswordRules> {
  const { data } = await session.call(userManagement.requirement, {})
  return { complex: data.complex_password ?? false, cycleDays: data.password_cycle ?? 0 }
}

/** Errors: `platform` 14 for a wrong old password, 4 for a new one against the rules. */
export async function changePassword(session: ActiveSession, oldPassword: string, newPassword: string): Promise<void> {
  const { data } = await session.call(userManagement.requirement, {})
  const encrypt = (password: string): string => encryptPassword(data.password_alg, session.username, password)
  await session.call(auth.password, {
    body: { old_password_encrypted: encrypt(oldPassword), new_password_encrypted: encrypt(newPassword) },
  })
}
