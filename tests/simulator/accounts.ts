/** The accounts: passwords by the documented rule, tries and lock-out. Documentation: "User login", "Modify own password". */
import { createHash } from 'node:crypto'
import { Permission, type PermissionId } from '../../shared/platform/values.ts'
import type { Device } from './fleet/build.ts'
import type { ResourceList } from './roles/resources.ts'
import type { Role } from './roles/roles.ts'

/** What an administrator writes down of a user. */
export interface Profile {
  gid: string
  name: string
  /** Identity card number; empty for none, as all texts here. */
  idcard: string
  /** Epoch seconds; 0 for ever. */
  validUntilS: number
  position: string
  phone: string
  email: string
  desc: string
}

export interface Account extends Profile {
  readonly id: string
  /** Account of who made it. */
  readonly creator: string
  /** May log in. */
  enabled: boolean
  roles: ReadonlySet<Role>
  /** Of its own, beside those of its roles. */
  readonly resources: ResourceList
  /** `ALG:hex`, what the client has to send. */
  encrypted: string
  /** Epoch ms of the last change of the password. */
  passwordAt: number
  changePassword: boolean
  wrongTries: number
  /** Epoch ms, 0 for not locked. */
  lockedUntil: number
  /** May not open streams of devices whose number is a multiple of this; 0 may open all. */
  readonly deniedEvery: number
  /** Terminals that are the person's, whether signed in there or not. */
  readonly terminals: Device[]
}

export const MAX_TRIES = 5

/** `SHA256:` and the SHA-256 of `account_password` in lower-case hex. */
export function encryptPassword(account: string, password: string): string {
  return `SHA256:${createHash('sha256').update(`${account}_${password}`).digest('hex')}`
}

/** Passwords that a platform which sees only hashes can still recognise as too simple. */
const SIMPLE = ['123456', '12345678', 'password', 'admin', '111111', '000000', '888888', 'abcdef', 'qwerty', '']

/** Why the platform refuses `encrypted` as a new password, or undefined. `known`: the account, or what it is to be. */
export function passwordFault(
  known: { readonly id: string; readonly encrypted?: string },
  encrypted: string,
  complex: boolean,
): string | undefined {
  if (!/^SHA256:[0-9a-f]{64}$/.test(encrypted)) return 'password_encrypted is not SHA256:hex'
  if (encrypted === known.encrypted) return 'the new password is the old one'
  if (!complex) return undefined
  const tooSimple = [...SIMPLE, known.id].some((simple) => encryptPassword(known.id, simple) === encrypted)
  return tooSimple ? 'the password is too simple' : undefined
}

/** Whether one of the account's roles grants it. The super administrator has all. */
export function holds({ roles }: Account, permission: PermissionId): boolean {
  for (const { permissions } of roles)
    if (permissions.has(permission) || permissions.has(Permission.superAdministrator)) return true
  return false
}
