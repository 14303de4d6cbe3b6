/** The envelope of every answer: `{ code, msg, data, pageInfo }` with HTTP 200. */
import type { PageInfo } from '../../../shared/platform/define.ts'

export interface Answer<D = unknown, X = never> {
  readonly code: number
  readonly msg: string
  readonly data?: D
  readonly pageInfo?: PageInfo
  /** Fields that stand beside `data`. */
  readonly beside?: X
}

export function ok<D>(data: D, pageInfo?: PageInfo): Answer<D, never> {
  return pageInfo ? { code: 0, msg: 'OK', data, pageInfo } : { code: 0, msg: 'OK', data }
}

/** For operations with fields beside `data`. */
export function okBeside<D, X>(data: D, beside: X, pageInfo?: PageInfo): Answer<D, X> {
  return pageInfo ? { code: 0, msg: 'OK', data, pageInfo, beside } : { code: 0, msg: 'OK', data, beside }
}

export function refused<D = never>(code: number, msg: string, data?: D): Answer<D, never> {
  return data === undefined ? { code, msg } : { code, msg, data }
}

/** The answer as it goes over the wire. */
export function envelopeOf({ beside, ...envelope }: Answer<unknown, unknown>): Record<string, unknown> {
  return typeof beside === 'object' ? { ...envelope, ...beside } : { ...envelope }
}
