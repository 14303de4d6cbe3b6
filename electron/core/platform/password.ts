import { createHash } from 'node:crypto'
import { AppError } from '../../../shared/errors.ts'

/**
 * The platform's password rule (chapter "User login"): `ALG:` + hex of ALG over `account_password`. The algorithm comes from
 * `user.requirement`; the documentation knows SHA256 only. Errors: `unsupported` for another.
 */
export function encryptPassword(algorithm: string | undefined, account: string, password: string): string {
  const name = (algorithm ?? 'SHA256').toUpperCase().replace('-', '')
  if (name !== 'SHA256') throw new AppError('unsupported', { reason: `password algorithm ${algorithm}` })
  return `SHA256:${createHash('sha256').update(`${account}_${password}`, 'utf8').digest('hex')}`
}
