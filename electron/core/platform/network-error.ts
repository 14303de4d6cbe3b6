import { AppError, type ErrorCode } from '../../../shared/errors.ts'

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls-failed',
}

/** What Node threw on the way to the platform, as one of our codes. `host` is what the operator knows the platform by. */
export function networkError(error: unknown, host: string): AppError {
  if (error instanceof AppError) return error
  const systemCode = systemCodeOf(error)
  const reason = error instanceof Error && error.message ? error.message : systemCode
  const code = CODES[systemCode] ?? (/^ERR_(SSL|TLS)/.test(systemCode) ? 'tls-failed' : 'reset')
  return new AppError(code, { host, reason }, { cause: error })
}

function systemCodeOf(error: unknown): string {
  // Trying several addresses of one name fails with an AggregateError; its first error says enough.
  if (error instanceof AggregateError && error.errors.length > 0) return systemCodeOf(error.errors[0])
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return ''
}
