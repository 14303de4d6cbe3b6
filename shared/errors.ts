/**
 * The closed list of error codes. Each has its sentence in one renderer file, in both languages.
 * A refusal of the platform is `platform` with `details.platformCode`; its own codes keep their meaning.
 */
import Type, { type Static } from 'typebox'

export const ERROR_CODES = [
  // our own borders
  'internal',
  'bad-input',
  'too-large',
  'unknown-call',
  'cancelled',
  'disconnected',
  'unsupported',
  'not-found',
  'not-signed-in',
  'limit',
  // the way to the platform
  'dns',
  'refused',
  'unreachable',
  'reset',
  'timeout',
  'tls-unknown',
  'tls-changed',
  'tls-failed',
  'bad-address',
  // what the platform answers
  'http-status',
  'bad-answer',
  'platform',
  // this machine
  'disk',
  'file-damaged',
  'not-a-map',
  'database-newer',
  'no-keyring',
  'microphone',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** What an operator needs to see to decide whether to trust a certificate. Times in epoch ms, fingerprint as upper-case hex pairs (SHA-256). */
export const CertificateFacts = Type.Object({
  fingerprint: Type.String(),
  subject: Type.String(),
  issuer: Type.String(),
  names: Type.Array(Type.String()),
  validFrom: Type.Number(),
  validTo: Type.Number(),
  /** Why the system's own trust store refused it, in OpenSSL's word (`DEPTH_ZERO_SELF_SIGNED_CERT` …). */
  reason: Type.String(),
})
export type CertificateFacts = Static<typeof CertificateFacts>

export const ErrorDetails = Type.Object({
  /** ErrorCode of the platform's documentation, chapter "User login", 1..18 (or one it does not list). */
  platformCode: Type.Optional(Type.Number()),
  /** The platform's own `msg`. */
  platformMessage: Type.Optional(Type.String()),
  /** Operation of `shared/platform` or call of the contract. */
  operation: Type.Optional(Type.String()),
  /** Where in the value the fault lies, as a JSON pointer. */
  path: Type.Optional(Type.String()),
  /** Plain fact for the log and the tooltip: never a secret. */
  reason: Type.Optional(Type.String()),
  host: Type.Optional(Type.String()),
  httpStatus: Type.Optional(Type.Number()),
  /** From asking to the refusal, where a call measures it. */
  durationMs: Type.Optional(Type.Number()),
  /** Tries left before the account is locked (platform code 14). */
  triesLeft: Type.Optional(Type.Number()),
  /** Epoch ms at which the account is unlocked (platform code 17). */
  lockedUntil: Type.Optional(Type.Number()),
  certificate: Type.Optional(CertificateFacts),
  /** The fingerprint that was trusted before (tls-changed). */
  knownFingerprint: Type.Optional(Type.String()),
  /** Epoch ms at which a dead connection was last heard. */
  lastHeardAt: Type.Optional(Type.Number()),
  /** Number under which an `internal` error stands in the log. */
  reference: Type.Optional(Type.String()),
})
export type ErrorDetails = Static<typeof ErrorDetails>

export const ErrorEnvelope = Type.Object({
  code: Type.Enum(ERROR_CODES),
  details: ErrorDetails,
})
export interface ErrorEnvelope {
  code: ErrorCode
  details: ErrorDetails
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(describe(code, details), options)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }

  toEnvelope(): ErrorEnvelope {
    return { code: this.code, details: this.details }
  }

  static fromEnvelope(envelope: ErrorEnvelope): AppError {
    return new AppError(envelope.code, envelope.details)
  }
}

/**
 * True for errors that say "the platform cannot be reached now": worth an automatic retry. A handshake that fails is one (a
 * proxy in between, a server that starts); a certificate that is not trusted is none: somebody must decide.
 */
export function isAway(code: ErrorCode): boolean {
  return AWAY.has(code)
}

const AWAY: ReadonlySet<ErrorCode> = new Set([
  'dns',
  'refused',
  'unreachable',
  'reset',
  'timeout',
  'tls-failed',
  'http-status',
])

function describe(code: ErrorCode, details: ErrorDetails): string {
  const facts = [
    details.operation,
    details.platformCode === undefined ? undefined : `platform code ${details.platformCode}`,
    details.platformMessage,
    details.path,
    details.reason,
  ].filter((fact) => fact !== undefined)
  return facts.length > 0 ? `${code}: ${facts.join(', ')}` : code
}
