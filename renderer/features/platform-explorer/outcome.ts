import type { ErrorEnvelope } from '../../../shared/errors.ts'
import type { PageInfo } from '../../../shared/platform/define.ts'
import type { ExplorerInput, ShownRequest } from './request.ts'

/** What came of a call. */
export interface Outcome {
  readonly request: ShownRequest
  readonly input: ExplorerInput
  /** Epoch ms of the sending. */
  readonly at: number
  readonly durationMs: number
  /** Undefined when it went well. */
  readonly error?: ErrorEnvelope
  readonly data?: unknown
  /** Of an answer that is a file: the download it comes by. */
  readonly download?: number
  /** Fields of the answer beside `data`; undefined for none. */
  readonly beside?: unknown
  readonly page?: PageInfo
  readonly badRows?: string
}

/** 0, the platform's code, or the name of another failure. */
export function outcomeCode({ error }: Pick<Outcome, 'error'>): number | string {
  return error ? (error.details.platformCode ?? error.code) : 0
}

/** How many pages a list has; at least one. */
export function pageCount({ pageSize, totalCount }: PageInfo): number {
  return Math.max(1, Math.ceil(totalCount / Math.max(1, pageSize)))
}
