/** What can end a try to show a picture, and what has to happen before another try makes sense. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { ErrorCode, ErrorEnvelope } from '../../../shared/errors.ts'

export type Failure =
  /** The core or the platform said no (or ended what it had given). */
  | { readonly cause: 'refused'; readonly error: ErrorEnvelope }
  /** `codec` as in SDP, e.g. `H265`; `decodable`: what this machine can decode instead. */
  | { readonly cause: 'codec'; readonly codec: string; readonly decodable: readonly string[] }
  /** The browser could not make the connection at all. */
  | { readonly cause: 'local'; readonly reason: string }
  | { readonly cause: PlainCause }

export type PlainCause =
  /** The platform did not answer the request in time. */
  | 'no-answer'
  /** The answer holds no video that we would receive. */
  | 'no-video'
  /** No way to the media server was found in time. */
  | 'no-connection'
  /** The same by websocket: at none of its addresses. */
  | 'no-websocket'
  /** The way to the media server was there and broke. */
  | 'connection-lost'
  /** Connected, but nothing ever arrived. */
  | 'no-packets'
  /** Packets arrive, but no picture comes out of the decoder. */
  | 'no-frames'
  /** It played, then nothing arrived any more. */
  | 'stalled'
  /** It played, packets still arrive, but no picture comes out any more. */
  | 'stalled-decoder'
  /** The platform ended it without a reason. */
  | 'ended'

/**
 * - `retry`: time may mend it.
 * - `device`: nothing will come before the device is online.
 * - `session`: nothing will come before somebody is signed in.
 * - `somebody`: a retry cannot mend it, somebody has to change something.
 */
export type Remedy = 'retry' | 'device' | 'session' | 'somebody'

const HOPELESS_CODES: ReadonlySet<ErrorCode> = new Set([
  'bad-input',
  'too-large',
  'unknown-call',
  'unsupported',
  'not-found',
  'disconnected',
])

const HOPELESS_PLATFORM_CODES: ReadonlySet<number> = new Set([
  PlatformCode.notFound,
  PlatformCode.badParameter,
  PlatformCode.unsupported,
  PlatformCode.noPermission,
])

/** While a session is expired every call is refused with what ended it: a wrong password, a locked account. */
const SESSION_PLATFORM_CODES: ReadonlySet<number> = new Set([
  PlatformCode.authentication,
  PlatformCode.wrongPassword,
  PlatformCode.maxRetries,
])

export function remedyFor(failure: Failure): Remedy {
  if (failure.cause === 'codec' || failure.cause === 'no-video') return 'somebody'
  return failure.cause === 'refused' ? remedyForError(failure.error) : 'retry'
}

function remedyForError({ code, details }: ErrorEnvelope): Remedy {
  if (code === 'not-signed-in') return 'session'
  if (code === 'platform' && details.platformCode !== undefined) {
    if (details.platformCode === PlatformCode.offline) return 'device'
    if (SESSION_PLATFORM_CODES.has(details.platformCode)) return 'session'
    return HOPELESS_PLATFORM_CODES.has(details.platformCode) ? 'somebody' : 'retry'
  }
  return HOPELESS_CODES.has(code) ? 'somebody' : 'retry'
}

const CAUSES_OF_THE_WAY: ReadonlySet<Failure['cause']> = new Set([
  'no-connection',
  'no-websocket',
  'no-packets',
  'no-frames',
  'no-video',
  'codec',
  'local',
])

const WAY_CODES: ReadonlySet<ErrorCode> = new Set(['unsupported', 'bad-answer', 'http-status'])

const WAY_PLATFORM_CODES: ReadonlySet<number> = new Set([
  PlatformCode.fail,
  PlatformCode.badParameter,
  PlatformCode.unsupported,
  PlatformCode.serverError,
  PlatformCode.noVtdu,
])

/** Whether another way to the same picture may do what this one could not. */
export function isOfTheWay(failure: Failure): boolean {
  if (failure.cause !== 'refused') return CAUSES_OF_THE_WAY.has(failure.cause)
  const { code, details } = failure.error
  if (code !== 'platform') return WAY_CODES.has(code)
  return details.platformCode !== undefined && WAY_PLATFORM_CODES.has(details.platformCode)
}

/**
 * Of the failures of all ways the one to act by, the newest first: what no way can mend, then what time can, then a codec that
 * is named.
 */
export function mostTelling(newest: Failure, ...others: readonly Failure[]): Failure {
  const all = [newest, ...others]
  return (
    all.find((failure) => !isOfTheWay(failure)) ??
    all.find((failure) => remedyFor(failure) !== 'somebody') ??
    all.find(({ cause }) => cause === 'codec') ??
    newest
  )
}
