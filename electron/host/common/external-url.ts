import { AppError } from '../../../shared/errors.ts'

/** The address in its normal form when it is https and carries no user, else refused with `bad-input`. */
export function httpsOnly(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') {
    throw new AppError('bad-input', { path: '/url', reason: 'only https addresses are opened outside' })
  }
  return parsed.href
}
