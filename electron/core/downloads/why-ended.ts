/** What becomes of a download that ended early, by what ended it. */
import { isAway, type AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'

export type Ending =
  /** The platform cannot be reached, or nobody is signed in: goes on with the connection. */
  | 'platform-away'
  /** Goes on when the device is back. */
  | 'device-away'
  | 'failed'

/** The platform's words for a device (or storage) that has no time or is not there now. */
const LATER: readonly number[] = [PlatformCode.offline, PlatformCode.timeout, PlatformCode.busy]

export function endingOf({ code, details }: AppError): Ending {
  if (code === 'platform') {
    if (details.platformCode === PlatformCode.authentication) return 'platform-away'
    return LATER.includes(details.platformCode ?? 0) ? 'device-away' : 'failed'
  }
  if (code === 'http-status') return (details.httpStatus ?? 0) >= 500 ? 'platform-away' : 'failed'
  if (code === 'not-signed-in' || code.startsWith('tls-')) return 'platform-away'
  return isAway(code) ? 'platform-away' : 'failed'
}
