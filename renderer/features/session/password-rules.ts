/**
 * The platform's rules for a new password (documentation: "Obtain user information requirements"): with complex passwords
 * on, at least 8 characters of three or more kinds, and "accounts are not allowed". Only the hash travels, so nobody but
 * the client can check them.
 */
import type { PasswordRules } from '../../../shared/contract/session.ts'

export type PasswordCheckId = 'length' | 'kinds' | 'notAccount' | 'repeated'

export interface PasswordCheck {
  readonly id: PasswordCheckId
  readonly passed: boolean
}

export const MIN_LENGTH = 8
export const MIN_KINDS = 3

const KINDS = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/]

/** One entry for each rule that applies, in the order to show them. An empty password passes none. */
export function checkPassword(
  rules: Pick<PasswordRules, 'complex'>,
  account: string,
  password: string,
  repeated: string,
): readonly PasswordCheck[] {
  const given = password !== ''
  const check = (id: PasswordCheckId, passed: boolean): PasswordCheck => ({ id, passed: given && passed })
  const complex = [
    check('length', [...password].length >= MIN_LENGTH),
    check('kinds', KINDS.filter((kind) => kind.test(password)).length >= MIN_KINDS),
    check('notAccount', password.toLowerCase() !== account.toLowerCase()),
  ]
  return [...(rules.complex ? complex : []), check('repeated', password === repeated)]
}
