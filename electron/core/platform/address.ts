import { AppError } from '../../../shared/errors.ts'

/**
 * Makes an origin (with optional path prefix, no trailing slash) of what an operator types. Without a scheme https is meant.
 * Errors: `bad-address`.
 */
export function normaliseAddress(text: string): string {
  const trimmed = text.trim()
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
  let url: URL
  try {
    url = new URL(withScheme)
  } catch {
    throw new AppError('bad-address', { reason: 'not a URL' })
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AppError('bad-address', { reason: url.protocol })
  if (url.username || url.password) throw new AppError('bad-address', { reason: 'credentials in the address' })
  if (url.search || url.hash) throw new AppError('bad-address', { reason: 'query or fragment in the address' })
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/** `host:port` as this client reaches the platform: sent with media requests so that the answer's candidates fit us. */
export function hostAndPort(base: string): string {
  const url = new URL(base)
  return url.port ? url.host : `${url.host}:${url.protocol === 'https:' ? 443 : 80}`
}
