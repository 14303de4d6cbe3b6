/** One time of a device or an account on the platform, from coming to going. */
import type { OnlineProtocolId, OnlineReasonId } from '../../../shared/platform/log.ts'

export interface Stay {
  readonly onlineMs: number
  /** undefined while it lasts. */
  offlineMs: number | undefined
  /** Empty while it lasts. */
  reason: OnlineReasonId
  readonly protocol: OnlineProtocolId
  /** Address it came from. */
  readonly host: string
}

/** Whether it was there at `timeMs`. */
export function covers(stay: Stay, timeMs: number): boolean {
  return stay.onlineMs <= timeMs && (stay.offlineMs === undefined || timeMs <= stay.offlineMs)
}
